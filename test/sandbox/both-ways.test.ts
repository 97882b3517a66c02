import type { App } from '@slack/bolt';
import { afterEach, describe, expect, it } from 'vitest';
import { travelClock } from '../../sandbox/clock.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import { httpApp, oneButton, plainModal, socketApp, type TinyApp } from './tiny-app.ts';

let slack: Slack;
let tiny: TinyApp | undefined;
afterEach(async () => {
  await tiny?.stop();
  tiny = undefined;
  await slack.close();
});

const start = async (way: string, listen: (app: App) => void) => {
  slack = await createSlack();
  tiny = await (way === 'HTTP' ? httpApp : socketApp)(slack, listen);
  return slack.people.as('U0ADA');
};

describe.each(['Socket Mode', 'HTTP'])('Delivery by %s', (way) => {
  it('brings a slash command, and shows the answer in the acknowledgement to that person alone', async () => {
    const ada = await start(way, (app) =>
      app.command('/mentor', async ({ ack, command }) => ack(`Looking for ${command.text}`)),
    );
    await ada.command('/mentor  kubernetes pods', { channel: 'C0GENERAL' });
    expect(ada.messages('C0GENERAL').at(-1)).toMatchObject({
      text: 'Looking for kubernetes pods',
      ephemeral: true,
      bot_id: 'B0APP',
    });
    expect(
      slack.people
        .as('U0DANA')
        .messages('C0GENERAL')
        .some((message) => message.text.startsWith('Looking')),
    ).toBe(false);
  });

  it('answers through the response URL, in the channel when asked to', async () => {
    const ada = await start(way, (app) =>
      app.command('/mentor', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'for all', response_type: 'in_channel' });
      }),
    );
    await ada.command('/mentor x', { channel: 'C0GENERAL' });
    const dana = slack.people.as('U0DANA');
    const seen = await slack.until(() => dana.messages('C0GENERAL').find((message) => message.text === 'for all'));
    expect(seen.ephemeral).toBeUndefined();
  });

  it('brings clicks with the message, opens a modal on their trigger, and takes errors and then the submission', async () => {
    const ada = await start(way, (app) => {
      app.command('/mentor', async ({ ack, client, command }) => {
        await ack();
        await client.chat.postMessage({ channel: command.user_id, text: 'card', blocks: oneButton('open', '42') });
      });
      app.action({ type: 'block_actions', action_id: 'open' }, async ({ ack, body, client, action }) => {
        await ack();
        const value = action.type === 'button' ? action.value : '';
        await client.views.open({ trigger_id: body.trigger_id, view: plainModal(`Card ${value}`) });
      });
      app.view('plain', async ({ ack, view }) => {
        const goal = view.state.values.goal?.goal?.value ?? '';
        await (goal.length < 5 ? ack({ response_action: 'errors', errors: { goal: 'Say a little more.' } }) : ack());
      });
    });
    await ada.command('/mentor x');
    const card = await slack.until(() => ada.messages().find((message) => message.text === 'card'));
    await ada.click({ channel: ada.appDm(), ts: card.ts, actionId: 'open' });
    const modal = await slack.until(() => ada.modal());
    expect(modal).toMatchObject({ title: { text: 'Card 42' }, callback_id: 'plain' });
    expect(await ada.submit({ fill: { goal: '' } })).toEqual({
      ok: false,
      errors: { goal: 'Please complete this required field.' },
    });
    expect(await ada.submit({ fill: { goal: 'ab' } })).toEqual({ ok: false, errors: { goal: 'Say a little more.' } });
    expect(await ada.submit({ fill: { goal: 'a longer goal' } })).toEqual({ ok: true });
    expect(ada.modal()).toBeNull();
  });

  it('brings messages and Home, and the answers come back', async () => {
    const ada = await start(way, (app) => {
      app.message(/terraform/, async ({ message, say }) => void (await say({ text: 'seen', thread_ts: message.ts })));
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
      });
    });
    const { ts } = await ada.tellApp('who knows terraform?');
    const reply = await slack.until(() => ada.thread(ada.appDm(), ts)[1]);
    expect(reply).toMatchObject({ text: 'seen', thread_ts: ts });
    await ada.openHome();
    expect(await slack.until(() => ada.home())).toMatchObject({ type: 'home', blocks: [{ type: 'divider' }] });
  });

  it('brings shortcuts, and the options of an external select', async () => {
    const seen: string[] = [];
    const ada = await start(way, (app) => {
      const view = plainModal('Skills', {
        blocks: [
          {
            type: 'input',
            block_id: 'skill',
            label: { type: 'plain_text', text: 'Skill' },
            element: { type: 'external_select', action_id: 'skill', min_query_length: 1 },
          },
        ],
      });
      app.shortcut({ type: 'shortcut', callback_id: 'find_mentor' }, async ({ ack, shortcut, client }) => {
        await ack();
        await client.views.open({ trigger_id: shortcut.trigger_id, view });
      });
      app.shortcut({ type: 'message_action', callback_id: 'ask_about_message' }, async ({ ack, shortcut }) => {
        await ack();
        seen.push(`${shortcut.channel.id} ${shortcut.message.text}`);
      });
      app.options('skill', async ({ ack, options }) =>
        ack({ options: [{ text: { type: 'plain_text', text: options.value.toUpperCase() }, value: options.value }] }),
      );
      app.view('plain', async ({ ack, view: { state } }) => {
        seen.push(state.values.skill?.skill?.selected_option?.value ?? 'nothing');
        await ack();
      });
    });
    await ada.shortcut('find_mentor');
    await slack.until(() => ada.modal());
    await ada.submit({ fill: { skill: 'go' } });
    const message = ada.messages('C0GENERAL').at(-1)!;
    await ada.messageShortcut({ callbackId: 'ask_about_message', channel: 'C0GENERAL', ts: message.ts });
    expect(seen).toEqual(['go', `C0GENERAL ${message.text}`]);
  });

  it('tells the person in Slack’s words when the app is silent for three seconds', async () => {
    const ada = await start(way, (app) => app.command('/mentor', async () => undefined));
    await expect(ada.command('/mentor x')).rejects.toThrow(
      way === 'HTTP'
        ? /^\/mentor failed with the error “(operation_timeout|http_service_error)”$/
        : '/mentor failed with the error “operation_timeout”',
    );
  }, 10_000);
});

describe('The ways to the app', () => {
  it('refuses a delivery whose signature the app does not accept', async () => {
    slack = await createSlack();
    tiny = await httpApp(slack, (app) => app.command('/mentor', async ({ ack }) => ack()), 'another secret');
    await expect(slack.people.as('U0ADA').command('/mentor x')).rejects.toThrow(
      '/mentor failed with the error “http_service_error”',
    );
  });

  it('fails at once when no app is connected', async () => {
    slack = await createSlack();
    await expect(slack.people.as('U0ADA').command('/mentor x')).rejects.toThrow(
      '/mentor failed with the error “dispatch_failed”',
    );
  });

  it('sends each envelope over one of several connections', async () => {
    const seen: string[] = [];
    slack = await createSlack();
    const listen = (name: string) => (app: App) =>
      app.command('/mentor', async ({ ack, command }) => {
        seen.push(`${name} ${command.text}`);
        await ack();
      });
    tiny = await socketApp(slack, listen('one'));
    const second = await socketApp(slack, listen('two'));
    for (const n of [1, 2, 3, 4]) await slack.people.as('U0ADA').command(`/mentor ${n}`);
    await second.stop();
    expect(seen).toEqual(['one 1', 'two 2', 'one 3', 'two 4']);
  });

  it('renews connections on request, and the app comes back', async () => {
    slack = await createSlack();
    tiny = await socketApp(slack, (app) => app.command('/mentor', async ({ ack }) => ack('here')));
    slack.refreshConnections();
    expect(slack.connections()).toBe(0);
    await slack.until(() => slack.connections() === 1, 'a new connection', 12_000);
    await slack.people.as('U0ADA').command('/mentor x');
    expect(slack.people.as('U0ADA').messages().at(-1)?.text).toBe('here');
  }, 15_000);

  it('brings an event that found nobody connected again over Socket Mode, with the number and reason of the retry', async () => {
    const clock = travelClock({ frozen: true });
    const heard: unknown[] = [];
    slack = await createSlack({ clock });
    await slack.people.as('U0ADA').tellApp('anybody there?');
    await slack.idle();
    tiny = await socketApp(slack, (app) =>
      app.message(/there/, async ({ context }) => void heard.push([context.retryNum, context.retryReason])),
    );
    clock.moveBy({ minutes: 1 });
    await slack.idle();
    expect(heard).toEqual([[2, 'connection_failed']]);
  });
});

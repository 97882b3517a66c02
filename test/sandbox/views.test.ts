import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { travelClock } from '../../sandbox/clock.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import { plainModal, socketApp, type TinyApp } from './tiny-app.ts';

let slack: Slack;
let tiny: TinyApp;
let web: WebClient;
let triggers: string[];
/** What the app answers to the next submissions, in order. */
let answers: object[];
let closed: string[];
const clock = travelClock({ start: Temporal.Instant.from('2026-03-02T10:00:00Z'), frozen: true });

beforeEach(async () => {
  triggers = [];
  answers = [];
  closed = [];
  slack = await createSlack({ clock });
  web = new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
  tiny = await socketApp(slack, (app) => {
    app.shortcut('find_mentor', async ({ ack, shortcut }) => {
      triggers.push(shortcut.trigger_id);
      await ack();
    });
    app.action(/.*/, async ({ ack, body }) => {
      if ('trigger_id' in body) triggers.push(body.trigger_id);
      await ack();
    });
    app.view('plain', async ({ ack }) => ack(answers.shift() as undefined));
    app.view({ type: 'view_closed', callback_id: 'plain' }, async ({ ack, view }) => {
      closed.push(view.title.text);
      await ack();
    });
  });
});
afterEach(async () => {
  await tiny.stop();
  await slack.close();
});

const ada = () => slack.people.as('U0ADA');
const trigger = async () => {
  await ada().shortcut('find_mentor');
  return triggers.at(-1) ?? '';
};
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => 'accepted',
    (error) => error.data?.error,
  );
const titles = () =>
  ada()
    .modals()
    .map((view) => (view.title as { text: string }).text);

describe('A trigger', () => {
  it('opens one view, within three seconds', async () => {
    const trigger_id = await trigger();
    await web.views.open({ trigger_id, view: plainModal('One') });
    expect(await refusal(web.views.open({ trigger_id, view: plainModal('Two') }))).toBe('exchanged_trigger_id');
    const late = await trigger();
    clock.moveBy({ seconds: 4 });
    expect(await refusal(web.views.open({ trigger_id: late, view: plainModal('Late') }))).toBe('expired_trigger_id');
    expect(await refusal(web.views.open({ trigger_id: '1.2.3', view: plainModal('No') }))).toBe('invalid_trigger_id');
  });

  it('is not used up by a view that Slack refuses', async () => {
    const trigger_id = await trigger();
    const refused = web.views.open({ trigger_id, view: plainModal('A title that is much too long') });
    await expect(refused).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
      },
    });
    await web.views.open({ trigger_id, view: plainModal('Fine') });
    expect(titles()).toEqual(['Fine']);
  });
});

describe('A stack of modals', () => {
  it('is three deep at most', async () => {
    await web.views.open({ trigger_id: await trigger(), view: plainModal('One') });
    await web.views.push({ trigger_id: await trigger(), view: plainModal('Two') });
    await web.views.push({ trigger_id: await trigger(), view: plainModal('Three') });
    expect(await refusal(web.views.push({ trigger_id: await trigger(), view: plainModal('Four') }))).toBe(
      'push_limit_reached',
    );
    expect(titles()).toEqual(['One', 'Two', 'Three']);
  });

  it('follows the answer to a submission: push, update, close, clear', async () => {
    await web.views.open({ trigger_id: await trigger(), view: plainModal('One') });
    answers = [
      { response_action: 'push', view: plainModal('Two') },
      { response_action: 'update', view: plainModal('Two, changed') },
    ];
    await ada().submit({ fill: { goal: 'a' } });
    expect(titles()).toEqual(['One', 'Two']);
    await ada().submit({ fill: { goal: 'b' } });
    expect(titles()).toEqual(['One', 'Two, changed']);
    await ada().submit();
    expect(titles()).toEqual(['One']);
    answers = [{ response_action: 'push', view: plainModal('Three') }, { response_action: 'clear' }];
    await ada().submit();
    await ada().submit({ fill: { goal: 'c' } });
    expect(titles()).toEqual([]);
  });

  it('fails for the person when the app names errors for blocks that are not there, or answers a broken view', async () => {
    await web.views.open({ trigger_id: await trigger(), view: plainModal('One') });
    answers = [
      { response_action: 'errors', errors: { nowhere: 'x' } },
      { response_action: 'update', view: { type: 'modal' } },
    ];
    await expect(ada().submit({ fill: { goal: 'a' } })).rejects.toThrow('We had some trouble connecting.');
    await expect(ada().submit()).rejects.toThrow('missing required field: title [json-pointer:/view]');
    expect(titles()).toEqual(['One']);
  });

  it('tells the app of a closed view only when the view asks for it', async () => {
    await web.views.open({ trigger_id: await trigger(), view: plainModal('Quiet') });
    await ada().close();
    await web.views.open({ trigger_id: await trigger(), view: plainModal('Loud', { notify_on_close: true }) });
    await ada().close();
    expect(closed).toEqual(['Loud']);
    await expect(ada().submit({})).rejects.toThrow('This view is no longer open.');
  });
});

describe('A select that asks for a response URL', () => {
  it('gets one into the chosen channel with the submission', async () => {
    const element = { type: 'channels_select' as const, action_id: 'where', response_url_enabled: true };
    const blocks = [
      { type: 'input' as const, block_id: 'where', label: { type: 'plain_text' as const, text: 'Where' }, element },
    ];
    await web.views.open({ trigger_id: await trigger(), view: plainModal('Share', { blocks }) });
    await ada().submit({ fill: { where: 'C0GENERAL' } });
    const sent = slack.traffic.entries().find((entry) => entry.name === 'view_submission')!;
    const { response_urls } = sent.request as { response_urls: { channel_id: string; response_url: string }[] };
    expect(response_urls).toMatchObject([{ block_id: 'where', action_id: 'where', channel_id: 'C0GENERAL' }]);
    const body = JSON.stringify({ text: 'shared', response_type: 'in_channel' });
    await fetch(response_urls[0]?.response_url ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(ada().messages('C0GENERAL').at(-1)?.text).toBe('shared');
  });
});

describe('An update', () => {
  it('keeps what was typed into inputs that stay, and is refused with an old hash', async () => {
    const blocks = [
      ...plainModal('').blocks,
      {
        type: 'actions' as const,
        block_id: 'more',
        elements: [{ type: 'button' as const, action_id: 'more', text: { type: 'plain_text' as const, text: 'More' } }],
      },
    ];
    const { view } = await web.views.open({ trigger_id: await trigger(), view: plainModal('One', { blocks }) });
    const viewId = view?.id ?? '';
    const typed = { goal: { goal: { type: 'plain_text_input', value: 'half a thought' } } };
    await ada().click({ viewId, actionId: 'more', state: typed });
    await web.views.update({ view_id: viewId, hash: view?.hash ?? '', view: plainModal('Two', { blocks }) });
    expect(ada().modal()).toMatchObject({ title: { text: 'Two' }, state: { values: typed } });
    expect(
      await refusal(web.views.update({ view_id: viewId, hash: view?.hash ?? '', view: plainModal('Three') })),
    ).toBe('hash_conflict');
    expect(await refusal(web.views.update({ view_id: 'V0NONE', view: plainModal('No') }))).toBe('not_found');
  });
});

describe('A press on what was drawn anew in that moment', () => {
  const button = (value: string) => ({
    type: 'actions' as const,
    elements: [
      { type: 'button' as const, action_id: 'more', value, text: { type: 'plain_text' as const, text: 'More' } },
    ],
  });
  const publish = async (...values: string[]) => {
    const blocks = values.map(button);
    const { view } = await web.views.publish({ user_id: 'U0ADA', view: { type: 'home', blocks } });
    return { viewId: view?.id ?? '', blockIds: view?.blocks?.map((block) => String(block.block_id)) ?? [] };
  };

  it('counts as long as only one button can be meant', async () => {
    const { viewId, blockIds } = await publish('a');
    const [again] = (await publish('a')).blockIds;
    expect(again).not.toBe(blockIds[0]);
    await ada().click({ viewId, blockId: blockIds[0]!, actionId: 'more' });
    expect(triggers).toHaveLength(1);
  });

  it('is answered with what to do when it could be another one', async () => {
    const { viewId, blockIds } = await publish('a');
    await publish('a', 'b');
    await expect(ada().click({ viewId, blockId: blockIds[0]!, actionId: 'more' })).rejects.toThrow(
      'This has just changed. Please look again, and press once more.',
    );
    expect(triggers).toEqual([]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TravelClock, travelClock } from '../../sandbox/clock.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import { oneButton, plainModal, socketApp, type TinyApp } from './tiny-app.ts';

type Body = Record<string, unknown> & { ok: boolean; error?: string };
let slack: Slack;
let clock: TravelClock;
let tiny: TinyApp;

beforeEach(async () => {
  clock = travelClock({ start: Temporal.Instant.from('2026-03-02T10:00:00Z'), frozen: true });
  slack = await createSlack({
    clock,
    onTravel: async (to) => {
      if ('minutes' in to) clock.moveBy({ minutes: to.minutes });
      return clock.now();
    },
  });
  tiny = await socketApp(slack, (app) => {
    app.command('/mentor', async ({ ack, client, command }) => {
      await ack();
      if (command.text === 'modal')
        await client.views.open({ trigger_id: command.trigger_id, view: plainModal('Goal') });
      else await client.chat.postMessage({ channel: command.user_id, text: 'card', blocks: oneButton('press', '7') });
    });
    app.action('press', async ({ ack, respond, action }) => {
      await ack();
      await respond(`pressed ${action.type === 'button' ? action.value : ''}`);
    });
    app.view('plain', async ({ ack }) => ack({ response_action: 'errors', errors: { goal: 'Say more.' } }));
    app.event('app_home_opened', async ({ client, event }) => {
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'divider' }] } });
    });
  });
});
afterEach(async () => {
  await tiny.stop();
  await slack.close();
});

const get = async (path: string): Promise<Body> => (await (await fetch(`${slack.url}/sandbox/${path}`)).json()) as Body;
const post = async (path: string, body: object): Promise<Body> => {
  const headers = { 'content-type': 'application/json' };
  return (await (
    await fetch(`${slack.url}/sandbox/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  ).json()) as Body;
};
const ada = () => slack.people.as('U0ADA');

describe('The page’s API', () => {
  it('tells once who and what there is', async () => {
    const answer = await get('bootstrap');
    expect(answer).toMatchObject({
      ok: true,
      workspace: { id: 'T0HARBOUR', name: 'Harbourlight' },
      now: '2026-03-02T10:00:00Z',
      app: { id: 'A0APP', name: 'Bitewise', botUserId: 'U0APP' },
      commands: [{ command: '/mentor', description: expect.any(String), usageHint: expect.any(String) }],
    });
    expect(answer.shortcuts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ callbackId: 'find_mentor', type: 'global', name: 'Find a mentor' }),
        expect.objectContaining({ callbackId: 'ask_about_message', type: 'message', name: 'Ask a mentor about this' }),
      ]),
    );
    expect((answer.people as { id: string }[])[0]).toMatchObject({
      id: 'U0ADA',
      name: 'Ada Okafor',
      department: 'Engineering',
      isOwner: false,
    });
  });

  it('shows a person their conversations, with what is unread, and messages and threads', async () => {
    const { ts } = await slack.people.as('U0BRAM').say({ channel: 'C0GENERAL', text: 'Morning' });
    await post('act/say', { as: 'U0DANA', channel: 'C0GENERAL', text: 'And to you', threadTs: ts });
    const { conversations } = await get('me/U0ADA');
    const general = (conversations as { id: string }[]).find(({ id }) => id === 'C0GENERAL');
    expect(general).toMatchObject({ kind: 'channel', name: 'general', unread: 2, isMember: true, isPrivate: false });
    const { messages } = await get('conversations/C0GENERAL/messages?as=U0ADA');
    expect((messages as object[]).at(-1)).toMatchObject({ text: 'Morning', reply_count: 1 });
    const thread = await get(`conversations/C0GENERAL/thread/${ts}?as=U0ADA`);
    expect((thread.messages as { text: string }[]).map((message) => message.text)).toEqual(['Morning', 'And to you']);
    await post('act/read', { as: 'U0ADA', channel: 'C0GENERAL', ts: (thread.messages as { ts: string }[])[1]?.ts });
    expect((await get('me/U0ADA')).conversations).toContainEqual(
      expect.objectContaining({ id: 'C0GENERAL', unread: 0 }),
    );
    expect(await get('conversations/C0PEOPLE/messages?as=U0ADA')).toEqual({
      ok: false,
      error: 'This conversation isn’t there.',
    });
  });

  it('types a command, presses a button, submits and closes a modal, opens Home', async () => {
    const channel = ada().appDm();
    expect(await post('act/command', { as: 'U0ADA', channel, text: '/mentor x' })).toEqual({ ok: true });
    const card = await slack.until(() => ada().messages().at(-1));
    const [block] = card.blocks as { block_id: string }[];
    const press = {
      as: 'U0ADA',
      channel,
      messageTs: card.ts,
      blockId: block?.block_id,
      actionId: 'press',
      element: { type: 'button', value: '7' },
    };
    expect(await post('act/click', press)).toEqual({ ok: true });
    await slack.until(() =>
      ada()
        .messages()
        .find((message) => message.text === 'pressed 7'),
    );
    await post('act/command', { as: 'U0ADA', channel, text: '/mentor modal' });
    const modal = await slack.until(() => ada().modal());
    const values = { goal: { goal: { type: 'plain_text_input', value: 'short' } } };
    expect(await post('act/submit', { as: 'U0ADA', viewId: modal.id, values })).toMatchObject({
      ok: false,
      errors: { goal: 'Say more.' },
    });
    expect((await get('me/U0ADA')).modals).toHaveLength(1);
    expect(await post('act/close', { as: 'U0ADA', viewId: modal.id })).toEqual({ ok: true });
    await post('act/open-home', { as: 'U0ADA' });
    await slack.until(() => ada().home());
    expect((await get('me/U0ADA')).home).toMatchObject({ type: 'home' });
  });

  it('opens DMs, joins, leaves, invites, changes profiles and deactivates', async () => {
    const { channel } = await post('act/open-dm', { as: 'U0ADA', userIds: ['U0BRAM', 'U0DANA'] });
    expect(channel).toMatch(/^C/);
    const inDesign = async () =>
      ((await get('me/U0ADA')).conversations as { id: string; isMember: boolean }[]).find(({ id }) => id === 'C0DESIGN')
        ?.isMember;
    expect(await inDesign()).toBe(false);
    await post('act/join', { as: 'U0ADA', channel: 'C0DESIGN' });
    expect(await inDesign()).toBe(true);
    await post('act/leave', { as: 'U0ADA', channel: 'C0DESIGN' });
    await post('act/invite', { as: 'U0QUINN', channel: 'C0DESIGN', userId: 'U0ADA' });
    expect(await inDesign()).toBe(true);
    await post('act/update-profile', { as: 'U0DANA', userId: 'U0ADA', title: 'Engineer', tz: 'Asia/Kolkata' });
    await post('act/deactivate', { as: 'U0DANA', userId: 'U0BRAM' });
    const { people } = await get('bootstrap');
    expect(people).toContainEqual(expect.objectContaining({ id: 'U0ADA', title: 'Engineer', tz: 'Asia/Kolkata' }));
    expect(people).toContainEqual(expect.objectContaining({ id: 'U0BRAM', deleted: true }));
  });

  it('lets people join one by one, until everybody is here', async () => {
    const joined = await post('act/newcomer', { as: 'U0DANA' });
    expect(joined).toMatchObject({ ok: true, userId: 'U0MIRA', name: 'Mira Lind' });
    const { people } = await get('bootstrap');
    expect(people).toContainEqual(expect.objectContaining({ id: 'U0MIRA', title: 'Software Engineer' }));
    for (const userId of ['U0ENNO', 'U0LUCIA'])
      expect(await post('act/newcomer', { as: 'U0DANA' })).toMatchObject({ ok: true, userId });
    expect(await post('act/newcomer', { as: 'U0DANA' })).toMatchObject({ ok: false });
  });

  it('moves the time, and lists what went to and fro', async () => {
    expect(await post('clock/travel', { minutes: 5 })).toEqual({ ok: true, now: '2026-03-02T10:05:00Z' });
    expect((await post('clock/travel', { minutes: -5 })).ok).toBe(false);
    await post('act/command', { as: 'U0ADA', channel: ada().appDm(), text: '/mentor x' });
    await slack.idle();
    const { entries } = await get('traffic');
    expect(entries).toContainEqual(
      expect.objectContaining({ direction: 'to-app', name: 'command', status: 'acknowledged', ms: expect.any(Number) }),
    );
    expect(entries).toContainEqual(
      expect.objectContaining({ direction: 'from-app', name: 'chat.postMessage', status: 200 }),
    );
    expect(JSON.stringify(entries)).not.toContain(slack.botToken);
  });

  it('answers every mistake with a sentence', async () => {
    expect(await post('act/command', { as: 'U0ADA', channel: ada().appDm(), text: '/nothing' })).toMatchObject({
      ok: false,
      error: expect.stringContaining('/nothing is not a valid command.'),
    });
    expect(
      await post('act/command', { as: 'U0ADA', channel: ada().appDm(), text: '/mentor x', threadTs: '1.0' }),
    ).toEqual({ ok: false, error: '/mentor is not supported in threads. Sorry!' });
    expect(await post('act/say', { as: 'U0NOBODY', channel: 'C0GENERAL', text: 'x' })).toMatchObject({
      ok: false,
      error: 'There’s no one with that id in this workspace.',
    });
    expect((await post('act/say', { as: 'U0ADA' })).error).toContain('This request doesn’t fit');
    expect(await post('act/dance', { as: 'U0ADA' })).toEqual({ ok: false, error: 'There’s nothing at this address.' });
  });

  it('streams changes to those who see them, and all traffic', async () => {
    const stop = new AbortController();
    const response = await fetch(`${slack.url}/sandbox/stream?as=U0ADA`, { signal: stop.signal });
    const dm = slack.people.as('U0BRAM').openDm(['U0DANA']);
    await slack.people.as('U0BRAM').say({ channel: dm, text: 'secret' });
    await ada().tellApp('hello');
    clock.moveBy({ minutes: 1 });
    let seen = '';
    for await (const chunk of response.body ?? []) {
      seen += new TextDecoder().decode(chunk);
      if (seen.includes('event: traffic') && seen.includes('{"kind":"clock"}')) break;
    }
    stop.abort();
    expect(seen).toContain(`event: change\ndata: {"kind":"message","conversationId":"${ada().appDm()}"}`);
    expect(seen).not.toContain(dm);
  });

  it('serves no other web page', async () => {
    const headers = { 'content-type': 'application/json', origin: 'https://elsewhere.example' };
    const response = await fetch(`${slack.url}/sandbox/act/say`, { method: 'POST', headers, body: '{}' });
    expect(response.status).toBe(403);
  });
});

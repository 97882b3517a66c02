import { type UsersListResponse, WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { travelClock } from '../../sandbox/clock.ts';
import { asObject } from '../../sandbox/slack/engine/json.ts';
import { projectManifest } from '../../sandbox/slack/manifest.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';

let slack: Slack;
const clock = travelClock({ start: Temporal.Instant.from('2026-03-02T10:00:00Z'), frozen: true });
beforeEach(async () => {
  slack = await createSlack({ clock });
});
afterEach(() => slack.close());

const call = async (method: string, args: object = {}, token: string | null = slack.botToken) => {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (token) headers.authorization = `Bearer ${token}`;
  const response = await fetch(`${slack.apiUrl}${method}`, { method: 'POST', headers, body: JSON.stringify(args) });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Record<string, unknown>,
  };
};
const error = async (...args: Parameters<typeof call>) => (await call(...args)).body.error;
const client = (retries = 0) => new WebClient(slack.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries } });

describe('Tokens and scopes', () => {
  it('tells no token from a wrong one and from the wrong kind', async () => {
    expect(await error('auth.test', {}, null)).toBe('not_authed');
    expect(await error('auth.test', {}, 'xoxb-wrong')).toBe('invalid_auth');
    expect(await error('apps.connections.open')).toBe('not_allowed_token_type');
    expect(await error('nothing.there')).toBe('unknown_method');
  });

  it('lists the granted scopes in a header', async () => {
    const { headers } = await call('auth.test');
    expect(headers.get('x-oauth-scopes')).toContain('chat:write');
  });

  it('says which scope is missing', async () => {
    await slack.close();
    const manifest = projectManifest();
    manifest.oauth_config.scopes.bot = ['users:read'];
    slack = await createSlack({ manifest });
    const { body } = await call('chat.postMessage', { channel: 'U0ADA', text: 'x' });
    expect(body).toEqual({ ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' });
    expect(await error('conversations.open', { users: 'U0ADA' })).toBe('missing_scope');
    expect((await call('conversations.list', { types: 'private_channel' })).body.needed).toBe('groups:read');
  });
});

describe('People', () => {
  it('come page by page, with zones, guests, the deactivated and Slack’s own helper', async () => {
    const people: { id?: string; tz?: string; tz_offset?: number; deleted?: boolean; is_ultra_restricted?: boolean }[] =
      [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: UsersListResponse = await client().users.list({ limit: 7, cursor });
      people.push(...(page.members ?? []));
      cursor = page.response_metadata?.next_cursor || undefined;
    }
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
    const by = (id: string) => people.find((one) => one.id === id);
    expect(by('U0KAVYA')).toMatchObject({ tz: 'Asia/Kolkata', tz_offset: 19_800 });
    expect(by('U0HIRO')).toMatchObject({ tz: 'Australia/Sydney', tz_offset: 39_600 });
    expect(by('U0OSCAR')).toMatchObject({ is_restricted: true, is_ultra_restricted: true });
    expect(by('U0PIA')).toMatchObject({ deleted: true });
    expect(by('U0PIA')).not.toHaveProperty('tz');
    expect(by('USLACKBOT')).toMatchObject({ is_bot: false });
    expect(by('U0APP')).toMatchObject({ is_bot: true });
  });
});

describe('Conversations', () => {
  it('open one DM for the same people however often, also by writing to a person', async () => {
    const first = await client().conversations.open({ users: 'U0ADA' });
    const again = await client().conversations.open({ users: 'U0ADA' });
    const posted = await client().chat.postMessage({ channel: 'U0ADA', text: 'Hello' });
    expect(first.already_open).toBeUndefined();
    expect(again).toMatchObject({ already_open: true, channel: { id: first.channel?.id } });
    expect(posted.channel).toBe(first.channel?.id);
  });

  it('open one group for the same people in any order', async () => {
    const first = await client().conversations.open({ users: 'U0ADA,U0BRAM' });
    const again = await client().conversations.open({ users: 'U0BRAM,U0ADA' });
    expect(again.channel?.id).toBe(first.channel?.id);
    expect(slack.people.as('U0ADA').conversations()).toContainEqual(
      expect.objectContaining({ kind: 'mpim', name: 'Bitewise, Bram de Vries' }),
    );
  });

  it('refuse bots, the deactivated and strangers', async () => {
    expect(await error('conversations.open', { users: 'U0STANDUP' })).toBe('cannot_dm_bot');
    expect(await error('conversations.open', { users: 'USLACKBOT' })).toBe('cannot_dm_bot');
    expect(await error('conversations.open', { users: 'U0PIA' })).toBe('user_disabled');
    expect(await error('conversations.open', { users: 'U0ADA,U0NOBODY' })).toBe('users_not_found');
    expect(await error('conversations.open', {})).toBe('users_list_not_supplied');
    await slack.people.updateProfile('U0OSCAR', { isOutOfReach: true });
    expect(await error('chat.postMessage', { channel: 'U0OSCAR', text: 'x' })).toBe('channel_not_found');
    expect(await error('conversations.open', { users: 'U0ADA,U0OSCAR' })).toBe('invalid_user_combination');
  });

  it('take messages for people who are deactivated without a word', async () => {
    expect((await client().chat.postMessage({ channel: 'U0PIA', text: 'x' })).ok).toBe(true);
    await client().chat.postMessage({ channel: 'U0ADA', text: 'x' });
    const dm = slack.people.as('U0ADA').appDm();
    await slack.people.deactivate('U0ADA');
    expect((await client().chat.postMessage({ channel: dm, text: 'x' })).ok).toBe(true);
  });

  it('of several people have an id like a channel’s, and a name that tells them apart', async () => {
    const { channel } = await client().conversations.open({ users: 'U0ADA,U0BRAM', return_im: true });
    expect(channel).toMatchObject({ id: expect.stringMatching(/^C/), name: expect.stringMatching(/^mpdm-/) });
    expect(channel).toMatchObject({ is_mpim: true, is_channel: false });
  });

  it('keep private channels and others’ DMs out of sight', async () => {
    const dm = slack.people.as('U0ADA').openDm(['U0BRAM']);
    for (const channel of [dm, 'C0PEOPLE']) {
      expect(await error('conversations.history', { channel })).toBe('channel_not_found');
      expect(await error('chat.postMessage', { channel, text: 'x' })).toBe('channel_not_found');
    }
    expect(await error('conversations.history', { channel: 'C0GENERAL' })).toBe('not_in_channel');
  });

  it('give history newest first, between two ts, page by page, with metadata when asked', async () => {
    const metadata = { event_type: 'note', event_payload: { key: 'k7' } };
    const ts: string[] = [];
    for (const n of [1, 2, 3, 4]) {
      clock.moveBy({ seconds: 1 });
      const posted = await client().chat.postMessage({ channel: 'C0MENTORING', text: `m${n}`, metadata });
      ts.push(posted.ts ?? '');
    }
    const history = async (args: object) =>
      (await client().conversations.history({ channel: 'C0MENTORING', ...args })).messages ?? [];
    expect((await history({ oldest: ts[0] })).map((m) => m.text)).toEqual(['m4', 'm3', 'm2']);
    expect((await history({ oldest: ts[1], latest: ts[2], inclusive: true })).map((m) => m.text)).toEqual(['m3', 'm2']);
    expect((await history({ limit: 1 }))[0]?.metadata).toBeUndefined();
    expect((await history({ limit: 1, include_all_metadata: true }))[0]?.metadata).toEqual(metadata);
    const first = await client().conversations.history({ channel: 'C0MENTORING', limit: 3 });
    expect(first.has_more).toBe(true);
    const next = await history({ limit: 3, cursor: first.response_metadata?.next_cursor });
    expect(next[0]?.text).toBe('m1');
  });
});

describe('Membership', () => {
  it('is the app’s to change with the scopes for it, and never without', async () => {
    expect((await call('conversations.join', { channel: 'C0RANDOM' })).body.needed).toBe('channels:join');
    expect((await call('conversations.invite', { channel: 'C0MENTORING', users: 'U0OSCAR' })).body.needed).toBe(
      'channels:manage',
    );
    await slack.close();
    const manifest = projectManifest();
    manifest.oauth_config.scopes.bot.push('channels:join', 'channels:manage');
    slack = await createSlack({ manifest });
    await client().conversations.join({ channel: 'C0RANDOM' });
    expect((await call('conversations.join', { channel: 'C0RANDOM' })).body.warning).toBe('already_in_channel');
    await client().conversations.invite({ channel: 'C0RANDOM', users: 'U0OSCAR' });
    expect(await error('conversations.invite', { channel: 'C0RANDOM', users: 'U0OSCAR' })).toBe('already_in_channel');
    expect(await error('conversations.invite', { channel: 'C0RANDOM', users: 'U0APP' })).toBe('cant_invite_self');
    expect(
      slack.people
        .as('U0OSCAR')
        .conversations()
        .map(({ name }) => name),
    ).toContain('random');
    await client().conversations.leave({ channel: 'C0RANDOM' });
    expect((await call('conversations.leave', { channel: 'C0RANDOM' })).body).toEqual({
      ok: true,
      not_in_channel: true,
    });
    expect(await error('chat.postMessage', { channel: '#random', text: 'x' })).toBe('not_in_channel');
  });
});

describe('Messages', () => {
  it('are refused for what is wrong with them, with a pointer into the blocks', async () => {
    const post = (args: object) => call('chat.postMessage', { channel: 'C0MENTORING', ...args });
    expect((await post({})).body.error).toBe('no_text');
    expect((await post({ text: 'x', channel: 'C0NOWHERE' })).body.error).toBe('channel_not_found');
    expect((await post({ text: 'x', thread_ts: '1.000001' })).body.error).toBe('thread_not_found');
    expect((await post({ text: 'x', metadata: { event_type: 'x' } })).body.error).toBe('invalid_metadata_format');
    expect(
      (await post({ text: 'x', metadata: { event_type: 'x', event_payload: { big: 'x'.repeat(9_000) } } })).body.error,
    ).toBe('metadata_too_large');
    const { body } = await post({ text: 'x', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '' } }] });
    expect(body).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
    });
    expect((await call('chat.postMessage', { text: 'x' })).body).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: ['[ERROR] missing required field: channel'] },
    });
  });

  it('longer than 40,000 characters are cut with a warning, and refused as an update beyond 4,000', async () => {
    const posted = await client().chat.postMessage({ channel: 'C0MENTORING', text: 'x'.repeat(40_001) });
    expect(posted.warning).toBe('message_truncated');
    expect(posted.message?.text).toHaveLength(40_000);
    const args = { channel: 'C0MENTORING', ts: posted.ts, text: 'x'.repeat(4_001) };
    expect(await error('chat.update', args)).toBe('msg_too_long');
  });

  it('lose their blocks when they are changed to a text alone', async () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'a card' } }];
    const { ts = '' } = await client().chat.postMessage({ channel: 'C0MENTORING', text: 'card', blocks });
    await client().chat.update({ channel: 'C0MENTORING', ts, text: 'closed' });
    const [now] = (await client().conversations.history({ channel: 'C0MENTORING', limit: 1 })).messages ?? [];
    expect(now).toMatchObject({ text: 'closed' });
    expect(now).not.toHaveProperty('blocks');
  });

  it('with a client_msg_id that was seen make no second one where Slack looks at it', async () => {
    const args = { channel: 'C0MENTORING', text: 'x', client_msg_id: 'one' };
    const post = async () => String(asObject(await client().apiCall('chat.postMessage', args)).ts);
    slack.switches.deduplicates = true;
    const first = await post();
    expect(await post()).toBe(first);
    await client().chat.delete({ channel: 'C0MENTORING', ts: first });
    await expect(post()).rejects.toThrow(/duplicate_message_not_found/);
    slack.switches.deduplicates = false;
    expect(await post()).not.toBe(first);
  });

  it('can be changed and deleted by the app that wrote them alone', async () => {
    const theirs = slack.people.as('U0ADA').messages('C0MENTORING')[0]!;
    expect(await error('chat.update', { channel: 'C0MENTORING', ts: theirs.ts, text: 'x' })).toBe(
      'cant_update_message',
    );
    expect(await error('chat.delete', { channel: 'C0MENTORING', ts: theirs.ts })).toBe('cant_delete_message');
    const { ts = '' } = await client().chat.postMessage({ channel: 'C0MENTORING', text: 'mine' });
    await client().chat.update({ channel: 'C0MENTORING', ts, text: 'changed' });
    const seen = () =>
      slack.people
        .as('U0ADA')
        .messages('C0MENTORING')
        .find((message) => message.ts === ts);
    expect(seen()).toMatchObject({ text: 'changed', edited: { user: 'U0APP' } });
    await client().chat.delete({ channel: 'C0MENTORING', ts });
    expect(seen()).toBeUndefined();
  });

  it('for one person alone reach only members of the channel and are in no history', async () => {
    const only = { channel: 'C0MENTORING', user: 'U0ADA', text: 'psst' };
    await client().chat.postEphemeral(only);
    expect(slack.people.as('U0ADA').messages('C0MENTORING').at(-1)).toMatchObject({ text: 'psst', ephemeral: true });
    expect(slack.people.as('U0BRAM').messages('C0MENTORING').at(-1)?.text).not.toBe('psst');
    const history = await client().conversations.history({ channel: 'C0MENTORING' });
    expect(history.messages?.map((message) => message.text)).not.toContain('psst');
    expect(await error('chat.postEphemeral', { ...only, user: 'U0OSCAR' })).toBe('user_not_in_channel');
  });

  it('carry files to conversations, never to a person’s id', async () => {
    const files = [{ id: 'F0NONE' }];
    expect(await error('files.completeUploadExternal', { files, channel_id: 'U0ADA' })).toBe('invalid_arguments');
    expect(await error('files.completeUploadExternal', { files, channel_id: 'C0MENTORING' })).toBe('file_not_found');
  });

  it('carry files through the upload address', async () => {
    const uploaded = await client().filesUploadV2({
      channel_id: 'C0MENTORING',
      filename: 'a.csv',
      file: Buffer.from('a,b\n1,2\n'),
    });
    expect(uploaded.ok).toBe(true);
    const message = slack.people.as('U0ADA').messages('C0MENTORING').at(-1);
    const [file] = (message?.files ?? []) as { url_private: string; name: string }[];
    expect(file?.name).toBe('a.csv');
    expect(await (await fetch(file?.url_private ?? '')).text()).toBe('a,b\n1,2\n');
  });
});

describe('Rates', () => {
  it('give history once a minute, fifteen messages at a time, where that is switched on', async () => {
    slack.switches.limitsHistory = true;
    for (let n = 0; n < 20; n += 1) await slack.people.as('U0ADA').say({ channel: 'C0MENTORING', text: `line ${n}` });
    const first = await client().conversations.history({ channel: 'C0MENTORING', limit: 100 });
    expect(first.messages).toHaveLength(15);
    const { status, headers } = await call('conversations.history', { channel: 'C0MENTORING' });
    expect([status, headers.get('retry-after')]).toEqual([429, '60']);
    clock.moveBy({ seconds: 60 });
    expect((await call('conversations.history', { channel: 'C0MENTORING' })).status).toBe(200);
  });

  it('hold back more than a short burst to one channel, and say when to come back', async () => {
    await slack.close();
    slack = await createSlack({ clock, rateLimits: true });
    const post = () => call('chat.postMessage', { channel: 'C0MENTORING', text: 'x' });
    for (const _ of [1, 2, 3]) expect((await post()).body.ok).toBe(true);
    const refused = await post();
    expect([refused.status, refused.body.error, refused.headers.get('retry-after')]).toEqual([429, 'ratelimited', '1']);
    clock.moveBy({ seconds: 1 });
    expect((await post()).body.ok).toBe(true);
  });
});

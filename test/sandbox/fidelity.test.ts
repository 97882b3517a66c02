import { createEmulator } from 'emulate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectManifest } from '../../sandbox/slack/manifest.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import { differences, type Recorded, recorder } from './fidelity/record.ts';
import { playScenario } from './fidelity/scenario.ts';
import { typeFaults } from './fidelity/typecheck.ts';

/** Where the emulator answers otherwise, and why ours stays as it is. */
const DIFFERENCES: Record<string, string> = {
  'users.list .members[].profile.email: missing':
    'Slack gives addresses only to apps with users:read.email; this one has not.',
  'users.info .user.profile.email: missing':
    'Slack gives addresses only to apps with users:read.email; this one has not.',
  'users.conversations .message: missing': 'The emulator has no such method and answers 404.',
  'users.conversations .documentation_url: missing': 'The emulator has no such method and answers 404.',
  'conversations.list .channels[].is_open: missing': 'Slack gives is_open for DMs only.',
  'conversations.list .channels[].last_read: missing': 'Slack’s documented list carries no read marks.',
  'conversations.join .channel.is_open: missing': 'Slack gives is_open for DMs only.',
  'conversations.join .channel.last_read: missing': 'Read marks belong to people; an app has none.',
  'conversations.info .channel.is_open: missing': 'Slack gives is_open for DMs only.',
  'conversations.info .channel.last_read: missing': 'Read marks belong to people; an app has none.',
  'chat.postMessage, where the app is not .ok: false for true':
    'Without chat:write.public Slack refuses with not_in_channel; the emulator lets everybody write everywhere.',
  'chat.postMessage, where the app is not .channel: missing': 'Refused, see above.',
  'chat.postMessage, where the app is not .ts: missing': 'Refused, see above.',
  'chat.postMessage, where the app is not .message: missing': 'Refused, see above.',
  'chat.postEphemeral .ok: true for false': 'The person is in our channel and not in the emulator’s.',
  'chat.postEphemeral .error: missing': 'The person is in our channel and not in the emulator’s.',
  'chat.update .message.ts: missing':
    'The types of @slack/web-api know no ts inside the updated message; it stands beside it.',
  'chat.update .message.reply_count: missing': 'Nor does it know thread counts there.',
  'chat.update .message.reply_users: missing': 'Nor does it know thread counts there.',
  'conversations.info .channel.num_members: missing':
    'Slack counts the members only when include_num_members asks for it.',
  'conversations.join .channel.num_members: missing': 'The types of @slack/web-api know no count here.',
  'conversations.replies .messages[].metadata: missing':
    'Slack gives metadata only when include_all_metadata asks for it.',
  'conversations.replies, of no thread .ok: false for true': 'Slack documents thread_not_found.',
  'conversations.replies, of no thread .messages: missing': 'Refused, see above.',
  'conversations.replies, of no thread .has_more: missing': 'Refused, see above.',
  'views.publish .view.title: object for null': 'Slack fills a Home’s title in, as its events show.',
};

const MORE_SCOPES = ['team:read', 'channels:join', 'reactions:write', 'im:read', 'mpim:read'];
const TOKEN = 'xoxb-fidelity';

let slack: Slack;
let ours: Recorded[];
let theirs: Recorded[];

async function playOurs(): Promise<Recorded[]> {
  const { call, recorded } = recorder(slack.url, slack.botToken);
  const newTrigger = async () => {
    const before = new Set(slack.state.triggers.keys());
    await slack.people
      .as('U0ADA')
      .shortcut('find_mentor')
      .catch(() => undefined);
    return [...slack.state.triggers.keys()].find((key) => !before.has(key)) ?? '';
  };
  const ids = { channel: 'C0RANDOM', otherChannel: 'C0GENERAL', person: 'U0ADA', second: 'U0BRAM' };
  await playScenario(call, ids, newTrigger, slack.url);
  return recorded;
}

async function playTheirs(scopes: string[]): Promise<Recorded[]> {
  const person = (name: string) => ({ name, real_name: name });
  const slackSeed = {
    team: { name: 'W', domain: 'w' },
    users: [person('ada'), person('bram')],
    channels: [{ name: 'general' }, { name: 'random' }],
    oauth_apps: [
      {
        client_id: 'c',
        client_secret: 's',
        app_id: 'A1',
        name: 'App',
        redirect_uris: ['http://localhost/x'],
        scopes,
        bot_name: 'app',
      },
    ],
    tokens: [{ token: TOKEN, user: 'app', scopes }],
  };
  const emulator = await createEmulator({ service: 'slack', port: 48_731, seed: { slack: slackSeed } });
  const { call, recorded } = recorder(emulator.url, TOKEN);
  const { members } = await call('users.list', {});
  const people = members as { id: string; name: string }[];
  const idOf = (name: string) => people.find((one) => one.name === name)?.id ?? '';
  recorded.length = 0;
  const newTrigger = async (viewId?: string) => {
    const view = viewId ? { view_id: viewId } : {};
    const { call: ask } = recorder(emulator.url, TOKEN);
    return String((await ask('views.generateTriggerId', { user_id: idOf('ada'), ...view })).trigger_id);
  };
  const ids = { channel: 'C000000002', otherChannel: 'C000000001', person: idOf('ada'), second: idOf('bram') };
  await playScenario(call, ids, newTrigger, emulator.url);
  await emulator.close();
  return recorded;
}

beforeAll(async () => {
  const manifest = projectManifest();
  manifest.oauth_config.scopes.bot.push(...MORE_SCOPES);
  slack = await createSlack({ manifest });
  ours = await playOurs();
  theirs = await playTheirs(manifest.oauth_config.scopes.bot);
});
afterAll(() => slack.close());

describe('The embedded Slack’s answers', () => {
  it('fit the response types of @slack/web-api, with no member that these do not know', async () => {
    expect(await typeFaults(ours)).toEqual([]);
  }, 60_000);

  it('agree with the emulator’s in shape, success and error code, but for the differences that have a reason', () => {
    const found = ours.flatMap(({ name, answer }, n) =>
      differences(answer, theirs[n]?.answer).map((difference) => `${name} ${difference}`),
    );
    expect(found.toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted());
  });

  it('cover every method that the workspace answers, but for what only Socket Mode and leaving need', async () => {
    const { methods } = await import('../../sandbox/slack/methods/table.ts');
    const played = new Set(ours.map(({ method }) => method));
    expect([...methods.keys()].filter((name) => !played.has(name)).toSorted()).toEqual([
      'apps.connections.open',
      'auth.teams.list',
      'conversations.invite',
      'conversations.leave',
      'oauth.v2.access',
    ]);
  });
});

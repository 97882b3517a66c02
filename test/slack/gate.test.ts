import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../sandbox/slack/engine/json.ts';
import { saveSettings } from '../../src/features/admin/service/index.ts';
import { getMember, isOwner } from '../../src/features/members/service.ts';
import { createGate } from '../../src/slack/gate.ts';
import { sender } from '../support/sender.ts';
import { createWorld, type World } from '../support/world.ts';

const [ADA, DANA, OSCAR, PIA, STANDUP] = ['U0ADA', 'U0DANA', 'U0OSCAR', 'U0PIA', 'U0STANDUP'];
const [PARTNER, EVE, MENTORING] = ['T0PARTNER', 'U0EVE', 'C0MENTORING'];
const SORRY = /^Sorry, I can only help members/;
const GUESTS = /^Sorry, guests can’t use Bitewise/;

let world: World;
let n = 0;
beforeEach(async () => {
  world = await createWorld();
  await world.slack.people.connect({ id: EVE, handle: 'eve', realName: 'Eve Partner', teamId: PARTNER }, MENTORING);
  await world.settle();
});
afterEach(() => world.close());

const deliver = async (kind: 'interactive' | 'slash_commands' | 'events_api', payload: Json) => {
  n += 1;
  const status = await sender(world.app().port, world.slack.signingSecret).deliver(kind, payload);
  await world.settle();
  return status;
};
const own = () => world.slack.state.team.id;
/** Everything that the app did besides answering: rows of whatever kind. */
async function traces(): Promise<number[]> {
  const { read } = world.app().deps.db;
  const tables = ['inbox', 'job', 'request', 'thanks', 'moment', 'prompt'] as const;
  const counts = tables.map(async (table) => {
    const row = await read
      .selectFrom(table)
      .select((e) => e.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(row.n);
  });
  return Promise.all(counts);
}
const event = (about: Json, outer: Json = {}): Json => ({
  type: 'event_callback',
  team_id: own(),
  event_id: `Ev0GATE${n}`,
  event: { event_ts: `1.00${n}`, ts: `1772445600.00${n}`, ...about },
  ...outer,
});
const clicked = (user: Json, more: Json = {}): Json => ({
  type: 'block_actions',
  team: { id: own() },
  user,
  trigger_id: `1.2.${n}`,
  channel: { id: MENTORING },
  actions: [{ type: 'button', action_id: 'requests.find', block_id: 'b', value: 'x' }],
  ...more,
});
const whispers = (id: string) =>
  world
    .as(id)
    .messages(MENTORING)
    .filter((m) => m.ephemeral)
    .map((m) => m.text);

describe('Somebody of another workspace', () => {
  it('who mentions the app in a shared channel reads one polite sentence, once, and leaves nothing behind', async () => {
    const before = await traces();
    for (const words of ['kubernetes', 'terraform', 'help'])
      await world.as(EVE).say({ channel: MENTORING, text: `@bitewise ${words}` });
    await world.settle();
    expect(whispers(EVE)).toEqual([expect.stringMatching(SORRY)]);
    expect(await traces()).toEqual(before);
  });

  it.each(['command', 'action', 'submission', 'shortcut', 'message shortcut', 'options', 'home', 'DM'])(
    'is kept out of every way in: %s',
    async (way) => {
      const user = { id: EVE, team_id: PARTNER };
      const common = { team: { id: own() }, user, trigger_id: '9.9' };
      const view = { id: 'V1', type: 'modal', callback_id: 'recognition.thank', app_installed_team_id: own() };
      const ways: Record<string, [kind: Parameters<typeof deliver>[0], payload: Json]> = {
        command: ['slash_commands', { command: '/mentor', text: 'kubernetes', team_id: PARTNER, user_id: EVE }],
        action: ['interactive', clicked(user)],
        submission: ['interactive', { ...common, team: { id: PARTNER }, type: 'view_submission', view }],
        shortcut: ['interactive', { ...common, type: 'shortcut', callback_id: 'find_mentor' }],
        'message shortcut': [
          'interactive',
          {
            ...common,
            type: 'message_action',
            callback_id: 'ask_about_message',
            channel: { id: MENTORING },
            message: { ts: '1.1', text: 'hi' },
          },
        ],
        options: [
          'interactive',
          { ...common, type: 'block_suggestion', action_id: 'settings.zone', block_id: 'b', value: 'x' },
        ],
        home: [
          'events_api',
          event({ type: 'app_home_opened', tab: 'home', user: EVE, user_team: PARTNER, channel: 'D1' }),
        ],
        DM: [
          'events_api',
          event({
            type: 'message',
            channel_type: 'im',
            channel: 'D1',
            user: EVE,
            user_team: PARTNER,
            text: 'kubernetes',
          }),
        ],
      };
      const [kind, payload] = ways[way]!;
      const before = await traces();
      expect(await deliver(kind, payload)).toBe(200);
      expect(await traces()).toEqual(before);
      expect(world.slack.traffic.calls('views.open')).toEqual([]);
      expect(await world.work((tx) => getMember(tx, EVE))).toBeUndefined();
    },
  );

  it('makes nobody an owner, whatever a signed user_change of theirs says', async () => {
    const flags = { is_admin: true, is_owner: true, is_primary_owner: true };
    const outer = { team_id: PARTNER, authorizations: [{ team_id: own() }] };
    await deliver('events_api', event({ type: 'user_change', user: { id: ADA, team_id: PARTNER, ...flags } }));
    await deliver('events_api', event({ type: 'user_change', user: { id: ADA, ...flags } }, outer));
    await deliver(
      'events_api',
      event({ type: 'user_change', user: { id: ADA, profile: { team: PARTNER }, ...flags } }),
    );
    await deliver('events_api', event({ type: 'team_join', user: { id: EVE, team_id: PARTNER, ...flags } }));
    await deliver('events_api', event({ type: 'user_change', user: { id: EVE, is_stranger: true, ...flags } }));
    expect(await world.work((tx) => isOwner(tx, ADA))).toBe(false);
    expect(await world.work((tx) => isOwner(tx, EVE))).toBe(false);
  });

  it('whose workspace the payload does not name is looked up, and kept out', async () => {
    const before = await traces();
    await deliver(
      'events_api',
      event({ type: 'app_mention', channel: MENTORING, user: EVE, text: '<@U0APP> kubernetes' }),
    );
    expect(await traces()).toEqual(before);
    expect(whispers(EVE)).toEqual([]);
    expect(await world.work((tx) => getMember(tx, EVE))).toMatchObject({ isDeactivated: true, isOwner: false });
  });
});

describe('In a channel that is shared with another workspace', () => {
  it('our own people are answered, although the event comes from the partner', async () => {
    await world.as(ADA).say({ channel: MENTORING, text: '@bitewise kubernetes' });
    await world.settle();
    expect(whispers(ADA).at(-1)).toContain('Kubernetes');
  });

  it('a click of our own people counts, whichever workspace the payload names first', async () => {
    const seen = { team: { id: PARTNER }, view: { id: 'V1', type: 'home', app_installed_team_id: own() } };
    await deliver('interactive', clicked({ id: ADA, team_id: own() }, seen));
    expect(world.slack.traffic.calls('views.open')).toHaveLength(1);
  });

  it('what is meant for another installation is ignored', async () => {
    const outer = { authorizations: [{ team_id: PARTNER }] };
    const mention = { type: 'app_mention', channel: MENTORING, user: ADA, text: '<@U0APP> kubernetes' };
    expect(await deliver('events_api', event(mention, outer))).toBe(200);
    expect(whispers(ADA)).toEqual([]);
  });
});

describe('Within the workspace', () => {
  it.each([
    ['someone who is deactivated', PIA],
    ['a bot', STANDUP],
    ['an id that no one has', 'U0NOBODY'],
  ])('%s is kept out without a word', async (_who, id) => {
    await deliver('interactive', clicked({ id, team_id: own() }));
    await deliver('slash_commands', {
      command: '/mentor',
      text: 'goals',
      team_id: own(),
      user_id: id,
      trigger_id: '7.7',
    });
    expect(world.slack.traffic.calls('views.open')).toEqual([]);
    expect(world.slack.traffic.calls('chat.postEphemeral')).toEqual([]);
  });

  it('guests may come in as the settings say, and else read why not, once', async () => {
    const oscar = world.as(OSCAR);
    await oscar.command('/mentor kubernetes');
    await oscar.command('/mentor goals');
    await world.settle();
    expect(oscar.messages().map((m) => m.text)).toEqual([expect.stringMatching(GUESTS)]);
    expect(oscar.modal()).toBeNull();
    await world.work((tx) => saveSettings(tx, DANA, { allowGuests: true }));
    await oscar.command('/mentor goals');
    expect(await world.slack.until(() => oscar.modal(), 'the goals')).toBeTruthy();
  });

  it('somebody new is let in before the directory was read again', async () => {
    world.slack.faults.add({ method: 'event:team_join', kind: 'drop-event' });
    await world.slack.people.add({ id: 'U0NEW', handle: 'new', realName: 'New Person' });
    await world.as('U0NEW').command('/mentor goals');
    expect(await world.slack.until(() => world.as('U0NEW').modal(), 'the goals')).toBeTruthy();
    expect(await world.work((tx) => getMember(tx, 'U0NEW'))).toMatchObject({ name: 'New Person' });
  });

  it('somebody whom a spoilt reading of the directory took for gone is let in again', async () => {
    const { read } = world.app().deps.db;
    await read.updateTable('member').set({ is_deactivated: 1 }).where('id', '=', ADA).execute();
    await world.as(ADA).command('/mentor goals');
    expect(await world.slack.until(() => world.as(ADA).modal(), 'the goals')).toBeTruthy();
  });
});

it('That Slack holds events back is taken note of', async () => {
  const limited = { type: 'app_rate_limited', token: 't', team_id: own(), minute_rate_limited: 1, api_app_id: 'A0APP' };
  expect(await deliver('events_api', limited)).toBe(200);
  expect(await deliver('events_api', event({ type: 'channel_rename', user: null, channel: MENTORING }))).toBe(200);
});

it('A click on a block without an id is a click', async () => {
  const actions = [{ type: 'button', action_id: 'requests.find', value: 'x' }];
  expect(await deliver('interactive', clicked({ id: ADA, team_id: own() }, { actions }))).toBe(200);
  expect(world.slack.traffic.calls('views.open')).toHaveLength(1);
});

it('A flood of payloads for another workspace is a line a second in the log at most', async () => {
  const logged: { msg: string; refused?: Record<string, number> }[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const gate = createGate({ ...world.app().deps, log }, async () => 'yes');
  const foreign = { type: 'event_callback', team_id: 'T0ELSEWHERE', event: { type: 'app_mention', user: 'U0X' } };
  const began = performance.now();
  for (let n = 0; n < 500; n += 1) expect(await gate.check(foreign)).toMatchObject({ isOpen: false });
  const seconds = (performance.now() - began) / 1000;
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.length).toBeLessThanOrEqual(1 + Math.floor(seconds));
  expect(logged[0]).toMatchObject({ msg: 'requests were refused', refused: { 'for another workspace': 1 } });
});

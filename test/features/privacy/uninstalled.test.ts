import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { askingWorld } from '../../support/asking.ts';
import { tablesOf } from '../../support/people.ts';
import { sender } from '../../support/sender.ts';
import { troubled } from '../../support/traces.ts';
import { createWorld } from '../../support/world.ts';

it.each([
  ['app_uninstalled', {}],
  ['tokens_revoked', { tokens: { oauth: [], bot: ['U0BITEWISE'] } }],
])('After %s nothing is asked of Slack any more, until it is installed again', async (type, more) => {
  const world = await createWorld();
  onTestFinished(() => world.close());
  const { id: workspaceId } = world.app().deps.workspace;
  const send = sender(world.app().port, world.slack.signingSecret);
  const payload = { type: 'event_callback', team_id: workspaceId, event_id: 'Ev0GONE', event: { type, ...more } };
  expect(await send.deliver('events_api', payload)).toBe(200);
  await world.settle();
  const jobs = () =>
    world.app().deps.db.read.selectFrom('job').select('outcome').where('kind', '=', 'privacy.edit-messages').execute();
  const calls = () => world.slack.traffic.entries().filter(({ direction }) => direction === 'from-app').length;
  const before = calls();
  await world.work((tx) => deleteData(tx, 'U0ADA'));
  await world.settle(60);
  expect(await jobs()).toEqual([{ outcome: null }]);
  expect(calls()).toBe(before);
  // What a start does.
  await world.work((tx) => saveWorkspace(tx, 'Acme', world.app().deps.workspace.botUserId));
  await world.settle(180);
  // What waited is done then: the erasing comes to its end.
  const outcomes = (await jobs()).map(({ outcome }) => outcome);
  expect(new Set(outcomes)).toEqual(new Set(['done']));
  expect(calls()).toBeGreaterThan(before);
});

describe('While the app is uninstalled', () => {
  const given = askingWorld();
  const { world, people, ask, type, press } = given;
  let port: number;
  const event = (id: string, inner: Record<string, unknown>) => {
    const { id: workspaceId } = world().app().deps.workspace;
    const send = sender(port, world().slack.signingSecret);
    return send.deliver('events_api', { type: 'event_callback', team_id: workspaceId, event_id: id, event: inner });
  };
  const leave = async () => {
    expect(await event('Ev0LEFT', { type: 'app_uninstalled' })).toBe(200);
    await world().settle();
  };
  /** What a start does. */
  const comeBack = () => world().work((tx) => saveWorkspace(tx, 'Acme', world().app().deps.workspace.botUserId));
  /** Calls of the Web API: what is answered at a response_url needs no token. */
  const fromApp = () =>
    world()
      .slack.traffic.entries()
      .filter(({ direction, name }) => direction === 'from-app' && /^[a-z]+\./.test(name)).length;
  const rows = async () => {
    const { db } = world().app().deps;
    const all: Record<string, unknown> = {};
    for (const { name } of await tablesOf(db.read))
      all[name] = await db.read
        .selectFrom(name as 'member')
        .selectAll()
        .execute();
    return all;
  };

  beforeEach(() => {
    port = world().app().port;
  });

  it('a click, commands, a shortcut, and events change nothing and call nothing', async () => {
    const { ada, bram } = people();
    await ask(ada);
    await leave();
    const [before, calls] = [await rows(), fromApp()];
    const offered = bram.messages().findLast((m) => JSON.stringify(m.blocks).includes('requests.accept'))!;
    const sent = [
      () => bram.click({ channel: bram.appDm(), ts: offered.ts, actionId: 'requests.accept' }),
      () => ada.command('/mentor status'),
      () => ada.command('/mentor pause 2 weeks'),
      () => ada.shortcut('find_mentor'),
      () => ada.say({ channel: ada.appDm(), text: 'kubernetes' }),
      () => ada.openHome(),
      () => event('Ev0MORE', { type: 'app_mention', user: ada.id, channel: 'C0MENTORING', text: 'x', ts: '1.1' }),
    ];
    for (const send of sent) await send();
    await world().settle(60);
    const after = await rows();
    expect(fromApp()).toBe(calls);
    const changed = Object.keys(after).filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    // Jobs that are due look now and then whether it is back.
    expect(changed.filter((name) => name !== 'job')).toEqual([]);
  });

  it('whoever turns to it by command reads one calm sentence', async () => {
    const { ada } = people();
    await leave();
    await ada.command('/mentor status');
    await world().settle();
    expect(ada.messages().map((m) => m.text)).toEqual([
      'Bitewise was taken out of this workspace, so I can’t do that. An admin can install it again.',
    ]);
    await comeBack();
    await type(ada, '/mentor status');
    expect(ada.messages().at(-1)?.text).toContain('Nothing is open');
  });

  it('jobs hold, and after a reinstallation everything is said once', async () => {
    const { ada, bram } = people();
    await ask(ada);
    await leave();
    await press(bram, 'requests.accept').catch(() => {});
    await world().work((tx) =>
      giveThanks(tx, {
        giverId: 'U0ELIF',
        receiverId: bram.id,
        words: 'Thank you for the good advice',
        isPublic: false,
      }),
    );
    await world().travel({ hours: 1 });
    const texts = () => bram.messages().map((m) => JSON.stringify(m.blocks ?? m.text));
    const before = texts().length;
    expect(texts().join()).not.toContain('good advice');
    await comeBack();
    await comeBack();
    await world().travel({ hours: 1 });
    expect(texts().filter((text) => text.includes('good advice'))).toHaveLength(1);
    expect(texts()).toHaveLength(before + 1);
    expect(await troubled(world())).toEqual([]);
  });
});

import { afterEach, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { ownerIds } from '../../../src/features/members/service.ts';
import { startSession, wrapUp } from '../../../src/features/sessions/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, MONDAY, type World } from '../../support/world.ts';
import { MENTEE, MENTOR, openOne, session } from './setup.ts';

const POST = 'chat.postMessage';
const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

onBothDatabases('A session that was agreed on', (dialect) => {
  async function open() {
    const world = await createWorld({ dialect });
    worlds.push(world);
    const told = (id: string) =>
      saidIn(
        world
          .as(id)
          .messages()
          .flatMap((m) => m.blocks ?? []),
      );
    const shared = () =>
      world
        .as(MENTEE)
        .conversations()
        .find((c) => c.kind === 'mpim');
    const card = () => {
      const conversation = shared();
      return conversation ? world.as(MENTEE).messages(conversation.id).length : 0;
    };
    return { world, told, card };
  }

  it('opens when its card arrives, and until then nobody is late', async () => {
    const { world, card } = await open();
    world.slack.faults.add({ method: POST, kind: '429', retryAfter: 25 * 60, times: 2 });
    const id = await world.work((tx) => openOne(tx));
    await world.travel({ minutes: 45 });
    expect(card()).toBe(0);
    expect(await world.work((tx) => session(tx, id))).toMatchObject({ state: 'open', ending: undefined });
    await world.travel({ minutes: 10 });
    expect(card()).toBe(1);
    const now = await world.work((tx) => session(tx, id));
    expect(now.state).toBe('open');
    expect(now.openedAt?.since(MONDAY).total('minutes')).toBeGreaterThan(45);
    // From here on silence counts.
    await world.travel({ minutes: 25 });
    expect(await world.work((tx) => session(tx, id))).toMatchObject({ ending: 'nobody came' });
  });

  it('gives two people who are to find a time their working days from the card on', async () => {
    const { world } = await open();
    world.slack.faults.add({ method: POST, kind: '429', retryAfter: 12 * 3600, times: 2 });
    const id = await world.work((tx) => openOne(tx, { at: 'later' }));
    // Two working days after the yes, and a day after the card.
    await world.travelTo(MONDAY.add({ hours: 50 }));
    expect(await world.work((tx) => session(tx, id))).toMatchObject({ state: 'planned' });
  });

  it('ends with a word to both when nobody can tell whether its card is there', async () => {
    const { world, told } = await open();
    const off = world.slack.faults.add({ method: POST, kind: '500-before', times: 100_000 });
    const id = await world.work((tx) => openOne(tx));
    await world.travel({ minutes: 6 });
    off();
    await world.travel({ hours: 1 });
    expect(await world.work((tx) => session(tx, id))).toMatchObject({ state: 'ended', ending: 'handed back' });
    expect(told(MENTEE)).toContain('Slack couldn’t open your conversation');
    expect(told(MENTEE)).not.toContain('can’t make it');
    expect(told(MENTOR)).toContain('Slack couldn’t open your conversation');
    expect(told(MENTOR)).toContain('You don’t need to do anything');
  });

  it('moves to a direct message when nobody can tell whether its card is in the channel', async () => {
    const { world, card } = await open();
    await world.work(async (tx) => {
      const [owner = ''] = await ownerIds(tx);
      await saveSettings(tx, owner, { sessionsChannel: 'C0MENTORING' });
    });
    world.slack.faults.add({
      method: POST,
      kind: '500-before',
      times: 2,
      match: (args) => args.channel === 'C0MENTORING',
    });
    const id = await world.work((tx) => openOne(tx));
    await world.travel({ minutes: 6 });
    expect(card()).toBe(1);
    expect(await world.work((tx) => session(tx, id))).toMatchObject({ state: 'open' });
  });

  it('that is wrapped up before its card could come has its card and its recap all the same', async () => {
    const { world, card } = await open();
    world.slack.faults.add({ method: POST, kind: '429', retryAfter: 25 * 60, times: 2 });
    const id = await world.work((tx) => openOne(tx));
    await world.work((tx) => startSession(tx, id, MENTEE));
    await world.work((tx) => wrapUp(tx, id, MENTEE, { recap: 'we found the leak', steps: [] }));
    await world.travel({ hours: 1 });
    expect(card()).toBe(1);
    const { place, recapTs } = await world.work((tx) => session(tx, id));
    const thread = world.as(MENTOR).thread(String(place?.channel), String(place?.rootTs));
    expect(thread.map((m) => m.ts)).toContain(recapTs);
  });

  it('that is wrapped up before its card could come tells both when the card can never come', async () => {
    const { world, told, card } = await open();
    const match = ({ channel, text }: Record<string, unknown>) =>
      !String(channel).startsWith('D') && !String(channel).startsWith('U') && String(text).startsWith('A session on');
    const off = world.slack.faults.add({ method: POST, kind: '500-before', times: 100_000, match });
    const id = await world.work((tx) => openOne(tx));
    await world.work((tx) => startSession(tx, id, MENTEE));
    await world.work((tx) => wrapUp(tx, id, MENTEE, { recap: 'we found the leak', steps: [] }));
    await world.travel({ minutes: 6 });
    off();
    await world.travel({ hours: 2 });
    expect(card()).toBe(0);
    for (const person of [MENTEE, MENTOR]) {
      expect(told(person)).toContain('didn’t get through');
      expect(told(person)).not.toContain('is in the thread');
    }
  });

  it('tells both when its recap is lost, and nothing waits for it for ever', async () => {
    const { world, told } = await open();
    const id = await world.work((tx) => openOne(tx));
    await world.settle();
    const { channel, rootTs: ts } = (await world.work((tx) => session(tx, id))).place!;
    await world.as(MENTEE).click({ channel, ts, actionId: 'sessions.start' });
    await world.settle();
    world.slack.state.conversations.delete(channel);
    await world.work((tx) => wrapUp(tx, id, MENTEE, { recap: 'we found the leak', steps: [] }));
    await world.settle();
    await world.work((tx) => wrapUp(tx, id, MENTOR, { recap: 'and fixed it', steps: [] }));
    await world.travel({ hours: 1 });
    for (const person of [MENTEE, MENTOR]) expect(told(person)).toContain('didn’t get through');
    const edits = await world.work((tx) =>
      tx.db.selectFrom('job').select(['outcome', 'attempt']).where('kind', '=', 'sessions.recap-edit').execute(),
    );
    expect(edits).toEqual([{ outcome: 'skipped', attempt: 1 }]);
  });
});

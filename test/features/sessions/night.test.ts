import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { pauseMember, resumeMember } from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { admitAll } from '../../../src/features/prompts/service/readers.ts';
import { pickTime, startSession, wrapUp } from '../../../src/features/sessions/service/index.ts';
import { type Dialect, freshDatabaseUrl, onBothDatabases } from '../../support/database.ts';
import { newest, saidIn } from '../../support/dm.ts';
import { createWorld, MONDAY, type World } from '../../support/world.ts';
import { MENTEE, MENTOR, openOne, session } from './setup.ts';

let world: World;
const folders: string[] = [];
afterEach(async () => {
  await world.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The address of a database that outlives its app. */
async function keptDatabase(dialect: Dialect): Promise<string> {
  if (dialect === 'postgres') return freshDatabaseUrl(dialect);
  folders.push(mkdtempSync(join(tmpdir(), 'night-')));
  return `file:${join(folders.at(-1)!, 'app.db')}`;
}

/** What stands in the conversation of the two, threads included. */
const said = () => {
  const me = world.as(MENTEE);
  const group = me.conversations().find((c) => c.kind === 'mpim');
  if (!group) return [];
  return me.messages(group.id).flatMap((m) => [m, ...me.thread(group.id, m.ts).slice(1)]);
};
const times = () => said().map((m) => Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(m.ts) * 1000)));
const minuteOf = (at?: Temporal.Instant) => at?.toString().slice(0, 16);
/** All that somebody was told in their messages with the app. */
const told = (id: string) =>
  saidIn(
    world
      .as(id)
      .messages()
      .flatMap((m) => m.blocks ?? []),
  );
const hours = (id: string, start: string, end: string) =>
  world.work((tx) => updateMember(tx, id, { work_start: start, work_end: end, zone: 'UTC' }));
const at = (time: string) => Temporal.Instant.from(`2026-03-0${time}Z`);
const see = (id: string) => world.work((tx) => session(tx, id));
const nothing = { recap: '', steps: [] };

onBothDatabases('A conversation outside working hours', (dialect) => {
  const begin = async () => {
    world = await createWorld({ dialect });
  };

  it('opens when both are at work, where one is not when somebody says yes', async () => {
    await begin();
    await hours(MENTEE, '14:00', '18:00');
    const id = await world.work((tx) => openOne(tx, { at: 'later' }));
    await world.travel({ hours: 3 });
    expect(said()).toEqual([]);
    await world.travelTo(at('2T14:05:00'));
    expect((await see(id)).place).toBeDefined();
    expect(minuteOf(times()[0])).toBe('2026-03-02T14:00');
  });

  it('opens after a break of the one who is to hear of it, and an hour after they cut it short', async () => {
    await begin();
    await hours(MENTOR, '14:00', '18:00');
    const id = await world.work((tx) => openOne(tx, { at: at('6T15:00:00') }));
    await world.work((tx) => pauseMember(tx, MENTOR, at('5T00:00:00')));
    await world.travelTo(at('3T16:00:00'));
    expect(said()).toEqual([]);
    await world.work((tx) => resumeMember(tx, MENTOR));
    await world.travelTo(at('3T17:05:00'));
    expect((await see(id)).place).toBeDefined();
    // The card; the file for calendars follows it.
    expect(said().filter(({ files }) => !files)).toHaveLength(1);
  });

  it('opens at a time that was picked sooner than its card would have come', async () => {
    await begin();
    await hours(MENTEE, '14:00', '18:00');
    const id = await world.work((tx) => openOne(tx, { at: 'later' }));
    await world.settle();
    await world.work((tx) => pickTime(tx, id, MENTEE, at('2T10:25:00')));
    await world.travelTo(at('2T10:24:00'));
    expect(said()).toEqual([]);
    await world.travelTo(at('2T10:26:00'));
    expect(minuteOf(times()[0])).toBe('2026-03-02T10:25');
    expect((await see(id)).state).toBe('open');
  });

  it('waits for another day of whoever has had three messages, and counts for both', async () => {
    await begin();
    const days = () => world.work((tx) => tx.db.selectFrom('contact').selectAll().execute());
    for (const n of [1, 2, 3]) await world.work((tx) => admitAll(tx, [MENTEE], 'a test', `J${n}`));
    await world.work((tx) => openOne(tx, { at: 'later' }));
    await world.travel({ hours: 5 });
    expect(said()).toEqual([]);
    const ofTwo = (await days()).filter((c) => [MENTEE, MENTOR].includes(c.member_id));
    expect(ofTwo.map((c) => c.member_id)).toEqual([MENTEE, MENTEE, MENTEE]);
    await world.travelTo(at('3T09:30:00'));
    expect(said()).toHaveLength(1);
    const today = (await days()).filter((c) => c.local_date === '2026-03-03' && c.kind === 'sessions.card');
    expect(today.map((c) => c.member_id).sort()).toEqual([MENTEE, MENTOR].sort());
  });

  it('asks each for a time where they are never at work together, and ends with a word to both', async () => {
    await begin();
    await hours(MENTEE, '20:00', '23:00');
    const id = await world.work((tx) => openOne(tx, { at: 'later' }));
    await world.travelTo(at('2T20:10:00'));
    for (const who of [MENTEE, MENTOR]) expect(newest(world.as(who)).text).toContain('there’s no time yet');
    await world.travelTo(at('6T20:30:00'));
    expect(said()).toEqual([]);
    expect(await see(id)).toMatchObject({ state: 'ended', ending: 'nobody came' });
    for (const who of [MENTEE, MENTOR]) expect(told(who)).toContain('haven’t found a time');
  });

  it('is not begun by “it is time” a day late: both are asked in their hours, and may wrap up or pick anew', async () => {
    world = await createWorld({ databaseUrl: await keptDatabase(dialect) });
    const id = await world.work((tx) => openOne(tx, { at: MONDAY.add({ hours: 4 }) }));
    await world.settle();
    const before = said().length;
    await world.stopApp();
    world.clock.moveTo(at('3T23:00:00'));
    await world.startApp();
    await world.travel({ minutes: 45 });
    expect(said()).toHaveLength(before);
    expect(await see(id)).toMatchObject({ state: 'ended', ending: 'nobody came' });
    await world.travelTo(at('4T10:30:00'));
    for (const who of [MENTEE, MENTOR]) expect(newest(world.as(who)).text).toContain('I wasn’t there');
  });

  it('of a quiet ask that was missed names nobody to the mentor', async () => {
    world = await createWorld({ databaseUrl: await keptDatabase(dialect) });
    const id = await world.work((tx) => openOne(tx, { at: MONDAY.add({ hours: 4 }), isQuiet: true }));
    await world.settle();
    await world.stopApp();
    world.clock.moveTo(at('3T23:00:00'));
    await world.startApp();
    await world.travelTo(at('4T10:30:00'));
    expect(await see(id)).toMatchObject({ state: 'ended', ending: 'nobody came' });
    expect(said()).toEqual([]);
    expect(newest(world.as(MENTOR)).text).toContain('I wasn’t there');
    expect(told(MENTOR)).not.toContain(MENTEE);
    expect(newest(world.as(MENTEE)).text).toContain(`<@${MENTOR}>`);
  });

  it('of a quiet ask that is opened at night waits for the mentor', async () => {
    await begin();
    await hours(MENTOR, '14:00', '18:00');
    const id = await world.work((tx) => openOne(tx, { at: at('4T15:00:00'), isQuiet: true }));
    await world.settle();
    await world.work((tx) => startSession(tx, id, MENTEE));
    await world.as(MENTEE).openHome();
    await world.travelTo(at('2T13:50:00'));
    expect(said()).toEqual([]);
    const onItsWay = 'is on its way: it opens in your Slack messages as soon as you’re both at work, and';
    expect(told(MENTEE)).toContain(onItsWay);
    expect(saidIn(world.as(MENTEE).home()?.blocks)).toContain('in your conversation, which is on its way');
    expect(told(MENTOR)).not.toContain(MENTEE);
    await world.travelTo(at('2T14:05:00'));
    expect(minuteOf(times()[0])).toBe('2026-03-02T14:00');
    for (const who of [MENTEE, MENTOR]) expect(told(who)).not.toContain('is on its way');
    expect(told(MENTEE)).toContain('is in your Slack messages, just between you two');
  });

  it('that one of them begins alone at night does not call the other, who hears of it in the morning', async () => {
    await begin();
    const id = await world.work((tx) => openOne(tx, { at: at('4T15:00:00') }));
    await world.settle();
    await hours(MENTOR, '09:00', '18:00');
    await world.travelTo(at('2T21:00:00'));
    const before = said().length;
    await world.work((tx) => startSession(tx, id, MENTEE));
    await world.travelTo(at('2T22:00:00'));
    expect(said()).toHaveLength(before);
    expect(await see(id)).toMatchObject({ state: 'ended' });
    await world.travelTo(at('3T09:05:00'));
    expect(told(MENTOR)).toContain('is closed. If you talked');
  });

  it('that was booked opens at its time whatever their hours, and is missed with a word to both', async () => {
    await begin();
    await hours(MENTEE, '14:00', '18:00');
    const booked = { at: 'now', isAgreed: true } as const;
    await world.work((tx) => openOne(tx, booked));
    await world.settle();
    expect(said()).toHaveLength(1);
    world.slack.faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 3600, times: 1 });
    const late = await world.work((tx) => openOne(tx, { ...booked, skill: 'Rust' }));
    await world.travel({ hours: 6 });
    expect(await see(late)).toMatchObject({ state: 'ended', ending: 'nobody came', place: undefined });
    for (const who of [MENTEE, MENTOR]) expect(told(who)).toContain('you and');
    for (const who of [MENTEE, MENTOR]) expect(told(who)).toContain('I wasn’t there');
  });

  it('tells somebody off work of a time that was picked by direct message, when they are back', async () => {
    await begin();
    const id = await world.work((tx) => openOne(tx, { at: 'later' }));
    await world.settle();
    await hours(MENTEE, '14:00', '18:00');
    const before = said().length;
    await world.work((tx) => pickTime(tx, id, MENTOR, at('3T14:30:00')));
    await world.settle();
    expect(said()).toHaveLength(before);
    await world.travelTo(at('2T14:05:00'));
    expect(said()).toHaveLength(before);
    expect(newest(world.as(MENTEE)).text).toContain('If it doesn’t suit, pick another one.');
  });

  it('that nobody came to is closed with a word to each in their hours, and not in the thread', async () => {
    await begin();
    await world.work((tx) => openOne(tx));
    await world.settle();
    await hours(MENTEE, '09:00', '10:15');
    await world.travelTo(at('2T10:40:00'));
    expect(
      said()
        .map((m) => m.text)
        .join(' '),
    ).not.toContain('now isn’t the moment');
    expect(newest(world.as(MENTOR)).text).toContain('missed each other');
    expect(told(MENTEE)).not.toContain('missed each other');
    await world.travelTo(at('3T09:05:00'));
    expect(newest(world.as(MENTEE)).text).toContain('missed each other');
  });

  it('has its recap, and what is added to it, when the other is at work', async () => {
    await begin();
    const id = await world.work((tx) => openOne(tx));
    await world.settle();
    await world.work((tx) => startSession(tx, id, MENTOR));
    await world.travel({ hours: 1 });
    await hours(MENTEE, '14:00', '18:00');
    const before = said().length;
    await world.work((tx) => wrapUp(tx, id, MENTOR, { ...nothing, recap: 'The order matters' }));
    await world.travelTo(at('2T13:55:00'));
    expect(said()).toHaveLength(before);
    await world.travelTo(at('2T14:05:00'));
    expect(said()).toHaveLength(before + 1);
    await world.travelTo(at('2T20:00:00'));
    await hours(MENTOR, '09:00', '23:00');
    await world.work((tx) => wrapUp(tx, id, MENTOR, { ...nothing, recap: 'The order matters most' }));
    await world.travel({ minutes: 30 });
    expect(said()).toHaveLength(before + 1);
    expect(told(MENTEE)).not.toContain('added to the wrap-up');
    await world.travelTo(at('3T14:05:00'));
    expect(told(MENTEE)).toContain('added to the wrap-up');
  });
});

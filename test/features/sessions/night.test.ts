import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { pauseMember } from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store.ts';
import { pickTime } from '../../../src/features/sessions/service.ts';
import { newest } from '../../support/dm.ts';
import { createWorld, MONDAY, type World, type WorldOptions } from '../../support/world.ts';
import { MENTEE, MENTOR, openOne, session } from './setup.ts';

let world: World;
const makeWorld = async (options: WorldOptions = {}) => {
  world = await createWorld(options);
};
afterEach(() => world.close());

/** What stands in the conversation of the two, with when it came. */
const said = () => {
  const group = world
    .as(MENTEE)
    .conversations()
    .find((c) => c.kind === 'mpim');
  return (group ? world.as(MENTEE).messages(group.id) : []).flatMap((m) => [
    m,
    ...world.as(MENTEE).thread(group!.id, m.ts).slice(1),
  ]);
};
const times = () => said().map((m) => Temporal.Instant.fromEpochMilliseconds(Math.floor(Number(m.ts) * 1000)));
const hours = (id: string, start: string, end: string) =>
  world.work((work) => updateMember(work, id, { work_start: start, work_end: end, zone: 'UTC' }));

describe('A conversation outside working hours', () => {
  it('opens when both are at work, where one is not when somebody says yes', async () => {
    await makeWorld();
    await hours(MENTEE, '14:00', '18:00');
    const id = await world.work((work) => openOne(work, { at: 'later' }));
    await world.travel({ hours: 3 });
    expect(said()).toEqual([]);
    await world.travelTo(Temporal.Instant.from('2026-03-02T14:05:00Z'));
    expect((await world.work((work) => session(work, id))).place).toBeDefined();
    expect(times()[0]!.toString().slice(0, 16)).toBe('2026-03-02T14:00');
  });

  it('opens after the break of the one who asked', async () => {
    await makeWorld();
    const id = await world.work((work) => openOne(work, { at: MONDAY.add({ hours: 24 * 3 }) }));
    await world.work((work) => pauseMember(work, MENTEE, MONDAY.add({ hours: 24 * 2 })));
    await world.settle();
    const early = said().length;
    await world.travel({ hours: 24 * 2 + 1 });
    expect(early + said().length).toBeGreaterThan(0);
    expect((await world.work((work) => session(work, id))).state).toBe('planned');
  });

  it('is not begun by “it is time” a day late: both are asked in their hours, and may wrap up or pick anew', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'night-'));
    await makeWorld({ databaseUrl: `file:${join(folder, 'app.db')}` });
    const id = await world.work((work) => openOne(work, { at: MONDAY.add({ hours: 4 }) }));
    await world.settle();
    const before = said().length;
    await world.stopApp();
    world.clock.moveTo(Temporal.Instant.from('2026-03-03T23:00:00Z'));
    await world.startApp();
    await world.travel({ minutes: 45 });
    expect(said()).toHaveLength(before);
    expect(await world.work((work) => session(work, id))).toMatchObject({ state: 'ended', ending: 'nobody came' });
    await world.travelTo(Temporal.Instant.from('2026-03-04T10:30:00Z'));
    for (const who of [MENTEE, MENTOR]) expect(newest(world.as(who)).text).toContain("I wasn't there");
    rmSync(folder, { recursive: true });
  });

  it('tells somebody off work of a time that was picked by direct message, when they are back', async () => {
    await makeWorld();
    const id = await world.work((work) => openOne(work, { at: 'later' }));
    await world.settle();
    await hours(MENTEE, '14:00', '18:00');
    const before = said().length;
    await world.work((work) => pickTime(work, id, MENTOR, MONDAY.add({ hours: 26 })));
    await world.settle();
    expect(said()).toHaveLength(before);
    await world.travelTo(Temporal.Instant.from('2026-03-02T14:05:00Z'));
    expect(said()).toHaveLength(before);
    expect(newest(world.as(MENTEE)).text).toContain('If it does not suit, pick another one.');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import {
  decideDeparture,
  departSome,
  departureOf,
  settleReading,
} from '../../../src/features/members/service/departures.ts';
import { learnPerson, type SlackUser, slackUser } from '../../../src/features/members/service/directory.ts';
import { getMember } from '../../../src/features/members/service.ts';
import { ids } from '../../../src/features/ops-alerts/views.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { newest } from '../../support/dm.ts';
import { createWorld, MONDAY, type World } from '../../support/world.ts';
import { MENTEE, MENTOR, openOne, session } from '../sessions/setup.ts';

const NOW = Temporal.Instant.from('2026-03-09T10:00:00Z');
const LATER = NOW.add({ hours: 24 });
const SINCE = LATER.toString({ smallestUnit: 'millisecond' });

onBothDatabases('Departures', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const read = (when: Temporal.Instant, users: SlackUser[]) =>
    at(when, async (tx) => {
      for (const user of users) await learnPerson(tx, user, true);
    });
  const crowd = (n: number): SlackUser[] =>
    Array.from({ length: n }, (_, i) => ({ id: `U${i}`, real_name: `P ${i}`, is_owner: i === 0 }));
  const active = async () =>
    (await db.read.selectFrom('member').select('id').where('is_deactivated', '=', 0).execute()).length;
  const asked = () => db.read.selectFrom('prompt').selectAll().where('kind', '=', 'members.departure').execute();
  const learns = async () =>
    (await db.read.selectFrom('job').select('payload').where('kind', '=', 'members.learn').execute()).length;
  /** Goes through all who leave, as the jobs do. */
  const depart = async () => {
    for (const after of ['', 'U1', 'U2', 'U3', 'U9']) await at(LATER, (tx) => departSome(tx, SINCE, after));
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await read(NOW, crowd(20));
  });
  afterEach(() => db.close());

  it('of a tenth go on at the end of a reading, and of those it did not name Slack is asked', async () => {
    await read(LATER, [...crowd(18), { id: 'U18', real_name: 'P 18', deleted: true }]);
    expect(await active()).toBe(20);
    await at(LATER, (tx) => settleReading(tx, SINCE));
    await depart();
    expect(await active()).toBe(19);
    expect(await learns()).toBe(1);
    expect(await asked()).toEqual([]);
  });

  it.each([
    [
      'called deactivated',
      [
        ...crowd(17),
        ...crowd(20)
          .slice(17)
          .map((user) => ({ ...user, deleted: true })),
      ],
    ],
    ['not named', crowd(17)],
  ])('of more than a tenth who were %s wait for an owner', async (_how, users) => {
    await read(LATER, users);
    await at(LATER, (tx) => settleReading(tx, SINCE));
    expect((await asked()).map((p) => p.member_id)).toEqual(['U0']);
    const jobs = await db.read.selectFrom('job').select('kind').where('kind', '=', 'members.depart').execute();
    expect([jobs, await learns(), await active()]).toEqual([[], 0, 20]);
    await expect(at(LATER, (tx) => decideDeparture(tx, SINCE, 'U5', true))).rejects.toThrow(/owners and admins/);
    await at(LATER, (tx) => decideDeparture(tx, SINCE, 'U0', true));
    await depart();
    expect(20 - (await active()) + (await learns())).toBe(3);
    await expect(at(LATER, (tx) => decideDeparture(tx, SINCE, 'U0', false))).rejects.toThrow(/decided already/);
  });

  it('that an owner refuses change nothing, and are not asked about again within a week', async () => {
    await read(
      LATER,
      crowd(20).map((user, i) => ({ ...user, deleted: i > 4 })),
    );
    await at(LATER, (tx) => settleReading(tx, SINCE));
    await at(LATER, (tx) => decideDeparture(tx, SINCE, 'U0', false));
    const next = LATER.add({ hours: 24 });
    await read(
      next,
      crowd(20).map((user, i) => ({ ...user, deleted: i > 4 })),
    );
    await at(next, (tx) => settleReading(tx, next.toString({ smallestUnit: 'millisecond' })));
    await at(next, (tx) => departSome(tx, SINCE, ''));
    expect([await active(), (await asked()).length]).toEqual([20, 1]);
    const week = LATER.add({ hours: 24 * 8 });
    await at(week, (tx) => settleReading(tx, week.toString({ smallestUnit: 'millisecond' })));
    expect(await asked()).toHaveLength(2);
  });

  it('are settled when the next reading names everybody again', async () => {
    await read(LATER, crowd(3));
    await at(LATER, (tx) => settleReading(tx, SINCE));
    const next = LATER.add({ hours: 24 });
    await read(next, crowd(20));
    await at(next, (tx) => settleReading(tx, next.toString({ smallestUnit: 'millisecond' })));
    expect(await at(next, (tx) => departureOf(tx, SINCE))).toMatchObject({ state: 'settled', people: 17, of: 20 });
    expect(await active()).toBe(20);
  });

  it('happen at once where Slack says it of one person, and not where a field cannot be read', async () => {
    const odd = { id: 'U3', real_name: null, deleted: null, is_restricted: 7, tz: 3, profile: 'none' };
    await at(LATER, (tx) => learnPerson(tx, slackUser.parse(odd)));
    expect(await at(LATER, (tx) => getMember(tx, 'U3'))).toMatchObject({ isDeactivated: false, isGuest: false });
    await at(LATER, (tx) => learnPerson(tx, { id: 'U3', deleted: true }));
    expect((await at(LATER, (tx) => getMember(tx, 'U3')))?.isDeactivated).toBe(true);
    await at(LATER, (tx) => learnPerson(tx, slackUser.parse(odd)));
    expect((await at(LATER, (tx) => getMember(tx, 'U3')))?.isDeactivated).toBe(true);
  });
});

onBothDatabases('What Slack says of somebody in part', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, NOW, unit);
  const whole = {
    id: 'U1',
    name: 'ada',
    real_name: 'Ada Byron',
    deleted: false,
    tz: 'Europe/Berlin',
    locale: 'de-DE',
    is_bot: false,
    is_admin: true,
    is_owner: true,
    is_restricted: false,
    profile: { display_name: 'Ada', real_name: 'Ada Byron', title: 'Analyst' },
  };
  const row = async () =>
    db.read
      .selectFrom('member')
      .select(['name', 'handle', 'title', 'zone', 'locale', 'is_bot', 'is_guest', 'is_deactivated', 'is_owner'])
      .executeTakeFirstOrThrow();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at((tx) => learnPerson(tx, slackUser.parse(whole)));
  });
  afterEach(() => db.close());

  const { id: _id, profile, ...fields } = whole;
  const outer = Object.keys(fields).map((key) => [key, (odd: unknown) => ({ ...whole, [key]: odd })] as const);
  const inner = Object.keys(profile).map(
    (key) => [`profile.${key}`, (odd: unknown) => ({ ...whole, profile: { ...profile, [key]: odd } })] as const,
  );
  const cases = [...outer, ...inner, ['profile', (odd: unknown) => ({ ...whole, profile: odd })] as const];
  it.each(cases)('leaves what was known where %s is null or odd', async (key, spoilt) => {
    const before = await row();
    // A profile without a name in it is none of them.
    for (const odd of key === 'profile' ? [null, 7, []] : [null, 7, {}, []]) {
      await at((tx) => learnPerson(tx, slackUser.parse(spoilt(odd))));
      expect(await row()).toEqual(before);
    }
  });

  it('leaves all that it does not name', async () => {
    const before = await row();
    await at((tx) => learnPerson(tx, slackUser.parse({ id: 'U1', is_owner: true, profile: {} })));
    expect(await row()).toEqual(before);
    await at((tx) => learnPerson(tx, slackUser.parse({ ...whole, tz: 'Mars/Olympus_Mons' })));
    expect(await row()).toEqual(before);
  });
});

describe('Departures, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());
  const gone = async () =>
    (await world.work((tx) => tx.db.selectFrom('member').select('id').where('is_deactivated', '=', 1).execute()))
      .length;

  it('a directory that names two people only leaves everybody and their plans in place, and asks the owner', async () => {
    const id = await world.work((tx) => openOne(tx, { at: MONDAY.add({ hours: 24 * 10 }) }));
    await world.settle();
    const before = await gone();
    const kept = new Map(world.slack.state.people);
    for (const key of kept.keys()) if (key !== MENTOR && key !== 'U0DANA') world.slack.state.people.delete(key);
    await world.travel({ hours: 24 });
    expect([await gone(), (await world.work((tx) => session(tx, id))).state]).toEqual([before, 'planned']);
    expect(newest(world.as('U0DANA')).text).toMatch(/Slack’s member list no longer has \d+ of \d+ people\./);
    for (const [key, person] of kept) world.slack.state.people.set(key, person);
    await world.travel({ hours: 24 });
    expect([await gone(), (await world.work((tx) => session(tx, id))).state]).toEqual([before, 'planned']);
    expect(newest(world.as('U0DANA')).text).toContain('They’re on it again');
  });

  it('an owner who confirms lets those go whom Slack does not know either', async () => {
    const people = [...world.slack.state.people.keys()].filter((id) => id !== 'U0DANA' && id !== MENTEE);
    for (const id of people.slice(0, 6)) world.slack.state.people.delete(id);
    await world.travel({ hours: 24 });
    const before = await gone();
    await world.as('U0DANA').click({ ...newest(world.as('U0DANA')).place, actionId: ids.confirmDeparture });
    await world.settle(60);
    expect((await gone()) - before).toBe(6);
    expect(newest(world.as('U0DANA')).text).toContain('I’m closing what they had planned');
  });
});

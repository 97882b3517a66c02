import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { companyTopics, inventCompany } from '../../../bench/report/company.ts';
import { fillWith } from '../../../bench/report/fill.ts';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import type { Figure } from '../../../src/features/metrics/rules/figure.ts';
import { type Metrics, metricsFor, metricsOf } from '../../../src/features/metrics/service/index.ts';
import { saveWorkspace, writeSettings } from '../../../src/features/settings/service.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { plainly } from './plain.ts';

const NOW = Temporal.Instant.from('2026-10-05T09:00:00Z');
const QUARTER = { from: '2026-07-01', to: '2026-10-01' };
const MONTH = { from: '2026-08-01', to: '2026-09-01' };
const ZONE = 'Asia/Kolkata';
const OWNER = 'U0';
const leaderIds = Array.from({ length: 40 }, (_, i) => `U${i * 3}`);

/** Dense enough for everything to be told. */
const company = inventCompany({
  ...{ members: 900, asks: 6_000, seed: 7 },
  ...{ from: '2026-02-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
});

const shown = (figure: Figure) => {
  if (figure.is !== 'told') return figure.is;
  return figure.high !== undefined && figure.value === figure.low
    ? { low: figure.low, high: figure.high }
    : figure.value;
};

onBothDatabases('The figures of an invented company', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>, now = NOW) => workOn(db, now, unit);
  beforeAll(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      await saveWorkspace(tx, 'Acme', 'UBOT');
      await writeSettings(tx, { zone: ZONE, leaderIds });
      await fillWith(tx, company);
    });
  });
  afterAll(() => db.close());

  for (const [name, period] of Object.entries({ quarter: QUARTER, month: MONTH }))
    it(`are those that come out when what took place is counted one by one: ${name}`, async () => {
      const { figures } = await at((tx) => metricsOf(tx, period));
      const plain = plainly(company, period, ZONE, leaderIds);
      for (const [key, expected] of Object.entries(plain.figures)) {
        const found = shown(figures[key as keyof typeof figures]);
        if (key === 'retained' && period === MONTH) expect(found).toBe('quarters only');
        else if (typeof expected === 'number') expect(found, key).toBeCloseTo(expected, 10);
        else expect(found, key).toEqual(expected ?? 'nothing');
      }
    });

  it('tell by department who finds somebody, and who talks with whom, to the last talk', async () => {
    const { access, pairs } = await at((tx) => metricsOf(tx, QUARTER));
    const { asks, talks, department } = plainly(company, QUARTER, ZONE, leaderIds);
    const rows = access?.find(({ dimension }) => dimension === 'department')?.rows ?? [];
    expect(rows.map(({ group }) => group.toLowerCase())).toEqual(['engineering', 'finance', 'sales', 'support']);
    for (const { group, matched } of rows) {
      const own = asks.filter(({ menteeId }) => department(menteeId) === group.toLowerCase());
      expect(matched).toMatchObject({ of: own.length });
      expect(shown(matched)).toBeCloseTo(own.filter(({ state }) => state === 'matched').length / own.length, 10);
    }
    const known = talks.filter((s) => department(s.mentorId) !== '' && department(s.menteeId) !== '');
    expect(pairs?.pairs.length).toBeGreaterThan(10);
    for (const pair of pairs?.pairs ?? [])
      expect(pair.talks).toBe(
        known.filter(
          (s) =>
            department(s.mentorId) === pair.helpers.toLowerCase() &&
            department(s.menteeId) === pair.helped.toLowerCase(),
        ).length,
      );
    expect(pairs!.others + pairs!.pairs.reduce((sum, { talks: n }) => sum + n, 0)).toBe(known.length);
  });

  it('name topics of the vocabulary that many looked for in vain, with numbers in a quarter', async () => {
    const { topics } = await at((tx) => metricsOf(tx, QUARTER));
    const { asks, named, within } = plainly(company, QUARTER, ZONE, leaderIds);
    const waiting = named.filter(({ state, createdAt }) => state === 'waiting' && within(createdAt));
    expect(topics.short.map(({ name }) => name).sort()).toEqual(companyTopics.slice(0, -1).sort());
    for (const { name, asks: n, unmet } of topics.short.filter((one) => one.asks !== undefined)) {
      const own = [...asks, ...waiting].filter(({ topic }) => companyTopics[topic] === name);
      expect([n, unmet]).toEqual([own.length, own.filter(({ state }) => state !== 'matched').length]);
    }
    expect(topics.short.filter((one) => one.asks !== undefined).length).toBeGreaterThan(0);
    const month = await at((tx) => metricsOf(tx, MONTH));
    expect(month.topics.short.every(({ asks: n }) => n === undefined)).toBe(true);
    expect([month.access, month.pairs]).toEqual([undefined, undefined]);
  });

  it('count a department that was named anew meanwhile under its new name', async () => {
    const other = await freshDatabase(dialect);
    await workOn(other, NOW, async (tx) => {
      await fillWith(tx, company);
      await tx.db.updateTable('member').set({ department: 'Revenue' }).where('department', '=', 'Sales').execute();
    });
    const { access, pairs } = await workOn(other, NOW, (tx) => metricsOf(tx, QUARTER));
    await other.close();
    const groups = access?.find(({ dimension }) => dimension === 'department')?.rows.map(({ group }) => group);
    expect(groups).toContain('Revenue');
    expect(JSON.stringify({ access, pairs })).not.toContain('Sales');
  });

  it('stay as they were told, whatever changes later', async () => {
    const before = await at((tx) => metricsOf(tx, QUARTER));
    await at(async (tx) => {
      await tx.db.updateTable('member').set({ department: 'Sales' }).where('id', '=', 'U3').execute();
      await tx.db
        .updateTable('session')
        .set({ useful_at: null, is_useless: 1 })
        .where('mentee_id', '=', 'U3')
        .execute();
    });
    expect(await at((tx) => metricsOf(tx, QUARTER))).toEqual(before);
  });

  it('are for owners, and of whole months that are over', async () => {
    await expect(at((tx) => metricsFor(tx, 'U5', ''))).rejects.toThrow('owners and admins');
    const asked = (words: string) => at((tx) => metricsFor(tx, OWNER, words));
    expect((await asked('last quarter')).period).toEqual(QUARTER);
    expect((await asked('2026-08-01 to 2026-08-31')).period).toEqual(MONTH);
    await expect(asked('2026-08-01 to 2026-08-30')).rejects.toThrow('whole months only');
    await expect(asked('2027-01-01 to 2027-01-31')).rejects.toThrow('isn’t over yet');
    await expect(at((tx) => metricsOf(tx, { from: '2026-10-01', to: '2026-11-01' }))).rejects.toThrow('over yet');
  });
});

describe('Small workspaces', () => {
  const OF_ONE = inventCompany({
    members: 1,
    asks: 0,
    from: '2026-07-01T00:00:00Z',
    to: '2026-10-01T00:00:00Z',
    seed: 1,
  });
  const askOf = (i: number): (typeof company.stories)[number] => ({
    ...{ id: `R${i}`, menteeId: `U${i}`, mentorId: 'U9', topic: 0, isQuiet: false, state: 'expired', waited: 60 },
    ...{ createdAt: '2026-08-03T10:00:00.000Z', closedAt: '2026-08-03T12:00:00.000Z', talk: undefined },
  });
  const small = (people: number) => {
    const { people: all } = inventCompany({
      ...{ members: 10, asks: 0, seed: 1, from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
    });
    const stories = Array.from({ length: people }, (_, i) => askOf(i));
    return { people: all, stories, others: [], topics: companyTopics };
  };
  const cases = {
    'nobody at all': { people: [], stories: [], others: [], topics: [] },
    'one member': OF_ONE,
    'four who ask': small(4),
    'five who ask': small(5),
    'one department': { ...small(6), people: small(6).people.map((one) => ({ ...one, department: 'All' })) },
    'no department': { ...small(6), people: small(6).people.map((one) => ({ ...one, department: '' })) },
  };

  onBothDatabases('have clear figures', (dialect) => {
    const told: Record<string, Metrics> = {};
    it.each(Object.entries(cases))('%s', async (name, invented) => {
      const db = await freshDatabase(dialect);
      await workOn(db, NOW, (tx) => fillWith(tx, invented));
      for (const period of [QUARTER, MONTH]) {
        const metrics = await workOn(db, NOW, (tx) => metricsOf(tx, period));
        if (period === MONTH) told[name] = metrics;
        // A NaN would have become null in what is kept.
        expect(JSON.stringify(metrics)).not.toContain('null');
        for (const figure of Object.values(metrics.figures))
          if (figure.is === 'told') expect(figure.of === undefined || figure.of > 0).toBe(true);
      }
      await db.close();
    });

    it('which tell of five and not of four', () => {
      expect(told['nobody at all']?.figures).toMatchObject({
        asks: { is: 'told', value: 0 },
        matched: { is: 'nothing' },
      });
      expect(told['four who ask']?.figures.asks).toEqual({ is: 'few' });
      expect(told['five who ask']?.figures).toMatchObject({
        asks: { value: 5 },
        matched: { is: 'told', value: 0, of: 5 },
      });
    });
  });
});

import { describe, expect, it } from 'vitest';
import { inventCompany } from '../../../bench/report/company.ts';
import { fillWith } from '../../../bench/report/fill.ts';
import { definitions, type Key } from '../../../src/features/metrics/rules/definitions.ts';
import { type Figure, share, told } from '../../../src/features/metrics/rules/figure.ts';
import type { Metrics } from '../../../src/features/metrics/rules/metrics.ts';
import { metricsOf } from '../../../src/features/metrics/service/index.ts';
import { findingsIn, type Material } from '../../../src/features/reports/rules/findings.ts';
import { wordsIn } from '../../../src/features/reports/rules/words.ts';
import { findingsOf, periodBefore } from '../../../src/features/reports/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

const QUARTER = { from: '2026-07-01', to: '2026-10-01' };
const BEFORE = { from: '2026-04-01', to: '2026-07-01' };
const keys = Object.values(definitions).flatMap((group) => Object.keys(group)) as Key[];

const metrics = (figures: Partial<Record<Key, Figure>>, more: Partial<Metrics> = {}): Metrics => ({
  figures: { ...(Object.fromEntries(keys.map((key) => [key, { is: 'few' }])) as Record<Key, Figure>), ...figures },
  access: undefined,
  pairs: undefined,
  topics: { short: [], idle: [] },
  ...more,
});
const ASKED = { asks: told(300), matched: share(240, 300), nobodyToAsk: told(0) };
const find = (now: Metrics, before?: Metrics, more: Partial<Material> = {}, locale = 'en-GB') =>
  findingsIn(
    {
      period: QUARTER,
      metrics: now,
      before: before && { period: BEFORE, metrics: before },
      pulse: [],
      outside: [],
      ...more,
    },
    wordsIn(locale),
  );
const short = (asks: number, unmet: number, offered = 2) => ({
  topics: { short: [{ name: 'Negotiation', asks, unmet, offered }], idle: [] },
});
const row = (group: string, yes: number, of: number) => ({
  ...{ group, asked: { is: 'few' } as const, matched: share(yes, of) },
  ...{ wait: { is: 'few' } as const, putForward: { is: 'few' } as const },
});

describe('Findings', () => {
  it('say first for which topic people find no one, how many offer it, and what to do', () => {
    const [first] = find(metrics(ASKED, short(36, 24)));
    expect(first).toMatchObject({
      key: 'short:Negotiation',
      tone: 'worry',
      says: 'Two in three asks about Negotiation found no one; fewer than five colleagues offer it.',
      advice: { kind: 'invite-helpers', about: 'Negotiation' },
    });
    expect(first?.figure).toMatch(/^24 of 36 asks, 67% \(likely 50%–80%\)$/);
  });

  it('call no topic short that fares like all others', () => {
    expect(find(metrics(ASKED, short(36, 9))).map(({ key }) => key)).not.toContain('short:Negotiation');
  });

  it('ask those who offer a topic for office hours when there are enough of them', () => {
    expect(find(metrics(ASKED, short(36, 24, 12)))[0]).toMatchObject({
      says: 'Two in three asks about Negotiation found no one; 12 colleagues offer it.',
      advice: { kind: 'office-hours' },
    });
  });

  it('name the group that finds someone less often, beside all others', () => {
    const differences = [{ measure: 'matched' as const, chance: 0.0001 }];
    const rows = [row('Sales', 40, 120), row('Support', 90, 110), row('Finance', 95, 120)];
    const [first] = find(metrics(ASKED, { access: [{ dimension: 'department', rows, differences }] }));
    expect(first).toMatchObject({
      key: 'access:matched:department:Sales',
      says: 'People in Sales find someone less often: one in three of their asks, against four in five of everyone else’s.',
    });
    const even = [row('Sales', 85, 120), row('Support', 80, 110), row('Finance', 90, 120)];
    const same = find(metrics(ASKED, { access: [{ dimension: 'department', rows: even, differences }] }));
    expect(same.filter(({ key }) => key.startsWith('access'))).toEqual([]);
  });

  it('say what got worse before what got better, and both before what stayed, each with its interval', () => {
    const before = metrics({ ...ASKED, useful: share(150, 200), used: share(60, 200), active90: share(200, 500) });
    const now = metrics({ ...ASKED, useful: share(90, 200), used: share(130, 200), active90: share(205, 500) });
    const found = find(now, before);
    const at = (key: string) => found.findIndex((one) => one.key === `figure:${key}`);
    expect(at('useful')).toBeLessThan(at('used'));
    expect(at('used')).toBeLessThan(at('active90'));
    expect(found[at('useful')]).toMatchObject({
      tone: 'worry',
      says: 'Fewer of the rated talks were useful than before.',
    });
    expect(found[at('useful')]?.change).toMatch(
      /^30 percentage points less \(likely \d+–\d+ less\) than in April – June 2026$/,
    );
    expect(found[at('active90')]?.change).toMatch(
      /^no more than chance since April – June 2026: 1 percentage point more/,
    );
  });

  it('do not compare what is not told of every month', () => {
    const left = (figure: Figure): Figure => (figure.is === 'told' ? { ...figure, left: 1 } : figure);
    const found = find(metrics({ ...ASKED, useful: left(share(90, 200)) }), metrics({ useful: share(150, 200) }));
    expect(found.find(({ key }) => key === 'figure:useful')?.change).toBeUndefined();
  });

  it('compare the pulse with the baseline', () => {
    const figure = (mean: number) => ({ people: 100, mean, half: 0.2 });
    const item = { key: 'safe' as const, says: 'Here I can say that I don’t know.' };
    const pulse = [{ ...item, now: figure(3.1), baseline: figure(4) }];
    const [first] = find(metrics(ASKED), undefined, { pulse });
    expect(first).toMatchObject({ key: 'pulse:safe', tone: 'worry' });
    expect(first?.change).toBe('0.9 lower than in the baseline (likely 0.6–1.2)');
    const same = find(metrics(ASKED), undefined, { pulse: [{ ...item, now: figure(3.9), baseline: figure(4) }] });
    expect(same.filter(({ key }) => key.startsWith('pulse'))).toEqual([]);
  });

  it('speak of association only, and write numbers as the reader does', () => {
    const all = metrics({ ...ASKED, talks: told(12_345), useful: share(90, 200) }, short(36, 24));
    const found = find(all, metrics({ ...ASKED, talks: told(9_000), useful: share(150, 200) }), {}, 'de-DE');
    expect(JSON.stringify(found)).not.toMatch(/effect|caus|impact|because of|NaN|undefined%/i);
    expect(found.find(({ key }) => key === 'figure:talks')?.figure).toBe('12.345');
    expect(found.find(({ key }) => key === 'figure:useful')?.change).toContain('April–Juni 2026');
  });

  it('say that there is nothing to say', () => {
    expect(find(metrics({ asks: told(0), talks: told(0) }))).toMatchObject([{ key: 'nothing', tone: 'plain' }]);
    expect(find(metrics({}))).toMatchObject([{ key: 'nothing' }]);
  });
});

onBothDatabases('Findings of a company', (dialect) => {
  const NOW = Temporal.Instant.from('2026-10-05T09:00:00Z');
  const company = inventCompany({
    ...{ members: 300, asks: 3_000, seed: 3 },
    ...{ from: '2026-04-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
  });

  it('are made of what is told of this period and the one before, and of nothing else', async () => {
    const db = await freshDatabase(dialect);
    const at = <T>(unit: Parameters<typeof workOn<T>>[2]) => workOn(db, NOW, unit);
    await at((tx) => fillWith(tx, company));
    const found = await at((tx) => findingsOf(tx, QUARTER));
    const [now, earlier] = [await at((tx) => metricsOf(tx, QUARTER)), await at((tx) => metricsOf(tx, BEFORE))];
    expect(periodBefore(QUARTER)).toEqual(BEFORE);
    expect(found).toEqual(find(now, earlier));
    expect(found.length).toBeGreaterThan(8);
    expect(found.map(({ weight }) => weight)).toEqual(found.map(({ weight }) => weight).sort((a, b) => b - a));
    expect(found.find(({ key }) => key === 'figure:talks')?.change).toContain('a day');
    await expect(at((tx) => findingsOf(tx, { from: '2026-10-01', to: '2026-11-01' }))).rejects.toThrow(
      'isn’t over yet',
    );
    await db.close();
  });

  it('say of an empty workspace, and of one member, that there is nothing', async () => {
    for (const members of [0, 1]) {
      const db = await freshDatabase(dialect);
      const few = { ...company, people: company.people.slice(0, members), stories: [], others: [] };
      await workOn(db, NOW, (tx) => fillWith(tx, few));
      expect(await workOn(db, NOW, (tx) => findingsOf(tx, QUARTER))).toMatchObject([{ key: 'nothing' }]);
      await db.close();
    }
  });
});

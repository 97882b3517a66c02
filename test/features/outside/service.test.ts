import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import {
  outsideFor,
  outsideUntil,
  removeMetric,
  setStart,
  takeFigures,
} from '../../../src/features/outside/service/index.ts';
import { findingsOf } from '../../../src/features/reports/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { OWNER, person, switchedOn } from '../buddies/setup.ts';

const NOW = Temporal.Instant.from('2026-07-06T10:00:00Z');
const QUARTER = { from: '2026-04-01', to: '2026-07-01' };

onBothDatabases('Figures from elsewhere', (dialect) => {
  let db: Database;
  const run = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, NOW, unit);
  const take = (text: string, kind: 'own' | 'benchmark' = 'own') => run((tx) => takeFigures(tx, OWNER, kind, text));

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await run(async (tx) => {
      await switchedOn(tx);
      for (const id of ['US1', 'US2', 'US3', 'US4', 'US5', 'UT1', 'UT2']) {
        await person(tx, id, { name: `Person ${id}` });
        await updateMember(tx, id, { department: id.startsWith('US') ? 'Sales' : 'Treasury' });
      }
    });
  });
  afterEach(() => db.close());

  it('are kept once, and another value takes the place of the first', async () => {
    const text = 'period,group,metric,value\n2026-03,Sales,Tickets,41\n2026-03,,Tickets,300';
    expect(await take(text)).toMatchObject({ added: [{}, {}], changed: [], known: 0, problems: [] });
    expect(await take(text)).toMatchObject({ added: [], changed: [], known: 2 });
    expect(await take('2026-03,sales,TICKETS,42')).toMatchObject({ added: [], changed: [{ value: 42 }] });
    const shown = await run((tx) => outsideFor(tx, OWNER));
    expect(shown.metrics).toEqual([{ metric: 'Tickets', periods: 1, groups: 1, last: '2026-04-01', benchmarks: 0 }]);
    await run((tx) => removeMetric(tx, OWNER, 'Tickets'));
    expect((await run((tx) => outsideFor(tx, OWNER))).metrics).toEqual([]);
  });

  it('are refused line by line: twice, not over yet, mixed, of a person, of a department of fewer than five', async () => {
    const { added, problems } = await take(
      [
        ...['2026-03,Sales,Tickets,41', '2026-03, SALES ,tickets,42', '2026-07,Sales,Tickets,41'],
        ...['2026-Q1,Sales,Tickets,41', '2026-04,Sales,Tickets,41%', '2026-03,Treasury,Tickets,41'],
        ...['2026-03,Person US1,Tickets,41', '2026-03,us1,Tickets,41', '2026-03,Team Blue,Tickets,41'],
      ].join('\n'),
    );
    expect(added.map(({ group }) => group)).toEqual(['Sales', 'Team Blue']);
    expect(problems.map(({ line, what }) => `${line} ${what}`)).toEqual([
      expect.stringMatching(/^2 it’s the same period, group and metric as line 1/),
      expect.stringMatching(/^3 2026-07-01 to 2026-08-01 isn’t over yet/),
      expect.stringMatching(/^4 “Tickets” is given by the month elsewhere/),
      expect.stringMatching(/^5 “Tickets” is not in per cent elsewhere/),
      expect.stringMatching(/^6 fewer than five people named the department “Treasury”/),
      expect.stringMatching(/^7 “Person US1” is a person here/),
      expect.stringMatching(/^8 “us1” is a person here/),
    ]);
  });

  it('are of many thousands of lines at once', async () => {
    const lines = Array.from(
      { length: 20_000 },
      (_, i) => `${2006 + (i % 20)},Team ${Math.floor(i / 20)},Tickets,${i / 8}`,
    );
    expect((await take(lines.join('\n'))).added).toHaveLength(20_000);
    expect(await take(lines.join('\n'))).toMatchObject({ known: 20_000, added: [], problems: [] });
  });

  it('stand in the report before and after the start, with a benchmark, as an association', async () => {
    await run((tx) => setStart(tx, OWNER, '2026-03-01'));
    await take('2026-01,,Engagement,60%\n2026-02,,Engagement,62%\n2026-04,,Engagement,70%\n2026-05,,Engagement,72%');
    await take('2025,Retail,Engagement,65%', 'benchmark').then(({ problems }) => expect(problems).toHaveLength(1));
    await take('2025-12,Retail,Engagement,65%', 'benchmark');
    const findings = await run((tx) => findingsOf(tx, QUARTER));
    const found = findings.find(({ key }) => key === 'outside:Engagement');
    expect(found).toMatchObject({
      tone: 'plain',
      says: 'Engagement: 61% on average in 2 months before the start (1 March 2026), 71% on average in 2 months since then.',
      figure: 'Beside it: Retail 65%',
      change: '10 percentage points more than before',
    });
    expect(found?.advice.says).toMatch(/^An association at most/);
    expect(JSON.stringify(found)).not.toMatch(/effect|because of|thanks to/i);
    // A quarter before all that tells nothing of it.
    expect(await run((tx) => outsideUntil(tx, '2025-10-01'))).toEqual([]);
  });

  it('are for owners alone, and the start is no day to come', async () => {
    for (const deed of [
      (tx: Tx) => takeFigures(tx, 'US1', 'own', '2026-03,,Tickets,1'),
      (tx: Tx) => outsideFor(tx, 'US1'),
      (tx: Tx) => removeMetric(tx, 'US1', 'Tickets'),
      (tx: Tx) => setStart(tx, 'US1', '2026-03-01'),
    ])
      await expect(run<unknown>(deed)).rejects.toThrow(/owners and admins/);
    await expect(run((tx) => setStart(tx, OWNER, '2026-07-07'))).rejects.toThrow(/still to come/);
  });
});

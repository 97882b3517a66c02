import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventCompany } from '../../../bench/report/company.ts';
import { fillWith } from '../../../bench/report/fill.ts';
import { csvOf } from '../../../src/features/exports/rules/csv.ts';
import { periodsUntil } from '../../../src/features/exports/rules/periods.ts';
import { requestExport } from '../../../src/features/exports/service/index.ts';
import { exportTool } from '../../../src/features/exports/tool.ts';
import { listeners } from '../../../src/features/index.ts';
import { metricsOf } from '../../../src/features/metrics/service/index.ts';
import { dialects, freshDatabaseUrl } from '../../support/database.ts';
import { whispered } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [OWNER, COLLEAGUE] = ['U0DANA', 'U0ADA'];
const read = (text: string) => parse(text, { bom: true, columns: true }) as Record<string, string>[];

describe.each(dialects)('`/mentor export`, on %s', (dialect) => {
  let world: World;
  beforeEach(async () => {
    const at = Temporal.Instant.from('2026-10-05T09:00:00Z');
    world = await createWorld({ at, dialect });
  });
  afterEach(() => world.close());

  const fill = (members: number, asks: number) =>
    world.work((tx) => {
      const span = { from: '2026-04-01T00:00:00Z', to: '2026-10-01T00:00:00Z' };
      return fillWith(tx, inventCompany({ members, asks, seed: 3, ...span }));
    });
  const zips = () => [...world.slack.state.files.values()].filter(({ name }) => name.endsWith('.zip'));
  const ask = async (who: string) => {
    await world.as(who).command('/mentor export');
    await world.settle();
  };
  const tables = () => {
    const bytes = zips()[0]!.content as unknown as Uint8Array;
    const files = Object.entries(unzipSync(new Uint8Array(bytes))).map(([name, data]) => [name, strFromU8(data)]);
    return Object.fromEntries(files) as Record<string, string>;
  };

  it('brings an owner all figures as they are told, and what each column means', async () => {
    await fill(300, 3_000);
    await ask(OWNER);
    expect(zips()).toHaveLength(1);
    expect(Object.keys(zips()[0]!.shares.private ?? {})).toEqual([world.as(OWNER).appDm()]);
    const files = tables();
    expect(Object.keys(files).sort()).toEqual(
      ['actions', 'dictionary', 'metrics', 'pulse', 'sessions', 'skills'].map((name) => `${name}.csv`),
    );
    const metrics = read(files['metrics.csv']!);
    const quarter = { from: '2026-07-01', to: '2026-10-01' };
    const { figures, pairs } = await world.work((tx) => metricsOf(tx, quarter));
    const row = metrics.find(
      (r) => r.period_from === quarter.from && r.grain === 'quarter' && r.metric === 'talks' && r.group === '',
    );
    expect(row).toMatchObject({ status: 'told', period_to: '2026-09-30' });
    expect(figures.talks).toMatchObject({ value: Number(row?.value) });
    expect(metrics.filter((r) => r.group_type === 'department' && r.status === 'told').length).toBeGreaterThan(3);
    const talks = read(files['sessions.csv']!).filter((r) => r.period_from === quarter.from);
    expect(talks.reduce((sum, r) => sum + Number(r.talks), 0)).toBe(
      pairs!.others + pairs!.pairs.reduce((sum, p) => sum + p.talks, 0),
    );
    expect(read(files['skills.csv']!).length).toBeGreaterThan(0);
    const steps = read(files['actions.csv']!).find((r) => r.period_from === quarter.from && r.grain === 'quarter');
    expect(Number(steps?.done) + Number(steps?.dropped)).toBe(Number(steps?.closed));
    const meanings = read(files['dictionary.csv']!);
    for (const [name, text] of Object.entries(files))
      for (const column of Object.keys(read(text)[0] ?? {}))
        expect(meanings, `${name}: ${column}`).toContainEqual(expect.objectContaining({ file: name, name: column }));
    // Nobody is in it: no id, and no name of anybody.
    const members = await world.work((tx) => tx.db.selectFrom('member').select(['id', 'name']).execute());
    const all = Object.values(files).join('\n');
    expect(members.filter(({ id, name }) => all.includes(id) || (name.includes(' ') && all.includes(name)))).toEqual(
      [],
    );
  });

  it('has no figure of few people, and says why it is empty', async () => {
    await fill(4, 60);
    await ask(OWNER);
    const files = tables();
    const metrics = read(files['metrics.csv']!);
    const talks = metrics.filter((r) => r.metric === 'talks' && r.period_from === '2026-07-01');
    expect(talks).toHaveLength(2);
    for (const row of talks) expect(row).toMatchObject({ status: 'fewer than five', value: '', of: '' });
    expect(read(files['sessions.csv']!)).toEqual([]);
    expect(read(files['skills.csv']!)).toEqual([]);
  });

  it('is for owners, and for whoever is one when the file is ready', async () => {
    await ask(COLLEAGUE);
    expect(whispered(world.as(COLLEAGUE))).toContain('for the owners and admins of this workspace');
    await world.work(async (tx) => {
      await requestExport(tx, OWNER);
      await tx.db.updateTable('member').set({ is_deactivated: 1 }).where('id', '=', OWNER).execute();
    });
    await world.settle();
    expect(zips()).toEqual([]);
  });
});

it('The command line writes the same files beside a running app', async () => {
  const databaseUrl = dialects.includes('postgres') ? await freshDatabaseUrl('postgres') : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-export-'));
  const url = databaseUrl ?? `file:${join(folder, 'app.db')}`;
  const world = await createWorld({ databaseUrl: url });
  try {
    const said: string[] = [];
    const run = (...words: string[]) =>
      exportTool({ databaseUrl: url }, words, (line) => void said.push(line), listeners);
    await run(join(folder, 'out'));
    expect(readdirSync(join(folder, 'out'))).toHaveLength(6);
    expect(said.at(-1)).toContain('It’s written to');
    await run(join(folder, 'all.zip'));
    const zip = unzipSync(readFileSync(join(folder, 'all.zip')));
    expect(Buffer.from(zip['metrics.csv']!).equals(readFileSync(join(folder, 'out', 'metrics.csv')))).toBe(true);
    await expect(run()).rejects.toThrow('npm run export');
    await expect(run(join(folder, 'all.zip', 'no.zip'))).rejects.toThrow('can’t be written');
    await expect(run('x', '--workspace', 'T0NOBODY')).rejects.toThrow('--workspace');
  } finally {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('A CSV file', () => {
  it('has no text that a spreadsheet takes for a formula, and loses no character', () => {
    const hostile = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', 'a,"b"\nc', 'Ünïcode 👩🏽‍🚀', ''];
    const text = csvOf(
      ['words'],
      hostile.map((words) => [words]),
    );
    expect(text.charCodeAt(0)).toBe(0xfeff);
    const back = (parse(text, { bom: true, from_line: 2, skip_empty_lines: false }) as string[][]).map(([w]) => w!);
    for (const [i, words] of back.entries()) {
      expect(words).not.toMatch(/^[\s]*[=+\-@＝]/);
      expect([hostile[i], `'${hostile[i]}`]).toContain(words);
    }
    expect(csvOf(['n'], [[-1.5], [Number.NaN], [undefined]])).toBe('\ufeffn\r\n-1.5\r\n\r\n\r\n');
  });
});

it('The periods are the last twelve months that are over, and the whole quarters in them', () => {
  const periods = periodsUntil(Temporal.PlainDate.from('2026-11-30'));
  expect(periods.filter(({ grain }) => grain === 'month').map(({ period }) => period.from)).toHaveLength(12);
  expect(periods[0]?.period).toEqual({ from: '2025-11-01', to: '2025-12-01' });
  const quarters = periods.filter(({ grain }) => grain === 'quarter').map(({ period }) => period.from);
  expect(quarters).toEqual(['2026-01-01', '2026-04-01', '2026-07-01']);
});

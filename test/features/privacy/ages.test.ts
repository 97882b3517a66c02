import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Schema } from '../../../src/database/schema.ts';
import { createTx } from '../../../src/database/transaction.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { cleanUp } from '../../../src/features/privacy/service/index.ts';
import { ageOf, type Declared, personalTables, referring } from '../../../src/features/privacy/store/declarations.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { jobId } from '../../../src/jobs/id.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { fillEverything } from '../../support/people.ts';

/** When every row of the table that is looked at came to the instant from which its time counts. */
const THEN = Temporal.Instant.from('2026-03-09T10:00:00Z');
const inDays = (days: number) => THEN.add({ hours: 24 * days });
/** Later than anything that is looked at, so that other rows do not go for reasons of their own. */
const FAR = iso(inDays(5000));

type Row = Record<string, string | number | null>;
type Trx = Transaction<Schema>;

/** What else makes a row one that goes, where not all rows do; and ages beside the declared one. */
const more: Record<string, Row> = {
  goal_news: { told_on: iso(THEN) },
  quota_use: { on_date: '2026-03-09' },
  story: { told_in: '2026-03' },
  offer: { state: 'declined' },
};
const alsoAfter: { table: string; days: number; row: Row }[] = [{ table: 'story', days: 120, row: { told_in: null } }];
/** Rows of the same age that stay all the same. */
const staying: { table: string; row: Row }[] = [
  { table: 'offer', row: { state: 'pending' } },
  { table: 'offer', row: { state: 'proposed' } },
  { table: 'prompt', row: { state: 'due' } },
  { table: 'knowledge_card', row: { state: 'open', version: 2, proposer_approved: 2, partner_approved: 2 } },
  { table: 'job', row: { finished_at: null } },
  { table: 'goal_news', row: { told_on: FAR } },
  { table: 'session', row: { ended_at: null } },
  { table: 'request', row: { closed_at: null } },
];

const aged = personalTables.filter((table) => ageOf(table) !== undefined);

onBothDatabases('How long what is kept stays', (dialect) => {
  let db: Database;
  beforeAll(async () => {
    db = await freshDatabase(dialect);
    await workOn(db, THEN, async (tx) => {
      await saveWorkspace(tx, 'Acme', 'UBOT');
      for (const id of ['U0ME', 'U0OTHER']) await learnPerson(tx, { id, real_name: id });
    });
  });
  afterAll(() => db.close());

  const set = async (trx: Trx, table: string, row: Row) => {
    const cells = Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
    if (cells.length > 0) await sql`update ${sql.table(table)} set ${sql.join(cells)}`.execute(trx);
  };
  const rowsOf = async (trx: Trx, table: string) =>
    (await sql<Row>`select * from ${sql.table(table)}`.execute(trx)).rows;

  /** Only this table's rows are old, and nothing refers to them. */
  async function prepare(trx: Trx, table: Declared, row: Row): Promise<void> {
    await fillEverything(trx, 'T1', 'U0ME', 'U0OTHER');
    for (const other of aged) if (other.table !== table.table) await set(trx, other.table, { [ageOf(other)!.by]: FAR });
    const drop = async (name: string): Promise<void> => {
      for (const { table: child } of referring.get(name as keyof Schema) ?? [])
        if (child !== name) {
          await drop(child);
          await sql`delete from ${sql.table(child)}`.execute(trx);
        }
    };
    await drop(table.table);
    await set(trx, table.table, { [ageOf(table)!.by]: iso(THEN), ...more[table.table], ...row });
    // A finished job's id tells when it was made.
    if (table.table !== 'job') return;
    for (const { id } of await rowsOf(trx, 'job'))
      await sql`update job set id = ${jobId(THEN.subtract({ hours: 24 }))} where id = ${id}`.execute(trx);
  }

  /** What is left of a table's rows after the cleaning of the day so many days later; nothing of it stays. */
  async function afterDays(table: Declared, days: number, row: Row = {}): Promise<{ before: number; rows: Row[] }> {
    const undone = new Error('undone');
    let found: { before: number; rows: Row[] } | undefined;
    await db
      .transact(async (trx) => {
        await prepare(trx, table, row);
        const before = (await rowsOf(trx, table.table)).length;
        await cleanUp(createTx(trx, { now: inDays(days), workspaceId: 'T1' }));
        const rows = await rowsOf(trx, table.table);
        // The cleaning plans the next one.
        found = {
          before,
          rows: rows.filter(({ kind }) => table.table !== 'job' || !String(kind).startsWith('privacy.')),
        };
        throw undone;
      })
      .catch((error: unknown) => {
        if (error !== undone) throw error;
      });
    return found!;
  }

  it.each(aged.map((table) => [table.table, ageOf(table)!.days, table] as const))(
    '%s: a day before %i days all of it, a day after nothing',
    async (_name, days, table) => {
      const young = await afterDays(table, days - 1);
      expect(young.before).toBeGreaterThan(0);
      expect(young.rows).toHaveLength(young.before);
      expect((await afterDays(table, days + 1)).rows).toEqual([]);
    },
  );

  it.each(alsoAfter)('$table goes after $days days where it is $row', async ({ table, days, row }) => {
    const found = aged.find((one) => one.table === table)!;
    const young = await afterDays(found, days - 1, row);
    expect(young.rows).toHaveLength(young.before);
    expect((await afterDays(found, days + 1, row)).rows).toEqual([]);
  });

  it.each(staying)('$table stays where it is $row', async ({ table, row }) => {
    const found = aged.find((one) => one.table === table)!;
    const old = await afterDays(found, ageOf(found)!.days + 1000, row);
    expect(old.before).toBeGreaterThan(0);
    expect(old.rows).toHaveLength(old.before);
  });

  const wordy = aged.filter((table) => table.wordsKept !== undefined);
  it.each(wordy.map((table) => [table.table, table.wordsKept!, table] as const))(
    '%s: its words are there a day before %i days, and gone a day after',
    async (_name, days, table) => {
      const columns = [
        ...Object.values(table.people ?? {}).flatMap((person) => Object.keys(person?.words ?? {})),
        ...(table.authored ?? []),
      ];
      const wordsIn = (rows: Row[]) => columns.filter((column) => rows.some((row) => (row[column] ?? '') !== ''));
      // So that the rows themselves stay for long.
      expect(wordsIn((await afterDays(table, days - 1)).rows)).toEqual(columns);
      const late = await afterDays(table, days + 1);
      expect(wordsIn(late.rows)).toEqual([]);
      const isKept = ageOf(table)!.days > days + 1;
      expect(late.rows).toHaveLength(isKept ? late.before : 0);
    },
  );
});

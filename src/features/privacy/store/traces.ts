import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { isSqlite } from '../../../database/dialect.ts';
import type { Schema } from '../../../database/schema.ts';
import { firstJobId } from '../../../jobs/id.ts';
import { instant, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { deleteOldCards } from './knowledge.ts';

type IsOld = (before: string) => RawBuilder<SqlBool>;

/** A row without a time in this column stays. */
const by =
  (column: string): IsOld =>
  (before) =>
    sql`${sql.ref(column)} < ${before}`;

/** What goes by its age: of which table, after how many days, and which rows; those that wait for somebody stay. */
const KEPT: [table: keyof Schema, days: number, isOld: IsOld][] = [
  ['inbox', 7, by('at')],
  // What ended before then was made before then: by their ids such rows are found without reading the others.
  ['job', 30, (before) => sql`id < ${firstJobId(instant(before))} and finished_at < ${before}`],
  ['contact', 90, by('at')],
  ['prompt', 90, (before) => sql`state <> 'due' and due_at < ${before}`],
  ['technique', 7, by('created_at')],
  ['moment_share', 7, by('shared_at')],
  ['invitation', 120, by('may_come_until')],
  ['story', 120, (before) => sql`told_in is null and created_at < ${before}`],
  ['goal_news', 90, (before) => sql`noticed_at < ${before} and (told_on is null or told_on < ${before})`],
  // Owners count the answers, and fairness the pairs.
  ['buddy_check_in', 180, by('asked_at')],
  ['buddy_pair', 400, by('closed_at')],
  ['buddy_newcomer', 400, by('ended_at')],
];

/** Days for which a knowledge card that is not shown is kept. */
const CARDS = 90;

/** Rows of a table that go in one transaction: acknowledgements wait for it. */
const PORTION = 500;

/** Deletes a portion of the traces that nothing needs any more, the cards with the last one. @returns whether there are more. */
export async function deleteOldTraces(work: Work): Promise<boolean> {
  const before = (days: number) => iso(work.now.subtract({ hours: 24 * days }));
  let hasMore = false;
  for (const [table, days, isOld] of KEPT)
    hasMore = (await deletePortion(work, table, isOld(before(days)))) === PORTION || hasMore;
  if (!hasMore) await deleteOldCards(work, before(CARDS));
  return hasMore;
}

async function deletePortion({ db, workspaceId }: Work, table: string, isOld: RawBuilder<SqlBool>): Promise<number> {
  const place = sql.raw(isSqlite(db) ? 'rowid' : 'ctid');
  const { numAffectedRows } = await sql`
    delete from ${sql.table(table)} where ${place} in (
      select ${place} from ${sql.table(table)} where workspace_id = ${workspaceId} and ${isOld} limit ${PORTION}
    )`.execute(db);
  return Number(numAffectedRows ?? 0);
}

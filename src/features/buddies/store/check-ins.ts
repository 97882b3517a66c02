import type { Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { BuddyCheckInTable } from '../tables.ts';

export type CheckInRow = { day: number; choice: number | undefined; line: string; isLined: boolean };

/** What a newcomer was asked so far. */
export async function checkInsOf(tx: Tx, newcomerId: string): Promise<CheckInRow[]> {
  const rows = await tx.db
    .selectFrom('buddy_check_in')
    .selectAll()
    .where('newcomer_id', '=', newcomerId)
    .orderBy('day')
    .execute();
  return rows.map((row) => ({
    ...{ day: row.day, choice: row.choice ?? undefined },
    ...{ line: row.line, isLined: row.lined_at !== null },
  }));
}

/** Notes that a check-in is asked. @returns false when it was before. */
export async function insertCheckIn(tx: Tx, newcomerId: string, day: number): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('buddy_check_in')
    .values({
      ...{ workspace_id: tx.workspaceId, newcomer_id: newcomerId, day, asked_at: iso(tx.now) },
      ...{ choice: null, line: '', lined_at: null },
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateCheckIn(
  tx: Tx,
  newcomerId: string,
  day: number,
  to: Updateable<BuddyCheckInTable>,
): Promise<void> {
  await tx.db
    .updateTable('buddy_check_in')
    .set(to)
    .where('newcomer_id', '=', newcomerId)
    .where('day', '=', day)
    .execute();
}

/** How many newcomers gave which answer on which day. */
export function countChoices(tx: Tx): Promise<{ day: number; choice: number | null; n: number }[]> {
  return tx.db
    .selectFrom('buddy_check_in')
    .select((e) => ['day', 'choice', e.fn.countAll<number>().as('n')])
    .where('choice', 'is not', null)
    .groupBy(['day', 'choice'])
    .orderBy('day')
    .orderBy('choice')
    .execute();
}

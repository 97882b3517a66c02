import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import type { Span } from '../rules/span.ts';

/** A time at which two people are taken by something of this id that has no session yet. */
export type PlannedTime = Span & { id: string; people: readonly [string, string] };

export async function insertPlannedTime(tx: Tx, { id, people, startsAt, endsAt }: PlannedTime): Promise<void> {
  const [one_id, other_id] = people;
  const span = { starts_at: iso(startsAt), ends_at: iso(endsAt) };
  await tx.db
    .insertInto('planned_time')
    .values({ workspace_id: tx.workspaceId, id, one_id, other_id, ...span })
    .execute();
}

export async function deletePlannedTime(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('planned_time').where('id', '=', id).execute();
}

/** Planned times of these people. */
export async function plannedTimesOf(tx: Tx, ids: string[]): Promise<PlannedTime[]> {
  if (ids.length === 0) return [];
  const rows = await tx.db
    .selectFrom('planned_time')
    .selectAll()
    .where((e) => e.or([e('one_id', 'in', ids), e('other_id', 'in', ids)]))
    .execute();
  return rows.map((row) => ({
    id: row.id,
    people: [row.one_id, row.other_id],
    startsAt: instant(row.starts_at),
    endsAt: instant(row.ends_at),
  }));
}

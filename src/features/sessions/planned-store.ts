import { instant, iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { Span } from './rules/span.ts';

/** A time at which two people are taken by something of this id that has no session yet. */
export type PlannedTime = Span & { id: string; people: readonly [string, string] };

export async function insertPlannedTime(work: Work, { id, people, startsAt, endsAt }: PlannedTime): Promise<void> {
  const [one_id, other_id] = people;
  const span = { starts_at: iso(startsAt), ends_at: iso(endsAt) };
  await work.db
    .insertInto('planned_time')
    .values({ workspace_id: work.workspaceId, id, one_id, other_id, ...span })
    .execute();
}

export async function deletePlannedTime(work: Work, id: string): Promise<void> {
  await work.db.deleteFrom('planned_time').where('id', '=', id).execute();
}

/** Planned times of these people. */
export async function plannedTimesOf(work: Work, ids: string[]): Promise<PlannedTime[]> {
  if (ids.length === 0) return [];
  const rows = await work.db
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

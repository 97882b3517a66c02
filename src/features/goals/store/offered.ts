import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { heldSessions } from '../../sessions/store/history.ts';
import type { Level } from '../../skills/rules/names.ts';
import { heldWithSkills, offers } from '../../skills/store/held.ts';
import type { Offered } from '../rules/skills.ts';

/** Ids of members who offer something since before a moment, in order, after `after`. */
export async function helpersAfter(tx: Tx, after: string, before: Temporal.Instant, most: number): Promise<string[]> {
  const rows = await offers(tx)
    .select('member_id')
    .distinct()
    .where('added_at', '<', iso(before))
    .where('member_id', '>', after)
    .orderBy('member_id')
    .limit(most)
    .execute();
  return rows.map((row) => row.member_id);
}

/** What these members offer, each with the latest that is known of it. */
export async function offeredBy(tx: Tx, memberIds: string[]): Promise<Map<string, Offered[]>> {
  const found = new Map<string, Offered[]>(memberIds.map((id) => [id, []]));
  if (memberIds.length === 0) return found;
  const used = await usesOf(tx, memberIds);
  const rows = await heldWithSkills(tx)
    .leftJoin('skill_question as q', (join) =>
      join
        .onRef('q.workspace_id', '=', 'held.workspace_id')
        .onRef('q.member_id', '=', 'held.member_id')
        .onRef('q.skill_id', '=', 'held.skill_id')
        .on('q.kind', '=', 'fresh'),
    )
    .select(['held.member_id', 'held.skill_id', 'skill.name', 'held.level', 'held.added_at'])
    .select(['q.asked_at', 'q.answer', 'q.answered_at'])
    .where('held.kind', '=', 'offers')
    .where('held.member_id', 'in', memberIds)
    .execute();
  const at = (stored: string | null | undefined) => (stored ? instant(stored) : undefined);
  for (const row of rows)
    found.get(row.member_id)?.push({
      skillId: row.skill_id,
      name: row.name,
      level: row.level as Level,
      addedAt: instant(row.added_at),
      usedAt: at(used.get(`${row.member_id} ${row.skill_id}`)),
      askedAt: at(row.asked_at),
      confirmedAt: row.answer === 'yes' ? at(row.answered_at) : undefined,
    });
  return found;
}

/** When each of these helped with a skill last, by member and skill. */
async function usesOf(tx: Tx, memberIds: string[]): Promise<Map<string, string | null>> {
  const rows = await heldSessions(tx)
    .select((e) => ['mentor_id', 'skill_id', e.fn.max('ended_at').as('at')])
    .where('mentor_id', 'in', memberIds)
    .groupBy(['mentor_id', 'skill_id'])
    .execute();
  return new Map(rows.map((row) => [`${row.mentor_id} ${row.skill_id}`, row.at]));
}

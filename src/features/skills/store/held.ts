import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Level } from '../rules/names.ts';
import type { MemberSkillTable } from '../tables.ts';

type Source = Pick<Tx, 'db'>;

/** Who offers what, as “member_skill”; whether they may be asked is not looked at. */
export const offers = ({ db }: Source) => db.selectFrom('member_skill').where('member_skill.kind', '=', 'offers');

/** Who wants what, as “member_skill”. */
export const wants = ({ db }: Source) => db.selectFrom('member_skill').where('member_skill.kind', '=', 'wants');

/** Who offers or wants what, as “held”, with its “skill”. */
export const heldWithSkills = ({ db }: Source) =>
  db.selectFrom('member_skill as held').innerJoin('skill', 'skill.id', 'held.skill_id');

export type HeldSkill = { skillId: string; name: string; level: Level; kind: MemberSkillTable['kind'] };

/** What a member offers and wants, best known first, then by name. */
export async function heldSkills(tx: Tx, memberId: string): Promise<HeldSkill[]> {
  const rows = await heldWithSkills(tx)
    .select(['held.skill_id as skillId', 'skill.name', 'held.level', 'held.kind'])
    .where('held.member_id', '=', memberId)
    .orderBy('held.level', 'desc')
    .orderBy('skill.name')
    .execute();
  return rows.map((row) => ({ ...row, level: row.level as Level }));
}

/** Everybody who offers one of the skills; whether they may be asked is not looked at. */
export async function offering(
  tx: Tx,
  skillIds: string[],
): Promise<{ memberId: string; skillId: string; level: Level }[]> {
  if (skillIds.length === 0) return [];
  const rows = await offers(tx)
    .select(['member_id as memberId', 'skill_id as skillId', 'level'])
    .where('skill_id', 'in', skillIds)
    .execute();
  return rows.map((row) => ({ ...row, level: row.level as Level }));
}

/** Ids of the next people who offer something, in order, after `last`. */
export async function nextOffering(source: Source, last: string, limit: number): Promise<string[]> {
  const rows = await offers(source)
    .select('member_id')
    .distinct()
    .where('member_id', '>', last)
    .orderBy('member_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.member_id);
}

/** Replaces what a member offers or wants; what stays keeps the day on which it was added. */
export async function replaceSkills(
  tx: Tx,
  memberId: string,
  kind: MemberSkillTable['kind'],
  skills: { skillId: string; level: Level }[],
): Promise<void> {
  const ids = skills.map((s) => s.skillId);
  let gone = tx.db.deleteFrom('member_skill').where('member_id', '=', memberId).where('kind', '=', kind);
  if (ids.length > 0) gone = gone.where('skill_id', 'not in', ids);
  await gone.execute();
  for (const { skillId, level } of skills) {
    await tx.db
      .insertInto('member_skill')
      .values({
        workspace_id: tx.workspaceId,
        member_id: memberId,
        skill_id: skillId,
        kind,
        level,
        added_at: iso(tx.now),
      })
      .onConflict((c) => c.columns(['workspace_id', 'member_id', 'skill_id', 'kind']).doUpdateSet({ level }))
      .execute();
  }
}

/** Adds a skill that a member offers. @returns false when it was there before. */
export async function addOffer(tx: Tx, memberId: string, skillId: string, level: Level): Promise<boolean> {
  const row = { workspace_id: tx.workspaceId, member_id: memberId, skill_id: skillId };
  const inserted = await tx.db
    .insertInto('member_skill')
    .values({ ...row, kind: 'offers', level, added_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'skill_id', 'kind']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Takes away a skill that a member offers. @returns its level, or undefined when they did not offer it. */
export async function removeOffer(tx: Tx, memberId: string, skillId: string): Promise<Level | undefined> {
  const gone = await tx.db
    .deleteFrom('member_skill')
    .where('member_id', '=', memberId)
    .where('skill_id', '=', skillId)
    .where('kind', '=', 'offers')
    .returning('level')
    .executeTakeFirst();
  return gone?.level as Level | undefined;
}

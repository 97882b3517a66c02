import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Level } from '../../skills/rules/names.ts';
import type { MemberSkillTable } from '../../skills/tables.ts';

export type HeldSkill = { skillId: string; name: string; level: Level; kind: MemberSkillTable['kind'] };

/** What a member offers and wants, best known first, then by name. */
export async function heldSkills(tx: Tx, memberId: string): Promise<HeldSkill[]> {
  const rows = await tx.db
    .selectFrom('member_skill as held')
    .innerJoin('skill', 'skill.id', 'held.skill_id')
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
  const rows = await tx.db
    .selectFrom('member_skill')
    .select(['member_id as memberId', 'skill_id as skillId', 'level'])
    .where('kind', '=', 'offers')
    .where('skill_id', 'in', skillIds)
    .execute();
  return rows.map((row) => ({ ...row, level: row.level as Level }));
}

/** Active guests who offer one of the skills. */
export async function guestsOffering(tx: Tx, skillIds: string[]): Promise<string[]> {
  if (skillIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('member_skill as held')
    .innerJoin('member', (join) =>
      join.onRef('member.workspace_id', '=', 'held.workspace_id').onRef('member.id', '=', 'held.member_id'),
    )
    .select('member.id')
    .distinct()
    .where('held.kind', '=', 'offers')
    .where('held.skill_id', 'in', skillIds)
    .where('member.is_guest', '=', 1)
    .where('member.is_deactivated', '=', 0)
    .orderBy('member.id')
    .execute();
  return rows.map((row) => row.id);
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

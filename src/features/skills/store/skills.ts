import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { SkillAliasTable } from '../tables.ts';

export type SkillRow = { id: string; key: string; name: string };

export type AliasRow = Pick<SkillAliasTable, 'key' | 'text' | 'target' | 'origin'>;

/** Ids and names, to be joined as “skill”. */
export const skillNames = (tx: Tx) => tx.db.selectFrom('skill').select(['skill.id', 'skill.name']).as('skill');

/** Every skill of the workspace. */
export async function skillRows(tx: Tx): Promise<SkillRow[]> {
  return tx.db.selectFrom('skill').select(['id', 'key', 'name']).orderBy('key').execute();
}

export async function aliasRows(tx: Tx): Promise<AliasRow[]> {
  return tx.db
    .selectFrom('skill_alias')
    .select(['key', 'text', 'target', 'origin'])
    .orderBy('created_at')
    .orderBy('key')
    .orderBy('target')
    .execute();
}

/** Two texts that change: `aliases` when an alias was added or began to count, `all` also when a skill was. */
export async function vocabularyVersion(tx: Tx): Promise<{ all: string; aliases: string }> {
  const n = sql<number>`count(*)`.as('n');
  const skills = await tx.db.selectFrom('skill').select(n).executeTakeFirstOrThrow();
  const known = tx.db.selectFrom('skill_alias').select(n);
  const typed = await known.where('origin', '=', 'typed').executeTakeFirstOrThrow();
  const aliases = `${(await known.executeTakeFirstOrThrow()).n} ${typed.n}`;
  return { all: `${skills.n} ${aliases}`, aliases };
}

/** How many people offer each of these skills; those whom nobody may ask are counted too. */
export async function offeredCounts(tx: Tx, skillIds: string[]): Promise<Map<string, number>> {
  if (skillIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('member_skill')
    .select((e) => ['skill_id', e.fn.countAll().as('n')])
    .where('kind', '=', 'offers')
    .where('skill_id', 'in', skillIds)
    .groupBy('skill_id')
    .execute();
  return new Map(rows.map((row) => [row.skill_id, Number(row.n)]));
}

/** Ids of the skills that somebody offers: for each skill one look, since some have many thousands of holders. */
export async function offeredSkills(tx: Tx): Promise<Set<string>> {
  const rows = await tx.db
    .selectFrom('skill')
    .select('id')
    .where((e) =>
      e.exists(
        e
          .selectFrom('member_skill as held')
          .select('held.skill_id')
          .where('held.workspace_id', '=', tx.workspaceId)
          .whereRef('held.skill_id', '=', 'skill.id')
          .where('held.kind', '=', 'offers'),
      ),
    )
    .execute();
  return new Set(rows.map((row) => row.id));
}

export type SkillRef = { id: string; name: string };

/** The skill with this key, made with `name` where there is none; `coinedBy` is who thought of the name then. */
export async function ensureSkill(tx: Tx, key: string, name: string, coinedBy?: string): Promise<SkillRef> {
  const row = { id: randomUUID(), workspace_id: tx.workspaceId, key, name, created_at: iso(tx.now) };
  await tx.db
    .insertInto('skill')
    .values({ ...row, coined_by: coinedBy ?? null })
    .onConflict((c) => c.columns(['workspace_id', 'key']).doNothing())
    .execute();
  const skill = await skillWithKey(tx, key);
  if (!skill) throw new Error(`Skill ${key} could not be added`);
  return skill;
}

export function skillWithKey(tx: Tx, key: string): Promise<SkillRef | undefined> {
  return tx.db.selectFrom('skill').select(['id', 'name']).where('key', '=', key).executeTakeFirst();
}

/** A member uses a skill: a name that somebody else coined stands for everybody from now on. */
export async function noteUse(tx: Tx, skillId: string, memberId: string): Promise<void> {
  await tx.db
    .updateTable('skill')
    .set({ shared_at: iso(tx.now) })
    .where('id', '=', skillId)
    .where('coined_by', 'is not', null)
    .where('coined_by', '!=', memberId)
    .where('shared_at', 'is', null)
    .execute();
}

const unshared = (tx: Tx) =>
  tx.db
    .selectFrom('skill')
    .select(['id', 'name', 'coined_by'])
    .where('coined_by', 'is not', null)
    .where('shared_at', 'is', null)
    .where('approved_at', 'is', null);

/** Ids of the skills whose names so far only one other person than this member uses. */
export async function hiddenSkills(tx: Tx, memberId: string): Promise<Set<string>> {
  const rows = await unshared(tx).where('coined_by', '!=', memberId).execute();
  return new Set(rows.map((row) => row.id));
}

/** Names that people typed and no owner approved, for one to do so: first those that only one person uses, the newest first. */
export function coinedSkills(tx: Tx, limit: number): Promise<SkillRef[]> {
  return tx.db
    .selectFrom('skill')
    .select(['id', 'name'])
    .where('coined_by', 'is not', null)
    .where('approved_at', 'is', null)
    .orderBy(sql`case when shared_at is null then 0 else 1 end`)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** An owner lets a coined name stand for everybody. */
export async function approveSkill(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('skill')
    .set({ approved_at: iso(tx.now) })
    .where('id', '=', id)
    .execute();
}

export async function skillNameOf(tx: Tx, id: string): Promise<string | undefined> {
  const row = await tx.db.selectFrom('skill').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name;
}

/** How many people offer or want each of these skills. */
export async function holderCounts(tx: Tx, skillIds: string[]): Promise<Map<string, number>> {
  if (skillIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('member_skill')
    .select((e) => ['skill_id', e.fn.count('member_id').distinct().as('n')])
    .where('skill_id', 'in', skillIds)
    .groupBy('skill_id')
    .execute();
  return new Map(rows.map((row) => [row.skill_id, Number(row.n)]));
}

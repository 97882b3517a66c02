import type { ExpressionBuilder } from 'kysely';
import { z } from 'zod';
import type { Schema } from '../../database/schema.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { SkillAliasTable } from './tables.ts';

const people = z.array(z.string());

/** Who typed `key` and then chose `target`; undefined when it is an alias already. */
export async function typedBy(work: Work, key: string, target: string): Promise<string[] | undefined> {
  const row = await work.db
    .selectFrom('skill_alias')
    .select(['origin', 'seen_by'])
    .where('workspace_id', '=', work.workspaceId)
    .where('key', '=', key)
    .where('target', '=', target)
    .executeTakeFirst();
  if (row === undefined) return [];
  return row.origin === 'typed' ? people.parse(JSON.parse(row.seen_by)) : undefined;
}

export async function saveAlias(
  work: Work,
  alias: Pick<SkillAliasTable, 'key' | 'text' | 'target' | 'origin'> & { seenBy: string[] },
): Promise<void> {
  const { seenBy, ...row } = alias;
  const change = { origin: row.origin, seen_by: JSON.stringify(seenBy) };
  await work.db
    .insertInto('skill_alias')
    .values({ ...row, ...change, workspace_id: work.workspaceId, created_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'key', 'target']).doUpdateSet(change))
    .execute();
}

/** Everything that referred to the skill `from` refers to `into`; `from` is gone. Who had both keeps the higher level. */
export async function moveReferences(work: Work, from: string, into: string): Promise<void> {
  const { db, workspaceId } = work;
  await moveHeld(work, from, into);
  await moveHours(work, from, into);
  await moveQuestions(work, from, into);
  for (const table of ['session', 'request', 'booking', 'goal', 'knowledge_card'] as const)
    await db
      .updateTable(table)
      .set({ skill_id: into })
      .where('workspace_id', '=', workspaceId)
      .where('skill_id', '=', from)
      .execute();
  // Whoever was shown people for the old one today is shown those of the new one.
  await db.deleteFrom('shown_mentor').where('workspace_id', '=', workspaceId).where('skill_id', '=', from).execute();
  await db
    .deleteFrom('skill_apart')
    .where('workspace_id', '=', workspaceId)
    .where((e) => e.or([e('skill_id', '=', from), e('other_skill_id', '=', from)]))
    .execute();
  await db.deleteFrom('skill').where('workspace_id', '=', workspaceId).where('id', '=', from).execute();
}

/** What people offer and want. Set by set, not person by person: a skill may have thousands of them. */
async function moveHeld({ db, workspaceId }: Work, from: string, into: string): Promise<void> {
  const twin = (e: ExpressionBuilder<Schema, 'member_skill'>, skillId: string) =>
    e
      .selectFrom('member_skill as twin')
      .select('twin.level')
      .whereRef('twin.workspace_id', '=', 'member_skill.workspace_id')
      .whereRef('twin.member_id', '=', 'member_skill.member_id')
      .whereRef('twin.kind', '=', 'member_skill.kind')
      .where('twin.skill_id', '=', skillId);
  await db
    .updateTable('member_skill')
    .set((e) => ({ level: twin(e, from).$asScalar().$notNull() }))
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', into)
    .where((e) => e.exists(twin(e, from).whereRef('twin.level', '>', 'member_skill.level')))
    .execute();
  await db
    .deleteFrom('member_skill')
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .where((e) => e.exists(twin(e, into)))
    .execute();
  await db
    .updateTable('member_skill')
    .set({ skill_id: into })
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .execute();
}

/** Topics of office hours, each once. */
async function moveHours({ db, workspaceId }: Work, from: string, into: string): Promise<void> {
  const both = db.selectFrom('office_hours_skill').select('hours_id').where('skill_id', '=', into);
  await db
    .deleteFrom('office_hours_skill')
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .where('hours_id', 'in', both)
    .execute();
  await db
    .updateTable('office_hours_skill')
    .set({ skill_id: into })
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .execute();
}

/** Of two questions to one person about what is one skill now, the one about the skill that stays is kept. */
async function moveQuestions({ db, workspaceId }: Work, from: string, into: string): Promise<void> {
  await db
    .deleteFrom('skill_question')
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .where((e) =>
      e.exists(
        e
          .selectFrom('skill_question as twin')
          .select('twin.kind')
          .whereRef('twin.workspace_id', '=', 'skill_question.workspace_id')
          .whereRef('twin.member_id', '=', 'skill_question.member_id')
          .whereRef('twin.kind', '=', 'skill_question.kind')
          .where('twin.skill_id', '=', into),
      ),
    )
    .execute();
  await db
    .updateTable('skill_question')
    .set({ skill_id: into })
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .execute();
}

/** Those who typed a text and meant `fromKey` now meant `intoKey`. */
export async function moveTyped(work: Work, fromKey: string, intoKey: string): Promise<void> {
  const rows = await work.db
    .selectFrom('skill_alias')
    .select(['key', 'text', 'seen_by'])
    .where('workspace_id', '=', work.workspaceId)
    .where('target', '=', fromKey)
    .where('origin', '=', 'typed')
    .execute();
  for (const { key, text, seen_by } of rows) {
    const before = await typedBy(work, key, intoKey);
    const seenBy = [...new Set([...(before ?? []), ...people.parse(JSON.parse(seen_by))])];
    if (before !== undefined) await saveAlias(work, { key, text, target: intoKey, origin: 'typed', seenBy });
  }
  await work.db
    .deleteFrom('skill_alias')
    .where('workspace_id', '=', work.workspaceId)
    .where('target', '=', fromKey)
    .where('origin', '=', 'typed')
    .execute();
}

/** Makes whoever else changes these skills wait until this transaction is over. */
export async function lockSkills(work: Work, ids: string[]): Promise<void> {
  for (const id of [...ids].sort())
    await work.db
      .updateTable('skill')
      .set((e) => ({ name: e.ref('name') }))
      .where('workspace_id', '=', work.workspaceId)
      .where('id', '=', id)
      .execute();
}

/** Notes that ranking has to look again at everybody who offers this skill. */
export async function holdersChanged(work: Work, skillId: string): Promise<void> {
  const changed_at = iso(work.now);
  await work.db
    .insertInto('profile_change')
    .columns(['workspace_id', 'member_id', 'changed_at'])
    .expression((e) =>
      e
        .selectFrom('member_skill')
        .select(['workspace_id', 'member_id', e.val(changed_at).as('changed_at')])
        .where('workspace_id', '=', work.workspaceId)
        .where('skill_id', '=', skillId)
        .where('kind', '=', 'offers')
        .orderBy('member_id'),
    )
    .onConflict((c) => c.columns(['workspace_id', 'member_id']).doUpdateSet({ changed_at }))
    .execute();
}

/** How many people offer or want each of these skills, and how many requests about it, but for quiet ones, are open or wait. */
export async function useOf(
  work: Work,
  skillIds: string[],
): Promise<Map<string, { people: number; requests: number }>> {
  if (skillIds.length === 0) return new Map();
  const people = await work.db
    .selectFrom('member_skill')
    .select((e) => ['skill_id', e.fn.count('member_id').distinct().as('n')])
    .where('workspace_id', '=', work.workspaceId)
    .where('skill_id', 'in', skillIds)
    .groupBy('skill_id')
    .execute();
  const requests = await work.db
    .selectFrom('request')
    .select((e) => ['skill_id', e.fn.countAll().as('n')])
    .where('workspace_id', '=', work.workspaceId)
    .where('skill_id', 'in', skillIds)
    .where('state', 'in', ['open', 'waiting'])
    .where('is_anonymous', '=', 0)
    .groupBy('skill_id')
    .execute();
  const count = (rows: { skill_id: string; n: unknown }[], id: string) =>
    Number(rows.find((row) => row.skill_id === id)?.n ?? 0);
  return new Map(skillIds.map((id) => [id, { people: count(people, id), requests: count(requests, id) }]));
}

/** Pairs of skills that owners keep apart, as "id id". */
export async function pairsApart(work: Work): Promise<Set<string>> {
  const rows = await work.db
    .selectFrom('skill_apart')
    .select(['skill_id', 'other_skill_id'])
    .where('workspace_id', '=', work.workspaceId)
    .execute();
  return new Set(rows.map((row) => `${row.skill_id} ${row.other_skill_id}`));
}

export async function saveApart(work: Work, a: string, b: string): Promise<void> {
  const [skill_id = a, other_skill_id = b] = [a, b].sort();
  await work.db
    .insertInto('skill_apart')
    .values({ workspace_id: work.workspaceId, skill_id, other_skill_id, created_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'skill_id', 'other_skill_id']).doNothing())
    .execute();
}

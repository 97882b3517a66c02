import type { ExpressionBuilder } from 'kysely';
import type { Schema } from '../../../database/schema.ts';
import type { Tx } from '../../../database/transaction.ts';

/** Two skills of which one goes: ids. */
export type Merge = { fromId: string; intoId: string };

/** Whoever had the skill `fromId` has `intoId`, at the higher level of the two, and `fromId` is gone. */
export async function replaceSkill(tx: Tx, { fromId, intoId }: Merge): Promise<void> {
  const { db } = tx;
  await moveHeld(tx, fromId, intoId);
  await db
    .deleteFrom('skill_apart')
    .where((e) => e.or([e('skill_id', '=', fromId), e('other_skill_id', '=', fromId)]))
    .execute();
  await db.deleteFrom('skill').where('id', '=', fromId).execute();
}

/** What people offer and want. Set by set, not person by person: a skill may have thousands of them. */
async function moveHeld({ db }: Tx, from: string, into: string): Promise<void> {
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
    .where('skill_id', '=', into)
    .where((e) => e.exists(twin(e, from).whereRef('twin.level', '>', 'member_skill.level')))
    .execute();
  await db
    .deleteFrom('member_skill')
    .where('skill_id', '=', from)
    .where((e) => e.exists(twin(e, into)))
    .execute();
  await db.updateTable('member_skill').set({ skill_id: into }).where('skill_id', '=', from).execute();
}

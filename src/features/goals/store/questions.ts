import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { heldSessions } from '../../sessions/store/history.ts';
import type { Level } from '../../skills/rules/names.ts';
import type { Merge } from '../../skills/store/merging.ts';
import { skillNames } from '../../skills/store/skills.ts';
import type { QuestionAnswer, QuestionKind } from '../rules/index.ts';
import type { SkillQuestionTable } from '../tables.ts';

export type Question = {
  skillId: string;
  name: string;
  askedAt: Temporal.Instant;
  answer: QuestionAnswer | undefined;
  level: Level | undefined;
  answeredAt: Temporal.Instant | undefined;
};

/** All that a member was asked of a kind, the latest first. */
export async function questionsOf(tx: Tx, memberId: string, kind: QuestionKind): Promise<Question[]> {
  const rows = await tx.db
    .selectFrom('skill_question as q')
    .innerJoin(skillNames(tx), 'skill.id', 'q.skill_id')
    .select(['q.skill_id', 'skill.name', 'q.asked_at', 'q.answer', 'q.level', 'q.answered_at'])
    .where('q.member_id', '=', memberId)
    .where('q.kind', '=', kind)
    .orderBy('q.asked_at', 'desc')
    .orderBy('skill.name')
    .execute();
  return rows.map((row) => ({
    skillId: row.skill_id,
    name: row.name,
    askedAt: instant(row.asked_at),
    answer: row.answer ?? undefined,
    level: row.level === null ? undefined : (row.level as Level),
    answeredAt: row.answered_at === null ? undefined : instant(row.answered_at),
  }));
}

/** Notes that a member is asked for the first time. @returns false when they were before. */
export async function askOnce(tx: Tx, memberId: string, skillId: string, kind: QuestionKind): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('skill_question')
    .values(fresh(tx, memberId, skillId, kind))
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'skill_id', 'kind']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Notes that a member is asked about these skills, again or for the first time; an earlier answer is over. */
export async function askAgain(tx: Tx, memberId: string, skillIds: string[], kind: QuestionKind): Promise<void> {
  const open = { asked_at: iso(tx.now), answer: null, level: null, answered_at: null };
  await tx.db
    .insertInto('skill_question')
    .values(skillIds.map((skillId) => fresh(tx, memberId, skillId, kind)))
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'skill_id', 'kind']).doUpdateSet(open))
    .execute();
}

const fresh = (tx: Tx, memberId: string, skillId: string, kind: QuestionKind): SkillQuestionTable => ({
  workspace_id: tx.workspaceId,
  member_id: memberId,
  skill_id: skillId,
  kind,
  asked_at: iso(tx.now),
  answer: null,
  level: null,
  answered_at: null,
});

export async function writeQuestion(
  tx: Tx,
  memberId: string,
  skillId: string,
  kind: QuestionKind,
  answer: QuestionAnswer,
  level: Level | undefined,
): Promise<void> {
  await tx.db
    .updateTable('skill_question')
    .set({ answer, level: level ?? null, answered_at: iso(tx.now) })
    .where('member_id', '=', memberId)
    .where('skill_id', '=', skillId)
    .where('kind', '=', kind)
    .execute();
}

/** Sessions about a skill that were held, in which a member was the mentee, and of which they say that they used it. */
export async function countUses(tx: Tx, menteeId: string, skillId: string): Promise<number> {
  const { n } = await heldSessions(tx)
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('mentee_id', '=', menteeId)
    .where('skill_id', '=', skillId)
    .where('used_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Of two questions to one person about what is one skill now, the one about the skill that stays is kept. */
export async function mergeQuestions(tx: Tx, { fromId, intoId }: Merge): Promise<void> {
  await tx.db
    .deleteFrom('skill_question')
    .where('skill_id', '=', fromId)
    .where((e) =>
      e.exists(
        e
          .selectFrom('skill_question as twin')
          .select('twin.kind')
          .whereRef('twin.workspace_id', '=', 'skill_question.workspace_id')
          .whereRef('twin.member_id', '=', 'skill_question.member_id')
          .whereRef('twin.kind', '=', 'skill_question.kind')
          .where('twin.skill_id', '=', intoId),
      ),
    )
    .execute();
  await tx.db.updateTable('skill_question').set({ skill_id: intoId }).where('skill_id', '=', fromId).execute();
}

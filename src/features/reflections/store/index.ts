import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import type { Outcome, Reflection, Role } from '../rules.ts';
import type { ReflectionTable } from '../tables.ts';

const toReflection = (row: ReflectionTable): Reflection => ({
  id: row.id,
  sessionId: row.session_id,
  authorId: row.author_id,
  partnerId: row.partner_id,
  role: row.role,
  question: row.question,
  usefulness: row.usefulness ?? undefined,
  answer: row.answer ?? '',
  differently: row.differently ?? '',
  answeredAt: row.answered_at === null ? undefined : instant(row.answered_at),
});

export type NewReflection = Pick<Reflection, 'id' | 'sessionId' | 'authorId' | 'partnerId' | 'role' | 'question'>;

/** Adds an unanswered reflection. @returns false when this person has one for the session already. */
export async function insertReflection(tx: Tx, reflection: NewReflection): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('reflection')
    .values({
      id: reflection.id,
      workspace_id: tx.workspaceId,
      session_id: reflection.sessionId,
      author_id: reflection.authorId,
      partner_id: reflection.partnerId,
      role: reflection.role,
      question: reflection.question,
      created_at: iso(tx.now),
    })
    .onConflict((c) => c.columns(['session_id', 'author_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function findReflection(tx: Tx, id: string): Promise<Reflection | undefined> {
  const row = await tx.db.selectFrom('reflection').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toReflection(row);
}

/** What a person was asked since `since` and has not answered, oldest first. */
export async function findUnanswered(tx: Tx, authorId: string, since: Temporal.Instant): Promise<Reflection[]> {
  const rows = await tx.db
    .selectFrom('reflection')
    .selectAll()
    .where('author_id', '=', authorId)
    .where('answered_at', 'is', null)
    .where('created_at', '>=', iso(since))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toReflection);
}

/** Drops the questions about a session that were not answered. @returns their ids. */
export async function dropUnanswered(tx: Tx, sessionId: string): Promise<string[]> {
  const dropped = await tx.db
    .deleteFrom('reflection')
    .where('session_id', '=', sessionId)
    .where('answered_at', 'is', null)
    .returning('id')
    .execute();
  return dropped.map((row) => row.id);
}

/** The mentee's part of a session, which also tells who the two were. */
export async function findMenteeReflection(tx: Tx, sessionId: string): Promise<Reflection | undefined> {
  const row = await tx.db
    .selectFrom('reflection')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('role', '=', 'mentee')
    .executeTakeFirst();
  return row && toReflection(row);
}

/** How many questions a person was asked in this role. */
export async function countAsked(tx: Tx, authorId: string, role: Role): Promise<number> {
  const { n } = await tx.db
    .selectFrom('reflection')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('author_id', '=', authorId)
    .where('role', '=', role)
    .executeTakeFirstOrThrow();
  return n;
}

/** Which of their author's reflections this is, from 1, and when it was made. */
export async function placeOf(tx: Tx, id: string): Promise<{ nth: number; madeAt: Temporal.Instant } | undefined> {
  const row = await tx.db
    .selectFrom('reflection as r')
    .innerJoin('reflection as other', (join) =>
      join.onRef('other.workspace_id', '=', 'r.workspace_id').onRef('other.author_id', '=', 'r.author_id'),
    )
    .select((e) => ['r.created_at', e.fn.countAll<number>().as('nth')])
    .where('r.id', '=', id)
    .where((e) =>
      e.or([
        e('other.created_at', '<', e.ref('r.created_at')),
        e.and([e('other.created_at', '=', e.ref('r.created_at')), e('other.id', '<=', e.ref('r.id'))]),
      ]),
    )
    .groupBy('r.created_at')
    .executeTakeFirst();
  return row && { nth: Number(row.nth), madeAt: instant(row.created_at) };
}

/** Writes the answer; when it was first given is kept. */
export async function writeAnswer(tx: Tx, reflection: Reflection): Promise<void> {
  await tx.db
    .updateTable('reflection')
    .set({
      usefulness: reflection.usefulness ?? null,
      answer: reflection.answer,
      differently: reflection.differently || null,
      answered_at: iso(reflection.answeredAt ?? tx.now),
    })
    .where('id', '=', reflection.id)
    .execute();
}

export async function findOutcome(tx: Tx, sessionId: string): Promise<Outcome | undefined> {
  const row = await tx.db.selectFrom('outcome').selectAll().where('session_id', '=', sessionId).executeTakeFirst();
  if (!row) return undefined;
  return {
    sessionId: row.session_id,
    menteeId: row.mentee_id,
    mentorId: row.mentor_id,
    answer: row.answer,
    detail: row.detail,
    timeSaved: row.time_saved ?? undefined,
    answeredAt: instant(row.answered_at),
    askedAgainAt: row.asked_again_at === null ? undefined : instant(row.asked_again_at),
  };
}

export async function writeOutcome(tx: Tx, outcome: Outcome): Promise<void> {
  const said = {
    answer: outcome.answer,
    detail: outcome.detail,
    time_saved: outcome.timeSaved ?? null,
    answered_at: iso(outcome.answeredAt),
    asked_again_at: outcome.askedAgainAt ? iso(outcome.askedAgainAt) : null,
  };
  await tx.db
    .insertInto('outcome')
    .values({
      workspace_id: tx.workspaceId,
      session_id: outcome.sessionId,
      mentee_id: outcome.menteeId,
      mentor_id: outcome.mentorId,
      ...said,
    })
    .onConflict((c) => c.column('session_id').doUpdateSet(said))
    .execute();
}

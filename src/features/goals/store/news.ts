import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { NewsKind } from '../rules/index.ts';

/** In place of the date of a message: told by another feature. */
const ELSEWHERE = 'elsewhere';

export type News = { goalId: string; kind: NewsKind; subjectId: string };

/** Notes what fits a goal. @returns false when it was noted before. */
export async function insertNews(tx: Tx, memberId: string, news: News): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('goal_news')
    .values({
      workspace_id: tx.workspaceId,
      goal_id: news.goalId,
      member_id: memberId,
      kind: news.kind,
      subject_id: news.subjectId,
      noticed_at: iso(tx.now),
      told_in: null,
      told_on: null,
    })
    .onConflict((c) => c.columns(['goal_id', 'kind', 'subject_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** A member was told of this elsewhere: it is no news any more. */
export async function markKnown(tx: Tx, memberId: string, news: News): Promise<void> {
  await insertNews(tx, memberId, news);
  await tx.db
    .updateTable('goal_news')
    .set({ told_in: ELSEWHERE })
    .where('goal_id', '=', news.goalId)
    .where('kind', '=', news.kind)
    .where('subject_id', '=', news.subjectId)
    .where('told_in', 'is', null)
    .execute();
}

/** What a member was told in the message planned for a date, or with `undefined` what they were not told yet. */
export async function newsOf(tx: Tx, memberId: string, toldIn: string | undefined): Promise<News[]> {
  const rows = await tx.db
    .selectFrom('goal_news')
    .select(['goal_id as goalId', 'kind', 'subject_id as subjectId'])
    .where('member_id', '=', memberId)
    .where('told_in', toldIn === undefined ? 'is' : '=', toldIn ?? null)
    .orderBy('noticed_at')
    .orderBy('subject_id')
    .execute();
  return rows;
}

/** The message planned for a date tells, on this local date, all that was not told yet. */
export async function markTold(tx: Tx, memberId: string, toldIn: string, toldOn: string): Promise<void> {
  await tx.db
    .updateTable('goal_news')
    .set({ told_in: toldIn, told_on: toldOn })
    .where('member_id', '=', memberId)
    .where('told_in', 'is', null)
    .execute();
}

/** Who was told of a subject, in the messages planned for which dates. */
export async function toldOf(
  tx: Tx,
  kind: NewsKind,
  subjectId: string,
): Promise<{ memberId: string; toldIn: string }[]> {
  const rows = await tx.db
    .selectFrom('goal_news')
    .select(['member_id as memberId', 'told_in as toldIn'])
    .distinct()
    .where('workspace_id', '=', tx.workspaceId)
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('told_on', 'is not', null)
    .execute();
  return rows.flatMap(({ memberId, toldIn }) => (toldIn === null ? [] : [{ memberId, toldIn }]));
}

/** The local date on which a member was told news last. */
export async function lastTold(tx: Tx, memberId: string): Promise<Temporal.PlainDate | undefined> {
  const row = await tx.db
    .selectFrom('goal_news')
    .select((e) => e.fn.max('told_on').as('on'))
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row?.on ? Temporal.PlainDate.from(row.on) : undefined;
}

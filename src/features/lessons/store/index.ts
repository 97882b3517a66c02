import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Course, Occasion, Step, Track } from '../rules.ts';
import type { CourseTable } from '../tables.ts';

export async function findCourses(tx: Tx, memberId: string): Promise<Course[]> {
  const rows = await tx.db.selectFrom('course').selectAll().where('member_id', '=', memberId).execute();
  return rows.map(courseOf);
}

type Row = Pick<CourseTable, 'track' | 'state' | 'sends' | 'lesson' | 'because'>;
const courseOf = ({ track, state, sends, lesson, because }: Row): Course => ({
  ...{ track, state, sends },
  lessonId: lesson ?? undefined,
  because: because ?? undefined,
});

/** Begins a course, or goes on with it. @returns it with one sending more. */
export async function goCourse(tx: Tx, memberId: string, track: Track): Promise<Course> {
  const row = await tx.db
    .insertInto('course')
    .values({
      workspace_id: tx.workspaceId,
      member_id: memberId,
      track,
      state: 'going',
      sends: 1,
      started_at: iso(tx.now),
    })
    .onConflict((c) =>
      c
        .columns(['workspace_id', 'member_id', 'track'])
        .doUpdateSet((e) => ({ state: 'going', sends: e('course.sends', '+', 1) })),
    )
    .returning(['track', 'state', 'sends', 'lesson', 'because'])
    .executeTakeFirstOrThrow();
  return courseOf(row);
}

/** The lesson that they stand at now. */
export async function standAt(
  tx: Tx,
  memberId: string,
  track: Track,
  lesson: string,
  because?: Occasion,
): Promise<void> {
  await tx.db
    .updateTable('course')
    .set({ lesson, because: because ?? null })
    .where('member_id', '=', memberId)
    .where('track', '=', track)
    .execute();
}

/** Stops a course. @returns false when it was not going. */
export async function stopCourse(tx: Tx, memberId: string, track: Track): Promise<boolean> {
  const result = await tx.db
    .updateTable('course')
    .set({ state: 'stopped' })
    .where('member_id', '=', memberId)
    .where('track', '=', track)
    .where('state', '=', 'going')
    .executeTakeFirst();
  return affectedRows(result) === 1;
}

/** The earliest first. */
export async function findSteps(tx: Tx, memberId: string): Promise<Step[]> {
  const rows = await tx.db
    .selectFrom('lesson_step')
    .selectAll()
    .where('member_id', '=', memberId)
    .orderBy('at')
    .orderBy('lesson')
    .execute();
  return rows.map(({ lesson, state, choice }) => ({ lessonId: lesson, state, choice: choice ?? undefined }));
}

/** Puts a lesson behind a member. @returns false when it was before. */
export async function insertStep(tx: Tx, memberId: string, step: Step): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('lesson_step')
    .values({
      workspace_id: tx.workspaceId,
      member_id: memberId,
      lesson: step.lessonId,
      state: step.state,
      choice: step.choice ?? null,
      at: iso(tx.now),
    })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'lesson']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Puts skipped lessons ahead again. */
export async function dropSkipped(tx: Tx, memberId: string, lessonIds: string[]): Promise<void> {
  await tx.db
    .deleteFrom('lesson_step')
    .where('member_id', '=', memberId)
    .where('state', '=', 'skipped')
    .where('lesson', 'in', lessonIds)
    .execute();
}

/** Lessons that a member answered, by the names of their files, and when. */
export async function lessonsAnswered(tx: Tx, memberId: string): Promise<{ lesson: string; at: string }[]> {
  return tx.db
    .selectFrom('lesson_step')
    .select(['lesson', 'at'])
    .where('member_id', '=', memberId)
    .where('state', '=', 'answered')
    .execute();
}

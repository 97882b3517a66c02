import { affectedRows } from '../../database/affected.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { Course, Step, Track } from './rules.ts';

export async function findCourses(work: Work, memberId: string): Promise<Course[]> {
  const rows = await work.db.selectFrom('course').selectAll().where('member_id', '=', memberId).execute();
  return rows.map(({ track, state, sends }) => ({ track, state, sends }));
}

/** Begins a course, or goes on with it. @returns it with one sending more. */
export async function goCourse(work: Work, memberId: string, track: Track): Promise<Course> {
  const { sends } = await work.db
    .insertInto('course')
    .values({
      workspace_id: work.workspaceId,
      member_id: memberId,
      track,
      state: 'going',
      sends: 1,
      started_at: iso(work.now),
    })
    .onConflict((c) =>
      c
        .columns(['workspace_id', 'member_id', 'track'])
        .doUpdateSet((e) => ({ state: 'going', sends: e('course.sends', '+', 1) })),
    )
    .returning('sends')
    .executeTakeFirstOrThrow();
  return { track, state: 'going', sends };
}

/** Stops a course. @returns false when it was not going. */
export async function stopCourse(work: Work, memberId: string, track: Track): Promise<boolean> {
  const result = await work.db
    .updateTable('course')
    .set({ state: 'stopped' })
    .where('member_id', '=', memberId)
    .where('track', '=', track)
    .where('state', '=', 'going')
    .executeTakeFirst();
  return affectedRows(result) === 1;
}

export async function findSteps(work: Work, memberId: string): Promise<Step[]> {
  const rows = await work.db.selectFrom('lesson_step').selectAll().where('member_id', '=', memberId).execute();
  return rows.map(({ lesson, state, choice }) => ({ lessonId: lesson, state, choice: choice ?? undefined }));
}

/** Puts a lesson behind a member. @returns false when it was before. */
export async function insertStep(work: Work, memberId: string, step: Step): Promise<boolean> {
  const inserted = await work.db
    .insertInto('lesson_step')
    .values({
      workspace_id: work.workspaceId,
      member_id: memberId,
      lesson: step.lessonId,
      state: step.state,
      choice: step.choice ?? null,
      at: iso(work.now),
    })
    .onConflict((c) => c.columns(['workspace_id', 'member_id', 'lesson']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Puts skipped lessons ahead again. */
export async function dropSkipped(work: Work, memberId: string, lessonIds: string[]): Promise<void> {
  await work.db
    .deleteFrom('lesson_step')
    .where('member_id', '=', memberId)
    .where('state', '=', 'skipped')
    .where('lesson', 'in', lessonIds)
    .execute();
}

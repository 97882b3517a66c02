import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { jobKind } from '../../jobs/define.ts';
import type { Work } from '../../work.ts';
import { requireMember, setMute } from '../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../prompts/service.ts';
import { roleOf } from '../sessions/rules.ts';
import { sessionsOf } from '../sessions/service.ts';
import { lessons } from './lesson-files.ts';
import {
  type Course,
  type Lesson,
  nextLesson,
  nextLessonAt,
  type Progress,
  progressIn,
  remindAt,
  type Step,
  type Track,
  tracks,
} from './rules.ts';
import { dropSkipped, findCourses, findSteps, goCourse, insertStep, stopCourse } from './store.ts';
/**
 * One lesson to one member; `isReminder` = it is mentioned once more, `isAskedFor` = they want it now, though it may not
 * be the first of the day. Muting lessons mutes this kind.
 */
export const lesson = jobKind(
  'lessons.lesson',
  z.object({
    memberId: z.string(),
    lessonId: z.string(),
    send: z.number(),
    isReminder: z.boolean(),
    isAskedFor: z.boolean().default(false),
  }),
);

/** Days after which a lesson that could not be sent rests, until the member goes on by themselves. */
const WORTH_SENDING_DAYS = 14;

const groupOf = (memberId: string, lessonId: string) => `lesson:${memberId}:${lessonId}`;

/** Where a member is in both tracks. */
export async function progressOf(work: Work, memberId: string): Promise<Progress[]> {
  const courses = await findCourses(work, memberId);
  const steps = await findSteps(work, memberId);
  const isMuted = (await requireMember(work, memberId)).mutes.includes(lesson.name);
  return tracks.map((track) =>
    progressIn(
      lessons(),
      track,
      courses.find((course) => course.track === track),
      steps,
      isMuted,
    ),
  );
}

/** Begins a track, or goes on with it: the next lesson comes as soon as it may. The other track waits meanwhile. */
export async function goOn(work: Work, memberId: string, track: Track): Promise<void> {
  await requireMember(work, memberId);
  await setMute(work, memberId, lesson.name, false);
  for (const other of tracks) await halt(work, memberId, other);
  const own = lessons().filter((l) => l.track === track);
  if (!nextLesson(own, track, await findSteps(work, memberId)))
    await dropSkipped(
      work,
      memberId,
      own.map((l) => l.id),
    );
  await send(work, memberId, await goCourse(work, memberId, track), 'asked for');
  await showAll(work, memberId, track);
}

/** No more lessons of this track until the member goes on. */
export async function stopLessons(work: Work, memberId: string, track: Track): Promise<void> {
  await halt(work, memberId, track);
  work.touch(memberId);
}

async function halt(work: Work, memberId: string, track: Track): Promise<void> {
  if (!(await stopCourse(work, memberId, track))) return;
  const next = nextLesson(lessons(), track, await findSteps(work, memberId));
  if (next) await cancelPrompts(work, groupOf(memberId, next.id));
  await showAll(work, memberId, track);
}

/** Each lesson that was sent says whether more of them come. */
async function showAll(work: Work, memberId: string, track: Track): Promise<void> {
  for (const { id } of lessons().filter((one) => one.track === track))
    await refreshPrompts(work, groupOf(memberId, id));
}

/** Queues the lesson that is next in this course, if there is one. */
async function send(
  work: Work,
  memberId: string,
  course: Course,
  dueAt: Temporal.Instant | 'asked for',
): Promise<void> {
  const next = nextLesson(lessons(), course.track, await findSteps(work, memberId));
  if (!next) return;
  const isAskedFor = dueAt === 'asked for';
  const sending = { memberId, lessonId: next.id, send: course.sends, isReminder: false, isAskedFor };
  await queue(work, sending, isAskedFor ? work.now : dueAt);
}

type Sending = z.infer<typeof lesson.payload>;

async function queue(work: Work, sending: Sending, dueAt: Temporal.Instant): Promise<void> {
  const { memberId, lessonId, send, isReminder } = sending;
  const group = groupOf(memberId, lessonId);
  const key = `${group}:${send}${isReminder ? ':reminder' : ''}`;
  const expiresAt = dueAt.add({ hours: 24 * WORTH_SENDING_DAYS });
  await queuePrompt(work, lesson, sending, { memberId, key, dueAt, expiresAt, group });
  work.touch(memberId);
}

/** Plans the one reminder; called when a lesson is said, so that it counts from then. */
export async function planReminder(work: Work, sending: Sending): Promise<void> {
  const member = await requireMember(work, sending.memberId);
  await queue(work, { ...sending, isReminder: true, isAskedFor: false }, remindAt(member, work.now));
}

/** An answer to a lesson's question; the next lesson comes on the next working day. @throws UserError when it is behind them. */
export function answerLesson(work: Work, memberId: string, lessonId: string, choice: number): Promise<void> {
  return putBehind(work, memberId, { lessonId, state: 'answered', choice });
}

/** Leaves a lesson out. @throws UserError when it is behind them. */
export function skipLesson(work: Work, memberId: string, lessonId: string): Promise<void> {
  return putBehind(work, memberId, { lessonId, state: 'skipped', choice: undefined });
}

async function putBehind(work: Work, memberId: string, step: Step): Promise<void> {
  const found = lessons().find(({ id }) => id === step.lessonId);
  if (!found) throw new UserError('That lesson is no longer there. `/mentor lessons` shows those that are.');
  const course = (await findCourses(work, memberId)).find(({ track }) => track === found.track);
  if (!course) throw new UserError('You have not begun these lessons. `/mentor lessons` shows them all.');
  if (!(await insertStep(work, memberId, step)))
    throw new UserError('That lesson is behind you already. `/mentor lessons` shows where you are.');
  await cancelPrompts(work, groupOf(memberId, found.id));
  await showAll(work, memberId, found.track);
  work.touch(memberId);
  const { state, ...rest } = course;
  if (state !== 'going') return;
  await send(work, memberId, { state, ...rest }, nextLessonAt(await requireMember(work, memberId), work.now));
}

export type Shown = {
  lesson: Lesson;
  /** From 1. */
  number: number;
  of: number;
  step: Step | undefined;
  isGoing: boolean;
  /** No other lesson of the track comes after it. */
  isLast: boolean;
};

/** What a lesson's message shows now, or undefined when the lesson is gone. */
export async function shownNow(work: Work, memberId: string, lessonId: string): Promise<Shown | undefined> {
  const found = lessons().find(({ id }) => id === lessonId);
  if (!found) return undefined;
  const own = lessons().filter(({ track }) => track === found.track);
  const steps = await findSteps(work, memberId);
  const course = (await findCourses(work, memberId)).find(({ track }) => track === found.track);
  return {
    lesson: found,
    number: own.indexOf(found) + 1,
    of: own.length,
    step: steps.find((step) => step.lessonId === lessonId),
    isGoing: course?.state === 'going' && !(await requireMember(work, memberId)).mutes.includes(lesson.name),
    isLast: nextLesson(own, found.track, steps) === undefined,
  };
}

/** Whether a member stands before their first session in this role and has not begun its lessons. */
export async function isBeforeFirst(work: Work, memberId: string, track: Track): Promise<boolean> {
  if ((await findCourses(work, memberId)).some((course) => course.track === track)) return false;
  const begun = await sessionsOf(work, memberId, ['running', 'ended']);
  return !begun.some(
    (session) => (session.state === 'running' || session.heldAt) && roleOf(session, memberId) === track,
  );
}

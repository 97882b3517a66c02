import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import { requireMember, setMute } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { roleOf } from '../../sessions/rules/index.ts';
import { sessionsOf } from '../../sessions/service/index.ts';
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
} from '../rules.ts';
import { dropSkipped, findCourses, findSteps, goCourse, insertStep, stopCourse } from '../store/index.ts';
import { lessons } from './lesson-files.ts';
/**
 * One lesson to one member; `isReminder` = it is mentioned once more, `isAskedFor` = they want it now, though it may not
 * be the first of the day. Muting lessons mutes this kind.
 */
export const lessonPrompt = jobKind(
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
export async function progressOf(tx: Tx, memberId: string): Promise<Progress[]> {
  const courses = await findCourses(tx, memberId);
  const steps = await findSteps(tx, memberId);
  const isMuted = (await requireMember(tx, memberId)).mutes.includes(lessonPrompt.name);
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
export async function goOn(tx: Tx, memberId: string, track: Track): Promise<void> {
  await requireMember(tx, memberId);
  await setMute(tx, memberId, lessonPrompt.name, false);
  for (const other of tracks) await halt(tx, memberId, other);
  const own = lessons().filter((l) => l.track === track);
  if (!nextLesson(own, track, await findSteps(tx, memberId)))
    await dropSkipped(
      tx,
      memberId,
      own.map((l) => l.id),
    );
  await send(tx, memberId, await goCourse(tx, memberId, track), 'asked for');
  await showAll(tx, memberId, track);
}

/** No more lessons of this track until the member goes on. */
export async function stopLessons(tx: Tx, memberId: string, track: Track): Promise<void> {
  await halt(tx, memberId, track);
  tx.touch(memberId);
}

async function halt(tx: Tx, memberId: string, track: Track): Promise<void> {
  if (!(await stopCourse(tx, memberId, track))) return;
  const next = nextLesson(lessons(), track, await findSteps(tx, memberId));
  if (next) await cancelPrompts(tx, groupOf(memberId, next.id));
  await showAll(tx, memberId, track);
}

/** Each lesson that was sent says whether more of them come. */
async function showAll(tx: Tx, memberId: string, track: Track): Promise<void> {
  for (const { id } of lessons().filter((one) => one.track === track)) await refreshPrompts(tx, groupOf(memberId, id));
}

/** Queues the lesson that is next in this course, if there is one. */
async function send(tx: Tx, memberId: string, course: Course, dueAt: Temporal.Instant | 'asked for'): Promise<void> {
  const next = nextLesson(lessons(), course.track, await findSteps(tx, memberId));
  if (!next) return;
  const isAskedFor = dueAt === 'asked for';
  const sending = { memberId, lessonId: next.id, send: course.sends, isReminder: false, isAskedFor };
  await queue(tx, sending, isAskedFor ? tx.now : dueAt);
}

type Sending = z.infer<typeof lessonPrompt.payload>;

async function queue(tx: Tx, sending: Sending, dueAt: Temporal.Instant): Promise<void> {
  const { memberId, lessonId, send, isReminder } = sending;
  const group = groupOf(memberId, lessonId);
  const key = `${group}:${send}${isReminder ? ':reminder' : ''}`;
  const expiresAt = dueAt.add({ hours: 24 * WORTH_SENDING_DAYS });
  await queuePrompt(tx, lessonPrompt, sending, { memberId, key, dueAt, expiresAt, group });
  tx.touch(memberId);
}

/** Plans the one reminder; called when a lesson is said, so that it counts from then. */
export async function planReminder(tx: Tx, sending: Sending): Promise<void> {
  const member = await requireMember(tx, sending.memberId);
  await queue(tx, { ...sending, isReminder: true, isAskedFor: false }, remindAt(member, tx.now));
}

/** An answer to a lesson's question; the next lesson comes on the next working day. @throws UserError when it is behind them. */
export function answerLesson(tx: Tx, memberId: string, lessonId: string, choice: number): Promise<void> {
  return putBehind(tx, memberId, { lessonId, state: 'answered', choice });
}

/** Leaves a lesson out. @throws UserError when it is behind them. */
export function skipLesson(tx: Tx, memberId: string, lessonId: string): Promise<void> {
  return putBehind(tx, memberId, { lessonId, state: 'skipped', choice: undefined });
}

async function putBehind(tx: Tx, memberId: string, step: Step): Promise<void> {
  const found = lessons().find(({ id }) => id === step.lessonId);
  if (!found) throw new UserError('That lesson is no longer there. `/mentor lessons` shows those that are.');
  const course = (await findCourses(tx, memberId)).find(({ track }) => track === found.track);
  if (!course) throw new UserError('You have not begun these lessons. `/mentor lessons` shows them all.');
  if (!(await insertStep(tx, memberId, step)))
    throw new UserError('That lesson is behind you already. `/mentor lessons` shows where you are.');
  await cancelPrompts(tx, groupOf(memberId, found.id));
  await showAll(tx, memberId, found.track);
  tx.touch(memberId);
  const { state, ...rest } = course;
  if (state !== 'going') return;
  await send(tx, memberId, { state, ...rest }, nextLessonAt(await requireMember(tx, memberId), tx.now));
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
export async function shownNow(tx: Tx, memberId: string, lessonId: string): Promise<Shown | undefined> {
  const found = lessons().find(({ id }) => id === lessonId);
  if (!found) return undefined;
  const own = lessons().filter(({ track }) => track === found.track);
  const steps = await findSteps(tx, memberId);
  const course = (await findCourses(tx, memberId)).find(({ track }) => track === found.track);
  return {
    lesson: found,
    number: own.indexOf(found) + 1,
    of: own.length,
    step: steps.find((step) => step.lessonId === lessonId),
    isGoing: course?.state === 'going' && !(await requireMember(tx, memberId)).mutes.includes(lessonPrompt.name),
    isLast: nextLesson(own, found.track, steps) === undefined,
  };
}

/** Whether a member stands before their first session in this role and has not begun its lessons. */
export async function isBeforeFirst(tx: Tx, memberId: string, track: Track): Promise<boolean> {
  if ((await findCourses(tx, memberId)).some((course) => course.track === track)) return false;
  const begun = await sessionsOf(tx, memberId, ['running', 'ended']);
  return !begun.some(
    (session) => (session.state === 'running' || session.heldAt) && roleOf(session, memberId) === track,
  );
}

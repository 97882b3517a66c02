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
  nextLessonAt,
  type Occasion,
  type Progress,
  progressIn,
  remindAt,
  type Step,
  type Track,
  tracks,
} from '../rules.ts';
import { dropSkipped, findCourses, goCourse, insertStep, standAt, stopCourse } from '../store/index.ts';
import { lessons } from './lesson-files.ts';
import { nextOn, pathOf, pathsOf } from './path.ts';

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

/** Where a member is in both tracks, with the lesson that comes next. */
export async function progressOf(tx: Tx, memberId: string): Promise<Progress[]> {
  const isMuted = await hasMuted(tx, memberId);
  const all: Progress[] = [];
  for (const path of Object.values(await pathsOf(tx, memberId)))
    all.push(progressIn(path, isMuted, (await nextOn(tx, memberId, path))?.lesson));
  return all;
}

/** The same without looking for what comes next, which takes a look at their talks. */
export async function progressInHome(tx: Tx, memberId: string): Promise<Progress[]> {
  const isMuted = await hasMuted(tx, memberId);
  return Object.values(await pathsOf(tx, memberId)).map((path) => progressIn(path, isMuted));
}

const hasMuted = async (tx: Tx, memberId: string) =>
  (await requireMember(tx, memberId)).mutes.includes(lessonPrompt.name);

/**
 * Begins a track, or goes on with it: the next lesson, or the one with this id, comes as soon as it may. The other track
 * waits meanwhile. @throws UserError when that lesson is not there, or behind them.
 */
export async function goOn(tx: Tx, memberId: string, track: Track, lessonId?: string): Promise<void> {
  await requireMember(tx, memberId);
  await setMute(tx, memberId, lessonPrompt.name, false);
  for (const other of tracks) await halt(tx, memberId, other);
  const { own, ahead } = await pathOf(tx, memberId, track);
  if (ahead.length === 0)
    await dropSkipped(
      tx,
      memberId,
      own.map((l) => l.id),
    );
  const course = await goCourse(tx, memberId, track);
  if (lessonId !== undefined) {
    if (!ahead.some(({ id }) => id === lessonId)) throw new UserError(BEHIND);
    await standAt(tx, memberId, track, lessonId);
  }
  await send(tx, memberId, course, 'asked for');
  await showAll(tx, memberId, track);
}

/** This lesson comes next, as soon as it may, whatever would have come. @throws UserError when it is not there, or behind them. */
export async function takeLesson(tx: Tx, memberId: string, lessonId: string): Promise<void> {
  const found = lessons().find(({ id }) => id === lessonId);
  if (!found) throw new UserError(GONE);
  await goOn(tx, memberId, found.track, lessonId);
}

/** No more lessons of this track until the member goes on. */
export async function stopLessons(tx: Tx, memberId: string, track: Track): Promise<void> {
  await halt(tx, memberId, track);
  tx.touch(memberId);
}

async function halt(tx: Tx, memberId: string, track: Track): Promise<void> {
  if (!(await stopCourse(tx, memberId, track))) return;
  for (const { id } of lessonsFor(track)) await cancelPrompts(tx, groupOf(memberId, id));
  await showAll(tx, memberId, track);
}

const lessonsFor = (track: Track) => lessons().filter((one) => one.track === track);

/** Each lesson that was sent says whether more of them come. */
async function showAll(tx: Tx, memberId: string, track: Track): Promise<void> {
  for (const { id } of lessonsFor(track)) await refreshPrompts(tx, groupOf(memberId, id));
}

/** Queues the lesson that is next in this course, if there is one. */
async function send(tx: Tx, memberId: string, course: Course, dueAt: Temporal.Instant | 'asked for'): Promise<void> {
  const next = await nextOn(tx, memberId, await pathOf(tx, memberId, course.track));
  if (!next) return;
  await standAt(tx, memberId, course.track, next.lesson.id, next.because);
  const isAskedFor = dueAt === 'asked for';
  const sending = { memberId, lessonId: next.lesson.id, send: course.sends, isReminder: false, isAskedFor };
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

const GONE = 'That lesson is no longer there. `/mentor lessons` shows those that are.';
const BEHIND = 'That lesson is behind you already. `/mentor lessons` shows where you are.';

async function putBehind(tx: Tx, memberId: string, step: Step): Promise<void> {
  const found = lessons().find(({ id }) => id === step.lessonId);
  if (!found) throw new UserError(GONE);
  const course = (await findCourses(tx, memberId)).find(({ track }) => track === found.track);
  if (!course) throw new UserError('You haven’t begun these lessons. `/mentor lessons` shows them all.');
  if (!(await insertStep(tx, memberId, step))) throw new UserError(BEHIND);
  await cancelPrompts(tx, groupOf(memberId, found.id));
  await showAll(tx, memberId, found.track);
  tx.touch(memberId);
  // Another one than they stand at changes nothing about which comes next, or when.
  if (course.state !== 'going' || (course.lessonId ?? step.lessonId) !== step.lessonId) return;
  await send(tx, memberId, course, nextLessonAt(await requireMember(tx, memberId), tx.now));
}

export type Shown = {
  lesson: Lesson;
  /** From 1. */
  number: number;
  of: number;
  step: Step | undefined;
  /** What brought it forward. */
  because: Occasion | undefined;
  isGoing: boolean;
  /** No other lesson of the track comes after it. */
  isLast: boolean;
};

/** What a lesson's message shows now, or undefined when the lesson is gone. */
export async function shownNow(tx: Tx, memberId: string, lessonId: string): Promise<Shown | undefined> {
  const found = lessons().find(({ id }) => id === lessonId);
  if (!found) return undefined;
  const { own, steps, course, ahead } = await pathOf(tx, memberId, found.track);
  const place = steps.findIndex((step) => step.lessonId === lessonId);
  return {
    lesson: found,
    number: (place < 0 ? steps.length : place) + 1,
    of: own.length,
    step: steps[place],
    because: course?.lessonId === lessonId ? course.because : undefined,
    isGoing: course?.state === 'going' && !(await hasMuted(tx, memberId)),
    isLast: ahead.length === 0,
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

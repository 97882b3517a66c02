import { addWorkingDays, atLocal, nextWorkingMorning, type Schedule } from '../members/rules/index.ts';
import type { SessionEnding } from '../sessions/rules/index.ts';

/** Whom a lesson is for: the one who asks, or the one who helps. */
export const tracks = ['mentee', 'mentor'] as const;
export type Track = (typeof tracks)[number];

/** What can come up in somebody's talks, and brings forward the lesson about it. */
export const occasions = ['no next step', 'time ran out', 'handed back', 'far apart', 'other department'] as const;
export type Occasion = (typeof occasions)[number];

export type Lesson = {
  /** Name of its file without the ending. */
  id: string;
  track: Track;
  /** What brings it forward. */
  when?: Occasion | undefined;
  title: string;
  idea: string;
  example: string;
  today: string;
  ask: string;
  answers: { say: string; reply: string; isGood: boolean }[];
  /** Where the idea comes from, where it comes from research. */
  source?: string | undefined;
};

/** What a member did with one lesson. `choice` is the number of the answer, from 0. */
export type Step = { lessonId: string; state: 'answered' | 'skipped'; choice: number | undefined };

/** A member's way through the lessons of one track. */
export type Course = {
  track: Track;
  state: 'going' | 'stopped';
  /** How often a lesson was asked for: names one sending. */
  sends: number;
  /** The lesson that they stand at, and what brought it forward; undefined before the first. */
  lessonId: string | undefined;
  because: Occasion | undefined;
};

/** Where somebody is in one track: `own` = its lessons, `steps` = theirs, the earliest first. */
export type Standing = {
  own: Lesson[];
  track: Track;
  course: Course | undefined;
  steps: Step[];
  next: Lesson | undefined;
  isMuted: boolean;
};

export type Progress = {
  track: Track;
  /** `stopped` = by them, by starting the other track, or by muting lessons. */
  state: 'new' | 'going' | 'stopped' | 'done';
  /** Those behind them in the order in which they took them, then the next, then the others. */
  lessons: { id: string; title: string; state: 'answered' | 'skipped' | 'next' | 'ahead' }[];
};

/** Lessons of a track that are not behind somebody, in the order of the files. */
export function lessonsAhead(lessons: Lesson[], track: Track, steps: Step[]): Lesson[] {
  const behind = new Set(steps.map((step) => step.lessonId));
  return lessons.filter((lesson) => lesson.track === track && !behind.has(lesson.id));
}

/**
 * The lesson that comes next: the one that they stand at, else one about what came up in their talks, else the first in
 * the order of the files. Undefined when all are behind them.
 */
export function nextLesson(
  ahead: Lesson[],
  course: Pick<Course, 'lessonId' | 'because'> | undefined,
  cameUp: Occasion[],
): { lesson: Lesson; because: Occasion | undefined } | undefined {
  const current = ahead.find(({ id }) => id === course?.lessonId);
  if (current) return { lesson: current, because: course?.because };
  const about = cameUp.flatMap((because) => ahead.filter(({ when }) => when === because)).at(0);
  const lesson = about ?? ahead.at(0);
  return lesson && { lesson, because: about?.when };
}

/** What is known of a session of theirs that is over, for what came up in it. */
export type TalkPast = {
  ending: SessionEnding | undefined;
  isHeld: boolean;
  hasRecap: boolean;
  nextSteps: number;
  /** Hours between their clocks at the end of it. */
  hoursApart: number;
  /** Both named a department, and not the same. */
  isOtherDepartment: boolean;
};

/** Hours between two people's clocks from which on their days hardly overlap enough for a quick word. */
const FAR_APART = 3;

/** What came up in somebody's talks in one role, the newest first. */
export function cameUpIn(talks: TalkPast[]): Occasion[] {
  return [...new Set(talks.flatMap(occasionsOf))];
}

function occasionsOf(talk: TalkPast): Occasion[] {
  if (!talk.isHeld) return talk.ending === 'handed back' ? ['handed back'] : [];
  return [
    ...(talk.ending === 'time ran out' && !talk.hasRecap ? (['time ran out'] as const) : []),
    ...(talk.nextSteps === 0 ? (['no next step'] as const) : []),
    ...(talk.hoursApart >= FAR_APART ? (['far apart'] as const) : []),
    ...(talk.isOtherDepartment ? (['other department'] as const) : []),
  ];
}

export function progressIn({ own, track, course, steps, next, isMuted }: Standing): Progress {
  const inOrder = steps.flatMap(({ lessonId, state }) => {
    const lesson = own.find(({ id }) => id === lessonId);
    return lesson ? [{ id: lesson.id, title: lesson.title, state }] : [];
  });
  const ahead = lessonsAhead(own, track, steps).toSorted(
    (a, b) => Number(b.id === next?.id) - Number(a.id === next?.id),
  );
  const rest = ahead.map(({ id, title }) => ({
    id,
    title,
    state: id === next?.id ? ('next' as const) : ('ahead' as const),
  }));
  const going = course?.state === 'going' && !isMuted ? 'going' : 'stopped';
  return { track, state: next ? (course ? going : 'new') : 'done', lessons: [...inOrder, ...rest] };
}

/** Local time at which lessons come, and working days after which an unanswered one is mentioned once more. */
const MORNING = '09:30';
const REMIND_AFTER = 3;

/** When the lesson after this one comes. */
export function nextLessonAt(schedule: Schedule, now: Temporal.Instant): Temporal.Instant {
  return nextWorkingMorning(schedule, now, MORNING);
}

/** When an unanswered lesson is mentioned once more; after that it rests. */
export function remindAt(schedule: Schedule, sent: Temporal.Instant): Temporal.Instant {
  return atLocal(schedule, addWorkingDays(schedule, sent, REMIND_AFTER), MORNING);
}

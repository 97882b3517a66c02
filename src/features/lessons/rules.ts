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

/**
 * A member's way through one track: `own` = its lessons, `steps` = what they did, the earliest first, `ahead` = the others
 * in the order of the files.
 */
export type Path = { track: Track; own: Lesson[]; course: Course | undefined; steps: Step[]; ahead: Lesson[] };

export type Progress = {
  track: Track;
  /** `stopped` = by them, by starting the other track, or by muting lessons. */
  state: 'new' | 'going' | 'stopped' | 'done';
  /** Those behind them in the order in which they took them, then the next, then the others. */
  lessons: { id: string; title: string; state: 'answered' | 'skipped' | 'next' | 'ahead' }[];
};

/** The way of somebody with these courses and steps through a track, out of the lessons of all. */
export function pathIn(lessons: Lesson[], track: Track, courses: Course[], taken: Step[]): Path {
  const own = lessons.filter((lesson) => lesson.track === track);
  const steps = taken.filter(({ lessonId }) => own.some(({ id }) => id === lessonId));
  const ahead = own.filter(({ id }) => !steps.some(({ lessonId }) => lessonId === id));
  return { track, own, course: courses.find((course) => course.track === track), steps, ahead };
}

/** The lesson that they stand at, with what brought it forward; undefined when it is behind them, or none was sent. */
export function currentOn({ course, ahead }: Path): Next | undefined {
  const lesson = ahead.find(({ id }) => id === course?.lessonId);
  return lesson && { lesson, because: course?.because };
}

export type Next = { lesson: Lesson; because: Occasion | undefined };

/** The first lesson ahead about what came up in their talks, else the first of all; undefined when all are behind them. */
export function nextAhead(ahead: Lesson[], cameUp: Occasion[]): Next | undefined {
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

/** @param next the lesson that comes next, where it matters which. */
export function progressIn({ track, own, course, steps, ahead }: Path, isMuted: boolean, next?: Lesson): Progress {
  const titled = ({ id, title }: Lesson, state: Progress['lessons'][number]['state']) => ({ id, title, state });
  const behind = steps.flatMap(({ lessonId, state }) =>
    own.filter(({ id }) => id === lessonId).map((lesson) => titled(lesson, state)),
  );
  const later = ahead.filter((lesson) => lesson !== next).map((lesson) => titled(lesson, 'ahead'));
  const going = course?.state === 'going' && !isMuted ? 'going' : 'stopped';
  const state = ahead.length === 0 ? 'done' : course ? going : 'new';
  return { track, state, lessons: [...behind, ...(next ? [titled(next, 'next')] : []), ...later] };
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

import type { Tx } from '../../../database/transaction.ts';
import type { Member } from '../../members/rules/index.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { partnerOf, roleOf, type Session } from '../../sessions/rules/index.ts';
import { agreedIn, sessionsOf } from '../../sessions/service/index.ts';
import {
  type Course,
  cameUpIn,
  type Lesson,
  lessonsAhead,
  nextLesson,
  type Occasion,
  type Step,
  type TalkPast,
  type Track,
} from '../rules.ts';
import { findCourses, findSteps } from '../store/index.ts';
import { lessons } from './lesson-files.ts';

/** Talks that are looked at for what came up: what was long ago says little about now. */
const LATEST = 5;
const MS_PER_HOUR = 3_600_000;

/** A member's way through one track: what is behind them, and what comes next. */
export type Path = {
  own: Lesson[];
  course: Course | undefined;
  steps: Step[];
  next: { lesson: Lesson; because: Occasion | undefined } | undefined;
};

export async function pathOf(tx: Tx, memberId: string, track: Track): Promise<Path> {
  const own = lessons().filter((lesson) => lesson.track === track);
  const course = (await findCourses(tx, memberId)).find((one) => one.track === track);
  const steps = (await findSteps(tx, memberId)).filter(({ lessonId }) => own.some(({ id }) => id === lessonId));
  const ahead = lessonsAhead(own, track, steps);
  const isKnown = ahead.length === 0 || ahead.some(({ id }) => id === course?.lessonId);
  const cameUp = isKnown ? [] : cameUpIn(await talksIn(tx, memberId, track));
  return { own, course, steps, next: nextLesson(ahead, course, cameUp) };
}

/** The latest talks of a member in one role that are over. */
async function talksIn(tx: Tx, memberId: string, track: Track): Promise<TalkPast[]> {
  const over = await sessionsOf(tx, memberId, ['ended']);
  const latest = over.filter((session) => roleOf(session, memberId) === track).slice(0, LATEST);
  const own = await requireMember(tx, memberId);
  const partners = await getMembers(
    tx,
    latest.map((session) => partnerOf(session, memberId)),
  );
  const talks: TalkPast[] = [];
  for (const session of latest)
    talks.push(await talkWith(tx, session, own, partners.get(partnerOf(session, memberId))));
  return talks;
}

async function talkWith(tx: Tx, session: Session, own: Member, partner: Member | undefined): Promise<TalkPast> {
  const at = session.endedAt ?? session.createdAt;
  const hours = (zone: string) => at.toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000 / MS_PER_HOUR;
  const departments = [own.department, partner?.department ?? ''];
  return {
    ending: session.ending,
    isHeld: session.heldAt !== undefined,
    hasRecap: session.recaps.length > 0,
    nextSteps: (await agreedIn(tx, session.id)).length,
    hoursApart: partner ? Math.abs(hours(own.zone) - hours(partner.zone)) : 0,
    isOtherDepartment: departments.every((name) => name !== '') && new Set(departments).size === 2,
  };
}

import type { Tx } from '../../../database/transaction.ts';
import type { Member } from '../../members/rules/index.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { partnerOf, roleOf, type Session } from '../../sessions/rules/index.ts';
import { agreedIn, sessionsOf } from '../../sessions/service/index.ts';
import { cameUpIn, currentOn, type Next, nextAhead, type Path, pathIn, type TalkPast, type Track } from '../rules.ts';
import { findCourses, findSteps } from '../store/index.ts';
import { lessons } from './lesson-files.ts';

/** Talks that are looked at for what came up: what was long ago says little about now. */
const LATEST = 5;
const MS_PER_HOUR = 3_600_000;

/** A member's ways through both tracks. */
export async function pathsOf(tx: Tx, memberId: string): Promise<Record<Track, Path>> {
  const [courses, steps] = [await findCourses(tx, memberId), await findSteps(tx, memberId)];
  const through = (track: Track) => pathIn(lessons(), track, courses, steps);
  return { mentee: through('mentee'), mentor: through('mentor') };
}

export async function pathOf(tx: Tx, memberId: string, track: Track): Promise<Path> {
  return (await pathsOf(tx, memberId))[track];
}

/** The lesson that comes next: the one that they stand at, else one about what came up in their talks, else the first. */
export async function nextOn(tx: Tx, memberId: string, path: Path): Promise<Next | undefined> {
  const current = currentOn(path);
  if (current || path.ahead.length === 0) return current;
  return nextAhead(path.ahead, cameUpIn(await talksIn(tx, memberId, path.track)));
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

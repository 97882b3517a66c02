import { isBefore, later } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { nextWorkingMoment } from '../../members/rules.ts';
import { requireMember } from '../../members/service.ts';
import { countForAll, whenAllCan } from '../../prompts/service/readers.ts';
import { partnerOf, type Session } from '../rules.ts';

/** Minutes for which somebody who did something counts as being there. */
const STILL_THERE = 5;
/** Minutes after which it is looked at again, where no moment suits both: they may agree on a time meanwhile. */
const LOOK_AGAIN = 60;

const isFresh = (work: Work, at: Temporal.Instant | undefined) =>
  at !== undefined && isBefore(work.now, at.add({ minutes: STILL_THERE }));

/**
 * When something may be said in the conversation, which notifies both: at once while they talk or are about to, as they
 * agreed; else when both are at work and on no break. undefined = no such moment comes within a week.
 * @param by who just did what it is about.
 */
export async function whenSayable(work: Work, session: Session, by?: string): Promise<Temporal.Instant | undefined> {
  const { state, startedAt, endedAt, mentorId, menteeId } = session;
  if (state === 'running' || state === 'open') return work.now;
  if (state === 'ended' && startedAt && isFresh(work, endedAt)) return work.now;
  return whenAllCan(
    work,
    [mentorId, menteeId].filter((id) => id !== by),
  );
}

/** When the card may be posted. Who said yes a moment ago is there; at an agreed time it comes whatever their hours. */
export async function whenCard(work: Work, session: Session): Promise<Temporal.Instant> {
  const { createdAt, plannedFor, menteeId, mentorId } = session;
  const saidYes = plannedFor ? menteeId : mentorId;
  const at = await whenSayable(work, session, isFresh(work, createdAt) ? saidYes : undefined);
  const next = at ?? work.now.add({ minutes: LOOK_AGAIN });
  return plannedFor && isBefore(plannedFor, next) ? later(plannedFor, work.now) : next;
}

/** When the recap may be posted: where no moment suits both, when the one who did not write it is at work. */
export async function whenRecap(work: Work, session: Session): Promise<Temporal.Instant> {
  const author = session.recaps.at(-1)?.authorId;
  const at = await whenSayable(work, session, author);
  const reader = await requireMember(work, partnerOf(session, author ?? session.mentorId));
  return at ?? nextWorkingMoment(reader, work.now);
}

/** Counts what is said outside a talk against the day of its readers. */
export async function countReaders(work: Work, session: Session, kind: string, jobId: string, by?: string) {
  if (session.state === 'running') return;
  const readers = [session.mentorId, session.menteeId].filter((id) => id !== by);
  await countForAll(work, readers, kind, jobId);
}

import type { Tx } from '../../../database/transaction.ts';
import { requireMember } from '../../members/service.ts';
import { isMissed } from '../rules/card.ts';
import type { Line, Session } from '../rules/index.ts';
import { afterWorkingDays } from '../rules/timetable.ts';
import { endSession } from './ending.ts';
import { queueNews, setTimer, type Tidings, tellBoth } from './queue.ts';

/** What of the lines in a thread is told by direct message, to each in their hours, where it would disturb somebody. */
const instead: Partial<Record<Line, Tidings>> = {
  'picked a time': 'picked a time',
  rebook: 'nobody came',
  added: 'added',
};

/** Tells these by direct message what cannot be said in the thread now. */
export async function tellApart(tx: Tx, session: Session, line: Line, readers: string[]): Promise<void> {
  const what = instead[line];
  if (what) for (const memberId of readers) await queueNews(tx, session, memberId, what);
}

/** No moment suits both, so no card comes until they agree on a time: each is asked for one, in their own hours. */
export async function askBothForATime(tx: Tx, session: Session): Promise<void> {
  if (session.state !== 'planned' || session.plannedFor) return;
  await tellBoth(tx, session, 'agree on a time');
  const mentee = await requireMember(tx, session.menteeId);
  await setTimer(tx, session, 'forget', afterWorkingDays(mentee, tx.now, 2), { isOnce: true });
}

/** The agreed time passed while nothing could be said of it. Whether they talked all the same is theirs to say. */
export async function missed(tx: Tx, session: Session): Promise<void> {
  const ended = await endSession(tx, session, 'nobody came');
  await tellBoth(tx, ended, 'missed');
}

/** Ends a session whose card could not come before the agreed time was over. @returns whether it did. */
export async function endIfMissed(tx: Tx, session: Session): Promise<boolean> {
  if (session.place || session.state === 'ended' || !isMissed(session, tx.now)) return false;
  await missed(tx, session);
  return true;
}

import { isFormer } from '../../../database/personal-data.ts';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { contactsOf } from '../../care/service/index.ts';
import { suspendedFor } from '../../requests/service/index.ts';
import type { Concern } from '../rules.ts';
import { concernsToRead, type Event, eventsOf, findConcern } from '../store.ts';
import { type Matter, matterOf } from './about.ts';
import { isSuspendedBy, maySee } from './acts.ts';
import { type Blocked, blockedBy } from './blocking.ts';
import { isReader } from './readers.ts';

/** A report as its readers see it: no more than whoever reported chose to tell. */
export type ReaderShown = {
  concern: Pick<Concern, 'id' | 'kind' | 'words' | 'createdAt' | 'readAt' | 'closedAt'>;
  /** Undefined where they would rather not be named. */
  fromId: string | undefined;
  /** 'quiet' = who had asked quietly; undefined = nobody in particular. */
  whom: { id: string } | 'quiet' | undefined;
  /** What it is about; topic and words only where they may be read. */
  matter: Pick<Matter, 'kind' | 'topic' | 'words'> | undefined;
  isSuspended: boolean;
  canSuspend: boolean;
};

async function shownOf(tx: Tx, concern: Concern): Promise<ReaderShown> {
  const { about, reporterId, reportedId, isQuiet, isNamed, showsContent } = concern;
  const matter = about && (await matterOf(tx, reporterId, about));
  const { id, kind, words, createdAt, readAt, closedAt } = concern;
  return {
    concern: { id, kind, words, createdAt, readAt, closedAt },
    fromId: isNamed ? reporterId : undefined,
    whom: reportedId === undefined ? undefined : isQuiet && !isFormer(reportedId) ? 'quiet' : { id: reportedId },
    matter: matter && (showsContent ? matter : { kind: matter.kind, topic: undefined, words: [] }),
    isSuspended: await isSuspendedBy(tx, id),
    canSuspend: reportedId !== undefined && !isFormer(reportedId),
  };
}

/** A report as it is now, for whoever reads it; undefined when it is gone, or not for them. */
export async function shownTo(tx: Tx, id: string, readerId: string): Promise<ReaderShown | undefined> {
  const concern = await findConcern(tx, id);
  return concern && (await maySee(tx, concern, readerId)) ? shownOf(tx, concern) : undefined;
}

/** Reports that the list shows. */
const MOST_LISTED = 20;

/** Those that are open, or hold up somebody's quiet asks. @throws UserError to whoever does not read reports. */
export async function listFor(tx: Tx, by: string): Promise<ReaderShown[]> {
  if (!(await isReader(tx, by)))
    throw new UserError('Only the people who read reports can open that. `/mentor report` reports something.');
  const listed: ReaderShown[] = [];
  for (const concern of await concernsToRead(tx, await suspendedFor(tx), MOST_LISTED))
    if (await maySee(tx, concern, by)) listed.push(await shownOf(tx, concern));
  return listed;
}

export type Detail = ReaderShown & { trail: Event[] };

/** One with everything that took place. @throws UserError when it is not there for them. */
export async function detailFor(tx: Tx, id: string, by: string): Promise<Detail> {
  const shown = await shownTo(tx, id, by);
  if (!shown) throw new UserError('This report isn’t here for you. `/mentor concerns` shows those that are.');
  return { ...shown, trail: await eventsOf(tx, id) };
}

/** The reporter's own view of it. */
export type ReceiptShown = {
  concern: Pick<Concern, 'id' | 'kind' | 'createdAt'>;
  state: 'on its way' | 'read' | 'closed' | 'lost';
  blocked: Blocked;
  contacts: string[];
};

export async function receiptOf(tx: Tx, id: string): Promise<(ReceiptShown & { concern: Concern }) | undefined> {
  const concern = await findConcern(tx, id);
  if (!concern) return undefined;
  const { readAt, closedAt, lostAt } = concern;
  const state = closedAt ? 'closed' : readAt ? 'read' : lostAt ? 'lost' : 'on its way';
  return { concern, state, blocked: await blockedBy(tx, concern), contacts: await contactsOf(tx) };
}

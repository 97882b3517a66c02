import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, isBefore, iso } from '../../../time.ts';
import { type Departure, isTooMany } from '../rules/departure.ts';
import { clearSaidGone, countMissing, departureNow, saidGone, setDeparture, unseenSince } from '../store/departures.ts';
import { updateMember } from '../store/index.ts';
import { ownersOnly, touchOwners } from './owners.ts';
import { learnJob } from './people.ts';

/** Goes on with the departures of a reading that began at `since`, from an id on. */
export const departDueJob = jobKind('members.depart', z.object({ since: z.string(), after: z.string() }));

/** People who are closed off in one transaction: some 5 ms of work, so that nobody waits for an acknowledgement. */
const AT_ONCE = 10;
/** Days for which the owners are not asked once more (ours). */
const ASKED_DAYS = 7;

/**
 * The directory was read to its end. Whoever it called deactivated leaves; whoever it did not name is asked about one by
 * one. When that would be a good part of the workspace, nobody leaves before an owner has confirmed it.
 * @param since when the first page was read, ISO.
 */
export async function settleReading(tx: Tx, since: string): Promise<void> {
  const { missing, all } = await countMissing(tx, since);
  const known = await departureNow(tx);
  if (isTooMany(missing, all)) return askOwners(tx, known, { since, people: missing, of: all });
  if (known?.state === 'asked') await settle(tx, { ...known, state: 'settled' });
  if (missing > 0) await enqueue(tx, departDueJob, { since, after: '' }, { key: `${departDueJob.name}:${since}` });
}

async function askOwners(tx: Tx, known: Departure | undefined, now: Pick<Departure, 'since' | 'people' | 'of'>) {
  const isFresh = known && isBefore(tx.now, instant(known.at).add({ hours: 24 * ASKED_DAYS }));
  if (isFresh && known.state === 'refused') return clearSaidGone(tx);
  if (isFresh && known.state === 'asked') return settle(tx, { ...known, ...now });
  const asked: Departure = { ...now, id: now.since, state: 'asked', at: iso(tx.now) };
  await setDeparture(tx, asked);
  await publish(tx, { departureAsked: { departureId: asked.id } });
  await touchOwners(tx);
}

async function settle(tx: Tx, departure: Departure): Promise<void> {
  await setDeparture(tx, departure);
  await publish(tx, { departureChanged: { departureId: departure.id } });
  await touchOwners(tx);
}

/** Whether owners are asked about people who seem to have left. */
export const departureWaits = async (tx: Tx) => (await departureNow(tx))?.state === 'asked';

/** The question of this id to the owners, or undefined when there is none any more. */
export async function departureOf(tx: Tx, id: string): Promise<Departure | undefined> {
  const departure = await departureNow(tx);
  return departure?.id === id ? departure : undefined;
}

/** An owner says whether they have left. @throws UserError when they are no owner, or it is decided. */
export async function decideDeparture(tx: Tx, id: string, by: string, isTrue: boolean): Promise<void> {
  await ownersOnly(tx, by);
  const departure = await departureOf(tx, id);
  if (departure?.state !== 'asked') {
    throw new UserError('That is decided already, or the member list is complete again. Nothing more to do.');
  }
  if (isTrue) {
    const { since } = departure;
    await enqueue(tx, departDueJob, { since, after: '' }, { key: `${departDueJob.name}:${since}:confirmed` });
  } else await clearSaidGone(tx);
  await settle(tx, { ...departure, state: isTrue ? 'confirmed' : 'refused', at: iso(tx.now) });
}

/** Lets some people leave: those of whom Slack said so. Of those whom it did not name, it is asked one by one. */
export async function departSome(tx: Tx, since: string, after: string): Promise<void> {
  const gone = await saidGone(tx, after, AT_ONCE);
  for (const id of gone) await depart(tx, id);
  const unseen = await unseenSince(tx, since, after, AT_ONCE);
  for (const memberId of unseen)
    await enqueue(tx, learnJob, { memberId }, { key: `${learnJob.name}:${memberId}:${since}` });
  // The next ones come after the smallest of the last: whoever is above it and was dealt with is not found again.
  const lasts = [gone, unseen].filter((ids) => ids.length === AT_ONCE).map((ids) => ids.at(-1)!);
  const [next] = lasts.sort();
  if (next !== undefined)
    await enqueue(tx, departDueJob, { since, after: next }, { key: `${departDueJob.name}:${since}:${next}` });
}

/** Somebody has left the workspace: nobody asks them any more, and what they were part of is closed. */
export async function depart(tx: Tx, id: string): Promise<void> {
  await updateMember(tx, id, { is_deactivated: 1, said_gone_at: null, left_at: iso(tx.now) });
  await publish(tx, { memberLeft: { memberId: id } });
}

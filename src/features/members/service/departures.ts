import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, isBefore, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { type Departure, isTooMany } from '../rules/departure.ts';
import { clearSaidGone, countMissing, departureNow, saidGone, setDeparture, unseenSince } from '../store/departures.ts';
import { updateMember } from '../store.ts';
import { ownersOnly } from './owners.ts';
import { learn } from './people.ts';

/** Goes on with the departures of a reading that began at `since`, from an id on. */
export const departDue = jobKind('members.depart', z.object({ since: z.string(), after: z.string() }));

/** People who are closed off in one transaction: some 5 ms of work, so that nobody waits for an acknowledgement. */
const AT_ONCE = 10;
/** Days for which the owners are not asked once more (ours). */
const ASKED_DAYS = 7;

/**
 * The directory was read to its end. Whoever it called deactivated leaves; whoever it did not name is asked about one by
 * one. When that would be a good part of the workspace, nobody leaves before an owner has confirmed it.
 * @param since when the first page was read, ISO.
 */
export async function settleReading(work: Work, since: string): Promise<void> {
  const { missing, all } = await countMissing(work, since);
  const known = await departureNow(work);
  if (isTooMany(missing, all)) return askOwners(work, known, { since, people: missing, of: all });
  if (known?.state === 'asked') await settle(work, { ...known, state: 'settled' });
  if (missing > 0) await enqueue(work, departDue, { since, after: '' }, { key: `${departDue.name}:${since}` });
}

async function askOwners(work: Work, known: Departure | undefined, now: Pick<Departure, 'since' | 'people' | 'of'>) {
  const isFresh = known && isBefore(work.now, instant(known.at).add({ hours: 24 * ASKED_DAYS }));
  if (isFresh && known.state === 'refused') return clearSaidGone(work);
  if (isFresh && known.state === 'asked') return settle(work, { ...known, ...now });
  const asked: Departure = { ...now, id: now.since, state: 'asked', at: iso(work.now) };
  await setDeparture(work, asked);
  await publish(work, { departureAsked: { departureId: asked.id } });
}

async function settle(work: Work, departure: Departure): Promise<void> {
  await setDeparture(work, departure);
  await publish(work, { departureChanged: { departureId: departure.id } });
}

/** The question of this id to the owners, or undefined when there is none any more. */
export async function departureOf(work: Work, id: string): Promise<Departure | undefined> {
  const departure = await departureNow(work);
  return departure?.id === id ? departure : undefined;
}

/** An owner says whether they have left. @throws UserError when they are no owner, or it is decided. */
export async function decideDeparture(work: Work, id: string, by: string, isTrue: boolean): Promise<void> {
  await ownersOnly(work, by);
  const departure = await departureOf(work, id);
  if (departure?.state !== 'asked') {
    throw new UserError('That is decided already, or the member list is complete again. Nothing more to do.');
  }
  if (isTrue) {
    const { since } = departure;
    await enqueue(work, departDue, { since, after: '' }, { key: `${departDue.name}:${since}:confirmed` });
  } else await clearSaidGone(work);
  await settle(work, { ...departure, state: isTrue ? 'confirmed' : 'refused', at: iso(work.now) });
}

/** Lets some people leave: those of whom Slack said so. Of those whom it did not name, it is asked one by one. */
export async function departSome(work: Work, since: string, after: string): Promise<void> {
  const gone = await saidGone(work, after, AT_ONCE);
  for (const id of gone) await depart(work, id);
  const unseen = await unseenSince(work, since, after, AT_ONCE);
  for (const memberId of unseen)
    await enqueue(work, learn, { memberId }, { key: `${learn.name}:${memberId}:${since}` });
  // The next ones come after the smallest of the last: whoever is above it and was dealt with is not found again.
  const lasts = [gone, unseen].filter((ids) => ids.length === AT_ONCE).map((ids) => ids.at(-1)!);
  const [next] = lasts.sort();
  if (next !== undefined)
    await enqueue(work, departDue, { since, after: next }, { key: `${departDue.name}:${since}:${next}` });
}

/** Somebody has left the workspace: nobody asks them any more, and what they were part of is closed. */
export async function depart(work: Work, id: string): Promise<void> {
  await updateMember(work, id, { is_deactivated: 1, said_gone_at: null, left_at: iso(work.now) });
  await publish(work, { memberLeft: { memberId: id } });
}

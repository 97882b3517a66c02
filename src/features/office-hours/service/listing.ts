import type { Tx } from '../../../database/transaction.ts';
import { isBefore } from '../../../time.ts';
import { whyNotEligible } from '../../members/rules/index.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { eligibleOf } from '../../sessions/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { skillName } from '../../skills/service/index.ts';
import {
  type Booking,
  type Hours,
  isFor,
  isForAll,
  isNoHindrance,
  type Occurrence,
  occurrences,
  placesLeft,
} from '../rules/index.ts';
import { comingOf, leadersSince, takenSeats } from '../store/bookings.ts';
import { findHours, liveHours, liveHoursAbout, liveHoursOf } from '../store/index.ts';
import { datesAhead } from './places.ts';
import { mayCome } from './reach.ts';

/** Office hours that a list names at once, and that a search result offers. */
const MOST_LISTED = 10;
const MOST_FITTING = 2;
/** Days over which leaders who took part are counted: about a quarter. */
const LEADER_DAYS = 91;

export type Listed = {
  hours: Hours;
  isLeader: boolean;
  /** The next date on which the member can come; for the host, the next one. */
  next: Occurrence;
  /** Places left on it, and people who come. */
  left: number;
  coming: number;
  isOpenNow: boolean;
};

export type Kept = { booking: Booking; hostId: string; topic: string };

export type Overview = {
  /** Held by the member, with a place for them, and how many more there are. */
  own: Listed[];
  others: Listed[];
  more: number;
  kept: Kept[];
  /** Leaders who held office hours lately; undefined when the workspace has named none. */
  leaders: number | undefined;
};

/** What `/mentor hours` shows: what the member holds and has kept, and where they can come. */
export async function overviewOf(tx: Tx, memberId: string): Promise<Overview> {
  const all = await liveHours(tx);
  const others = await openFor(tx, memberId, all);
  const { leaderIds } = await getSettings(tx);
  const since = tx.now.subtract({ hours: 24 * LEADER_DAYS });
  return {
    ...(await mineOf(tx, memberId)),
    others: others.slice(0, MOST_LISTED),
    more: Math.max(0, others.length - MOST_LISTED),
    leaders: leaderIds.length > 0 ? await leadersSince(tx, since) : undefined,
  };
}

/** What a member holds and has kept, for their Home. */
export async function mineOf(tx: Tx, memberId: string): Promise<Pick<Overview, 'own' | 'kept'>> {
  const own = await listed(tx, await liveHoursOf(tx, memberId), (hours) => occurrences(hours, tx.now, 1));
  for (const one of own) one.coming = await comingTo(tx, one);
  const kept: Kept[] = [];
  for (const booking of await comingOf(tx, memberId)) {
    const hours = await findHours(tx, booking.hoursId);
    if (hours) kept.push({ booking, hostId: hours.hostId, topic: await skillName(tx, booking.skillId) });
  }
  return { own, kept };
}

/** Those who come to a date, as far as their words may reach the host. */
async function comingTo(tx: Tx, { hours, next }: Listed): Promise<number> {
  let coming = 0;
  for (const booking of await takenSeats(tx, [hours.id], next.date)) if (await mayCome(tx, hours, booking)) coming += 1;
  return coming;
}

/** Office hours about one of the skills in which the member can still get a place, the next first, `most` of them. */
export async function hoursFor(tx: Tx, skillIds: string[], memberId: string, most = MOST_FITTING): Promise<Listed[]> {
  return (await openFor(tx, memberId, await liveHoursAbout(tx, skillIds))).slice(0, most);
}

/** Office hours of one host in which the member can still get a place, the next first. */
export async function hoursOf(tx: Tx, hostId: string, memberId: string): Promise<Listed[]> {
  return (await openFor(tx, memberId, await liveHoursOf(tx, hostId))).slice(0, MOST_FITTING);
}

export type Coming = { hours: Hours; host: string; isLeader: boolean; next: Occurrence };

/**
 * Office hours to which anybody may come that begin before `until` and still have a place, the next first. A host who is
 * away, or whose name must not appear in the digest, is left out.
 */
export async function comingForAll(tx: Tx, until: Temporal.Instant): Promise<Coming[]> {
  const open = (await liveHours(tx)).filter(isForAll);
  const hosts = await getMembers(
    tx,
    open.map((hours) => hours.hostId),
  );
  const { allowGuests } = await getSettings(tx);
  // A full week is no reason: the host has set these hours aside.
  const anybody = { allowGuests, blocked: false, self: false, sessionsThisWeek: -1 };
  const found = await listed(tx, open, (hours) => occurrences(hours, tx.now, 1));
  return found
    .filter(({ next, left }) => left > 0 && isBefore(tx.now, next.start) && isBefore(next.start, until))
    .flatMap(({ hours, next, isLeader }): Coming[] => {
      const host = hosts.get(hours.hostId);
      if (!host?.inDigest || whyNotEligible(host, { ...anybody, now: tx.now }) !== undefined) return [];
      return [{ hours, host: host.name, isLeader, next }];
    })
    .sort((a, b) => Temporal.Instant.compare(a.next.start, b.next.start));
}

async function openFor(tx: Tx, memberId: string, all: Hours[]): Promise<Listed[]> {
  const member = await requireMember(tx, memberId);
  const others = all.filter((hours) => hours.hostId !== memberId && isFor(hours, member));
  const hosts = [...new Set(others.map((hours) => hours.hostId))];
  const reasons = await eligibleOf(tx, hosts, memberId);
  const possible = others.filter(({ hostId }) => isNoHindrance(reasons.get(hostId)));
  const taken = await takenSeats(
    tx,
    possible.map((hours) => hours.id),
  );
  const mine = new Set(taken.filter((b) => b.memberId === memberId).map((b) => `${b.hoursId}/${b.onDate}`));
  const found = await listed(tx, possible, (hours) =>
    datesAhead(tx, hours).filter(
      (on) => !mine.has(`${hours.id}/${on.date}`) && placesLeft(hours, on, seatsOn(taken, hours, on.date), tx.now) > 0,
    ),
  );
  return found.sort((a, b) => Temporal.Instant.compare(a.next.start, b.next.start));
}

const seatsOn = (taken: Booking[], { id }: Hours, date: string) =>
  taken.filter((b) => b.hoursId === id && b.onDate === date).map((b) => b.seat);

/** Each with the first of its `dates`; those without one are left out. */
async function listed(tx: Tx, all: Hours[], dates: (hours: Hours) => Occurrence[]): Promise<Listed[]> {
  const { leaderIds } = await getSettings(tx);
  const taken = await takenSeats(
    tx,
    all.map((hours) => hours.id),
  );
  return all.flatMap((hours) => {
    const next = dates(hours)[0];
    if (!next) return [];
    const seats = seatsOn(taken, hours, next.date);
    return [
      {
        hours,
        next,
        isLeader: leaderIds.includes(hours.hostId),
        left: placesLeft(hours, next, seats, tx.now),
        coming: seats.length,
        isOpenNow: Temporal.Instant.compare(next.start, tx.now) <= 0,
      },
    ];
  });
}

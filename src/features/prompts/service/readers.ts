import type { Tx } from '../../../database/transaction.ts';
import type { Content } from '../../../jobs/define.ts';
import { escaped } from '../../../slack/blocks.ts';
import { isBefore, later } from '../../../time.ts';
import { isPaused, isWorking, type Member, nextWorkingMoment } from '../../members/rules/index.ts';
import { getMembers, lockMembers } from '../../members/service.ts';
import type { Gate } from '../rules.ts';
import { reserveContact } from './index.ts';
import { withdraw } from './queue.ts';

/** Days ahead in which a moment is looked for that suits everybody. */
const DAYS = 7;
/** Minutes for which somebody who did something is there, so that what follows from it is no surprise to them. */
const STILL_THERE = 5;
/** Minutes after which what waits for several people is looked at again: hours, breaks and plans change meanwhile. */
const LOOK_AGAIN = 60;

/** Whether somebody who acted at that time is still there to read what follows from it. */
export function isStillThere(tx: Tx, actedAt: Temporal.Instant): boolean {
  return isBefore(tx.now, actedAt.add({ minutes: STILL_THERE }));
}

/**
 * Asks the gate of each reader for a message to several people, and counts it against the day of each. Who left or
 * cannot be reached is not waited for. `never` = no moment within a week suits all of them.
 */
export async function admitAll(tx: Tx, memberIds: string[], kind: string, jobId: string): Promise<Gate> {
  await lockMembers(tx, memberIds);
  const members = await readers(tx, memberIds);
  const open: Gate[] = [];
  for (const member of members) open.push(await reserveContact(tx, member, kind, countOf(jobId, member)));
  if (open.every(({ ok }) => ok)) return { ok: true };
  for (const member of members) await withdraw(tx, countOf(jobId, member));
  let from = tx.now;
  for (const gate of open) if ('until' in gate) from = later(from, gate.until);
  const until = commonMoment(tx, members, from);
  return until === undefined ? { ok: false, never: true } : { ok: false, until };
}

/**
 * The first moment from now on at which all of these are at work and on no break, however much they heard today, an hour
 * from now at most; undefined when none comes within a week.
 */
export async function whenAllAtWork(tx: Tx, memberIds: string[]): Promise<Temporal.Instant | undefined> {
  return commonMoment(tx, await readers(tx, memberIds), tx.now);
}

/** That moment itself, from `from` on, however far ahead it is within the week. */
export async function nextTogether(
  tx: Tx,
  memberIds: string[],
  from: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  return momentForAll(tx, await readers(tx, memberIds), from);
}

const countOf = (jobId: string, { id }: Member) => `${jobId}:${id}`;

async function readers(tx: Tx, ids: string[]): Promise<Member[]> {
  const members = [...(await getMembers(tx, ids)).values()];
  return members.filter((m) => !m.isDeactivated && !m.isBot && m.unreachable === undefined);
}

/** The first moment that suits all of these, an hour from now at most; undefined when none comes within a week. */
function commonMoment(tx: Tx, members: Member[], from: Temporal.Instant): Temporal.Instant | undefined {
  const at = momentForAll(tx, members, from);
  const soon = tx.now.add({ minutes: LOOK_AGAIN });
  return at && (isBefore(soon, at) ? soon : at);
}

function momentForAll({ now }: Tx, members: Member[], from: Temporal.Instant): Temporal.Instant | undefined {
  const last = now.add({ hours: 24 * DAYS });
  for (let at = from; isBefore(at, last); ) {
    const next = members.map((member) => whenCan(member, at)).reduce(later, at);
    if (next.equals(at)) return at;
    at = next;
  }
  return undefined;
}

function whenCan(member: Member, from: Temporal.Instant): Temporal.Instant {
  const back = isPaused(member, from) ? (member.pausedUntil ?? from) : from;
  return nextWorkingMoment(member, back);
}

/**
 * Asks the gate for what answers something that the person did: at once while they are there. What is late, because
 * Slack was away, is no answer any more and comes in their hours.
 */
export async function admitAnswer(
  tx: Tx,
  member: Member,
  actedAt: Temporal.Instant,
  kind: string,
  jobId: string,
): Promise<Gate> {
  return isStillThere(tx, actedAt) ? { ok: true } : reserveContact(tx, member, kind, jobId);
}

const MENTION = /<@([A-Z0-9]+)>/g;

/** What goes into a channel: whoever is off work or on a break is named in it, and not notified. */
export async function withoutPings<C extends Content>(tx: Tx, content: C): Promise<C> {
  const text = JSON.stringify(content);
  const members = await getMembers(tx, [...new Set([...text.matchAll(MENTION)].map(([, id]) => id!))]);
  const isOff = (member: Member) => isPaused(member, tx.now) || !isWorking(member, tx.now);
  return JSON.parse(
    text.replace(MENTION, (mention, id) => {
      const member = members.get(id);
      return member && isOff(member) ? JSON.stringify(escaped(member.name)).slice(1, -1) : mention;
    }),
  );
}

import type { Tx } from '../../../database/transaction.ts';
import { isBefore } from '../../../time.ts';
import { buddiesFor } from '../../buddies/service/index.ts';
import { getMembers } from '../../members/service.ts';
import { type BookingNow, placesWith } from '../../office-hours/service/index.ts';
import { isVeiled, partnerShown, type Session } from '../../sessions/rules/index.ts';
import { sessionsOf } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import { type Appointment, CHECK_IN_MINUTES, DAYS_SHOWN } from '../rules/index.ts';

/** What stands in somebody's calendar: what is agreed and still to come, what runs, and what took place lately. */
export async function appointmentsOf(tx: Tx, memberId: string): Promise<Appointment[]> {
  const all = [
    ...(await sessionsIn(tx, memberId)),
    ...(await placesIn(tx, memberId)),
    ...(await checkInOf(tx, memberId)),
  ];
  return all.sort((a, b) => Temporal.Instant.compare(a.startsAt, b.startsAt));
}

/** The same without what has begun. */
export async function comingOf(tx: Tx, memberId: string): Promise<Appointment[]> {
  return (await appointmentsOf(tx, memberId)).filter(({ startsAt }) => isBefore(tx.now, startsAt));
}

async function sessionsIn(tx: Tx, memberId: string): Promise<Appointment[]> {
  const since = tx.now.subtract({ hours: 24 * DAYS_SHOWN });
  const found: Appointment[] = [];
  for (const session of await sessionsOf(tx, memberId, ['planned', 'open', 'running', 'ended'])) {
    const isThere = session.state !== 'ended' || (session.heldAt !== undefined && !isBefore(session.createdAt, since));
    const partner = partnerShown(session, memberId);
    const one = isThere && (await sessionAppointment(tx, session, partner === undefined ? [] : [partner]));
    if (one) found.push(one);
  }
  return found;
}

/** A session with a time, for whoever may know of `people`; undefined without one. */
export async function sessionAppointment(tx: Tx, session: Session, people: string[]): Promise<Appointment | undefined> {
  const { id, minutes, format, place, state, heldAt } = session;
  const startsAt = session.startedAt ?? session.plannedFor;
  if (startsAt === undefined) return undefined;
  const endsAt = session.endsAt ?? startsAt.add({ minutes });
  return {
    ...{ kind: 'session', id, startsAt, endsAt, format, link: '' },
    isOff: state === 'ended' && heldAt === undefined,
    topic: await skillName(tx, session.skillId),
    people: await namesOf(tx, people),
    channel: isVeiled(session) ? undefined : place?.channel,
  };
}

async function placesIn(tx: Tx, memberId: string): Promise<Appointment[]> {
  const found: Appointment[] = [];
  for (const now of await placesWith(tx, memberId)) {
    const { booking, hours } = now;
    found.push(await placeAppointment(tx, now, booking.memberId === memberId ? hours.hostId : booking.memberId));
  }
  return found;
}

/** A place in office hours, for one of its two people. */
export async function placeAppointment(tx: Tx, { booking, hours, topic }: BookingNow, otherId: string) {
  const { id, startsAt, endsAt, state } = booking;
  const one: Appointment = {
    ...{ kind: 'booking', id, startsAt, endsAt, topic, format: hours.place, link: hours.link, channel: undefined },
    isOff: state === 'cancelled' || state === 'called off',
    people: await namesOf(tx, [otherId]),
  };
  return one;
}

async function checkInOf(tx: Tx, memberId: string): Promise<Appointment[]> {
  const { newcomer } = (await buddiesFor(tx, memberId)) ?? {};
  if (!newcomer?.next || !newcomer.pair) return [];
  const { day, at: startsAt } = newcomer.next;
  return [
    {
      ...{ kind: 'check-in', id: `${newcomer.pair.id}-${day}`, startsAt, isOff: false, topic: '', link: '' },
      endsAt: startsAt.add({ minutes: CHECK_IN_MINUTES }),
      people: await namesOf(tx, [newcomer.pair.buddyId]),
      ...{ format: undefined, channel: newcomer.pair.channel },
    },
  ];
}

async function namesOf(tx: Tx, ids: string[]): Promise<string[]> {
  const members = await getMembers(tx, ids);
  return ids.flatMap((id) => members.get(id)?.name ?? []);
}

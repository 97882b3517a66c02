import { iso, later } from '../../../time.ts';
import { addWorkingMinutes, minutesADay, type Schedule } from '../../members/rules/index.ts';
import { GRACE, type Session, SILENCE, whoIsDue } from './index.ts';

/** What can come due in a session. */
export const bells = ['open', 'agree', 'forget', 'silence', 'rebook', 'half', 'five', 'end', 'close'] as const;
export type Bell = (typeof bells)[number];
/** After `expiresAt` it is too late to say it. */
export type Ring = { bell: Bell; at: Temporal.Instant; expiresAt?: Temporal.Instant };

/** Minutes before the end at which people are told. */
const FIVE = 5;
/** Half time is left out when it would come within so many minutes of the next nudge. */
const TOO_CLOSE = 2;
/** Minutes after which a conversation outside Slack whose clock nobody began is taken to be over. */
const NOBODY_STARTED = 60;

/**
 * Everything that will come due if nothing happens from `now` on, in order. While the card is on its way nobody can say
 * anything, so nobody is late.
 * @param schedule the mentee's, whose working days count while a time is to be agreed.
 */
export function timetable(session: Session, now: Temporal.Instant, schedule: Schedule): Ring[] {
  return rings(session, now, schedule)
    .filter((ring) => Temporal.Instant.compare(ring.at, now) > 0)
    .sort((a, b) => Temporal.Instant.compare(a.at, b.at));
}

function rings(session: Session, now: Temporal.Instant, schedule: Schedule): Ring[] {
  const { state, plannedFor, openedAt, startedAt, endsAt } = session;
  if (state === 'planned' && plannedFor) return [{ bell: 'open', at: plannedFor }];
  if (state !== 'running' && !session.place) return [];
  if (state === 'planned') {
    const from = arrivalOf(session);
    return [
      { bell: 'agree', at: afterWorkingDays(schedule, from, 1), expiresAt: afterWorkingDays(schedule, from, 2) },
      { bell: 'forget', at: afterWorkingDays(schedule, from, 2) },
    ];
  }
  if (state === 'open' && openedAt) {
    if (session.format === 'thread') return silences(openedAt);
    return [{ bell: 'close', at: openedAt.add({ minutes: session.minutes + NOBODY_STARTED }) }];
  }
  if (state !== 'running' || !startedAt || !endsAt) return [];
  const listens = session.format === 'thread' && session.extensions === 0 && whoIsDue(session).length > 0;
  return [
    ...(mayRingHalfTime(session, startedAt, now) ? halfTime(startedAt, endsAt) : []),
    { bell: 'five', at: endsAt.subtract({ minutes: FIVE }), expiresAt: endsAt },
    { bell: 'end', at: endsAt, expiresAt: endsAt.add({ minutes: GRACE }) },
    { bell: 'close', at: endsAt.add({ minutes: GRACE }) },
    ...(listens ? silences(startedAt) : []),
  ];
}

/** When the card arrived, which is what its timestamp says. */
function arrivalOf({ place, createdAt }: Session): Temporal.Instant {
  const seconds = Number(place?.rootTs);
  return Number.isFinite(seconds)
    ? later(createdAt, Temporal.Instant.fromEpochMilliseconds(Math.floor(seconds * 1000)))
    : createdAt;
}

function silences(from: Temporal.Instant): Ring[] {
  const close = from.add({ minutes: 2 * SILENCE });
  return [
    { bell: 'silence', at: from.add({ minutes: SILENCE }), expiresAt: close },
    { bell: 'rebook', at: close },
  ];
}

function halfTime(start: Temporal.Instant, end: Temporal.Instant): Ring[] {
  const at = middle(start, end);
  const expiresAt = end.subtract({ minutes: FIVE });
  const isClose = expiresAt.epochMilliseconds - at.epochMilliseconds < TOO_CLOSE * 60_000;
  return isClose ? [] : [{ bell: 'half', at, expiresAt }];
}

/** Half time moves with an extension in the first half. After it, it may have rung, and does not ring again. */
function mayRingHalfTime({ extensions, minutes }: Session, start: Temporal.Instant, now: Temporal.Instant): boolean {
  return extensions === 0 || Temporal.Instant.compare(now, middle(start, start.add({ minutes }))) < 0;
}

function middle(a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Math.round((a.epochMilliseconds + b.epochMilliseconds) / 2));
}

/** The moment at which so many of the person's working days have passed, hour by working hour. */
export function afterWorkingDays(schedule: Schedule, from: Temporal.Instant, days: number): Temporal.Instant {
  return addWorkingMinutes(schedule, from, days * minutesADay(schedule));
}

/** Names the stretch that a bell belongs to: it changes whenever the timetable does. */
export function anchorOf({ state, plannedFor, createdAt, openedAt, endsAt }: Session): string {
  const at = { planned: plannedFor ?? createdAt, open: openedAt, running: endsAt, ended: undefined }[state];
  return at ? iso(at) : '';
}

const statesOf: Record<Bell, Session['state'][]> = {
  open: ['planned'],
  agree: ['planned'],
  forget: ['planned'],
  silence: ['open', 'running'],
  rebook: ['open', 'running'],
  half: ['running'],
  five: ['running'],
  end: ['running'],
  close: ['open', 'running'],
};

/** Whether a bell still belongs to what the session is now. */
export function isCurrent(session: Session, bell: Bell, anchor: string): boolean {
  return statesOf[bell].includes(session.state) && anchorOf(session) === anchor;
}

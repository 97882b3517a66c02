import type { Format } from '../../members/rules/index.ts';

export const kinds = ['session', 'booking', 'check-in'] as const;
export type AppointmentKind = (typeof kinds)[number];

/** Something that stands in a calendar. */
export type Appointment = {
  kind: AppointmentKind;
  /** Names it among its kind, for good: what is sent about it later changes the same entry. */
  id: string;
  startsAt: Temporal.Instant;
  endsAt: Temporal.Instant;
  /** It does not take place. */
  isOff: boolean;
  /** '' where it has none. */
  topic: string;
  /** Names of those with whom it is, as far as whoever gets it may know them. */
  people: string[];
  format: Format | undefined;
  /** Where they meet, as a link; '' without one. */
  link: string;
  /** The conversation in Slack, once there is one. */
  channel: string | undefined;
};

/** Minutes of a buddy check-in: a question and a tap. */
export const CHECK_IN_MINUTES = 10;
/** Minutes before something at which a calendar reminds of it. */
export const ALARM = 10;
/** Days for which what took place stays among what a subscription shows. */
export const DAYS_SHOWN = 30;

/** What becomes of its entry when anything of this changes. */
export type Version = { startsAt: Temporal.Instant; endsAt: Temporal.Instant; isOff: boolean };

/** Whether calendars have to be told: RFC 5545 (3.8.7.4) raises the sequence when time or state change. */
export function isChange(before: Version, now: Version): boolean {
  const isSame = before.startsAt.equals(now.startsAt) && before.endsAt.equals(now.endsAt);
  return !isSame || before.isOff !== now.isOff;
}

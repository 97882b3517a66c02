import fc from 'fast-check';
import type { Schedule } from '../../src/features/members/rules/index.ts';

/** Zones with both kinds of clock change, with 30 and 45 minutes, and on both sides of the date line. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Honolulu',
];

/** Working hours around 09:30, on any set of days, in any of these zones. */
export const anySchedule: fc.Arbitrary<Schedule> = fc.record({
  zone: fc.constantFrom(...zones),
  workStart: fc.constantFrom('07:00', '09:00', '09:30'),
  workEnd: fc.constantFrom('13:00', '17:00', '22:30'),
  workDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
});

const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

export const anyMoment: fc.Arbitrary<Temporal.Instant> = fc
  .integer({ min: ms('2024-01-01T00:00:00Z'), max: ms('2030-01-01T00:00:00Z') })
  .map((at) => Temporal.Instant.fromEpochMilliseconds(at));

export const localDate = ({ zone }: Pick<Schedule, 'zone'>, at: Temporal.Instant): Temporal.PlainDate =>
  at.toZonedDateTimeISO(zone).toPlainDate();

/** HH:MM as a clock on the wall shows it. */
export const localTime = ({ zone }: Pick<Schedule, 'zone'>, at: Temporal.Instant): string =>
  at.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });

import type { Schedule } from '../src/features/members/rules/index.ts';

const monday = Temporal.Instant.from('2026-01-05T00:00:00Z');

/** The instant `hour` hours after a Monday at midnight UTC. */
export function instantOf(hour: number): Temporal.Instant {
  return monday.add({ milliseconds: Math.round(hour * 3_600_000) });
}

const zones = new Map([
  [0, 'UTC'],
  [1, 'Etc/GMT-1'],
  [-5, 'Etc/GMT+5'],
]);

/** Nine to five, Monday to Friday, where local time is `offset` hours ahead of UTC. */
export function hoursOf({ offset }: { offset: number }): Schedule {
  return { zone: zones.get(offset)!, workStart: '09:00', workEnd: '17:00', workDays: [1, 2, 3, 4, 5] };
}

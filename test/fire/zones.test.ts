import { expect, it } from 'vitest';
import { atLocal, isWorking, nextWorkingMorning, type Schedule } from '../../src/features/members/rules/index.ts';

const isShort = process.env.FIRE === 'short';
const ZONES = Intl.supportedValuesOf('timeZone').filter((_, n) => !isShort || n % 25 === 0);
const DAYS = 2 * 365;
const FROM = Temporal.Instant.from('2026-01-01T00:00:00Z');

const scheduleIn = (zone: string): Schedule => ({
  zone,
  workStart: '09:00',
  workEnd: '17:00',
  workDays: [1, 2, 3, 4, 5, 6, 7],
});

it(`In ${ZONES.length} zones over two years, a daily prompt comes once a local date, in working time`, () => {
  for (const zone of ZONES) {
    const schedule = scheduleIn(zone);
    const dates = new Set<string>();
    let at = FROM;
    for (let day = 0; day < DAYS; day += 1) {
      at = nextWorkingMorning(schedule, at);
      const local = at.toZonedDateTimeISO(zone);
      expect(dates.has(local.toPlainDate().toString()), `${zone} twice on ${local}`).toBe(false);
      dates.add(local.toPlainDate().toString());
      if (!isWorking(schedule, at)) throw new Error(`${zone}: ${local} is not in working time`);
    }
    expect(dates.size).toBe(DAYS);
  }
});

it(`In ${ZONES.length} zones, a time of day that a change leaves out or repeats comes once, and time never runs back`, () => {
  for (const zone of ZONES) {
    let before = FROM.subtract({ hours: 48 });
    let date = FROM.toZonedDateTimeISO(zone).toPlainDate();
    for (let day = 0; day < DAYS; day += 1) {
      const at = atLocal(scheduleIn(zone), date, '02:30');
      if (Temporal.Instant.compare(at, before) <= 0) throw new Error(`${zone}: ${date} comes before the day before`);
      before = at;
      date = date.add({ days: 1 });
    }
  }
});

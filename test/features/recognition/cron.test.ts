import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCron, nextOccurrence } from '../../../src/cron.ts';
import { endOfWeek, toldSince, weekOf } from '../../../src/features/recognition/rules/index.ts';

const at = (text: string) => Temporal.Instant.from(text);
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'];
const anyZone = fc.constantFrom(...zones);
const anyTime = fc
  .integer({ min: at('2024-01-01T00:00:00Z').epochMilliseconds, max: at('2030-01-01T00:00:00Z').epochMilliseconds })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

describe('the next moment of the digest', () => {
  it('is the first Monday at ten, local time, that lies ahead', () => {
    fc.assert(
      fc.property(anyZone, anyTime, (zone, now) => {
        const next = nextOccurrence('0 10 * * 1', zone, now)!;
        const local = next.toZonedDateTimeISO(zone);
        expect([local.dayOfWeek, local.hour, local.minute, local.second]).toEqual([1, 10, 0, 0]);
        expect(next.epochMilliseconds).toBeGreaterThan(now.epochMilliseconds);
        const weekBefore = local.subtract({ days: 7 }).toInstant();
        expect(weekBefore.epochMilliseconds).toBeLessThanOrEqual(now.epochMilliseconds);
      }),
    );
  });

  it('comes once a day, whatever the time and whatever the clocks do', () => {
    const anyMinute = fc.record({ hour: fc.integer({ min: 0, max: 23 }), minute: fc.integer({ min: 0, max: 59 }) });
    fc.assert(
      fc.property(anyZone, anyTime, anyMinute, (zone, start, { hour, minute }) => {
        const dates: string[] = [];
        for (let now = start; dates.length < 8; ) {
          now = nextOccurrence(`${minute} ${hour} * * *`, zone, now)!;
          dates.push(now.toZonedDateTimeISO(zone).toPlainDate().toString());
        }
        const first = Temporal.PlainDate.from(dates[0]!);
        expect(dates).toEqual(dates.map((_, i) => first.add({ days: i }).toString()));
      }),
      { numRuns: 40 },
    );
  });

  it('comes at the next valid time where the clocks skip it, even when it is planned in between', () => {
    const skipped = at('2026-03-29T01:30:00Z');
    expect(nextOccurrence('30 2 * * *', 'Europe/Berlin', at('2026-03-28T12:00:00Z'))).toEqual(skipped);
    expect(nextOccurrence('30 2 * * *', 'Europe/Berlin', at('2026-03-29T01:10:00Z'))).toEqual(skipped);
    expect(nextOccurrence('30 2 * * *', 'Europe/Berlin', skipped)).toEqual(at('2026-03-30T00:30:00Z'));
  });

  it('comes at the first of two where the clocks repeat it', () => {
    const first = at('2026-10-25T00:30:00Z');
    expect(nextOccurrence('30 2 * * *', 'Europe/Berlin', at('2026-10-24T12:00:00Z'))).toEqual(first);
    expect(nextOccurrence('30 2 * * *', 'Europe/Berlin', first)).toEqual(at('2026-10-26T01:30:00Z'));
  });

  it.each(['', 'monday', '0 10 * *', '0 0 10 * * 1', '61 * * * *', '0 10 30 2 *', '<!channel>'])(
    'does not exist for %j',
    (text) => {
      expect(isCron(text)).toBe(false);
      expect(nextOccurrence(text, 'UTC', at('2026-03-02T10:00:00Z'))).toBeUndefined();
    },
  );

  it.each(['0 10 * * 1', '*/15 9-17 * * MON-FRI', '30 8 1 * *'])('exists for %j', (text) => {
    expect(isCron(text)).toBe(true);
  });
});

describe('the week of a digest', () => {
  it('starts on a Monday and holds the moment that names it', () => {
    fc.assert(
      fc.property(anyZone, anyTime, (zone, now) => {
        const week = weekOf(zone, now);
        expect(Temporal.PlainDate.from(week).dayOfWeek).toBe(1);
        const end = endOfWeek(zone, week);
        expect(end.epochMilliseconds).toBeGreaterThanOrEqual(now.epochMilliseconds);
        expect(weekOf(zone, end)).toBe(week);
        expect(weekOf(zone, end.add({ milliseconds: 1 }))).not.toBe(week);
      }),
    );
  });

  it('tells what happened since the last one that was posted, within four weeks', () => {
    const now = at('2026-03-30T09:00:00Z');
    expect(toldSince(undefined, now)).toEqual(at('2026-03-02T09:00:00Z'));
    expect(toldSince(at('2026-03-16T10:00:01Z'), now)).toEqual(at('2026-03-16T10:00:01Z'));
    expect(toldSince(at('2026-01-05T10:00:00Z'), now)).toEqual(at('2026-03-02T09:00:00Z'));
  });
});

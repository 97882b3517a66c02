import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfWeek, toldSince, weekOf } from '../../../src/features/recognition/rules/index.ts';

const at = (text: string) => Temporal.Instant.from(text);
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/St_Johns'];
const anyZone = fc.constantFrom(...zones);
const anyTime = fc
  .integer({ min: at('2024-01-01T00:00:00Z').epochMilliseconds, max: at('2030-01-01T00:00:00Z').epochMilliseconds })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

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

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats, lengths } from '../../../src/features/members/rules/index.ts';
import { extendedEnd, GRACE, remaining, type Session } from '../../../src/features/sessions/rules/index.ts';
import { anchorOf, bells, isCurrent, type Ring, timetable } from '../../../src/features/sessions/rules/timetable.ts';
import { aMember } from '../../support/members.ts';
import { anySchedule } from '../../support/times.ts';
import { aSession } from './a-session.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const minute = (minutes: number) => start.add({ minutes });
const compare = Temporal.Instant.compare;
const running = (different: Partial<Session> = {}): Session => {
  const { minutes = 20 } = different;
  return aSession({ state: 'running', startedAt: start, endsAt: minute(minutes), ...different });
};
const heard = { menteeSpokeAt: start, mentorSpokeAt: start };
const times = (rings: Ring[]) => Object.fromEntries(rings.map((r) => [r.bell, r.at.since(start).total('minutes')]));

describe('the timetable of a session', () => {
  it('nudges at half time, five minutes before the end and at the end, and closes fifteen minutes later', () => {
    expect(times(timetable(running(heard), start, aMember()))).toEqual({ half: 10, five: 15, end: 20, close: 35 });
  });

  it('leaves half time out where it would meet the five minutes', () => {
    expect(times(timetable(running({ ...heard, minutes: 10 }), start, aMember()))).toEqual({
      five: 5,
      end: 10,
      close: 25,
    });
  });

  it('listens for silence only where people write', () => {
    expect(times(timetable(aSession(), start, aMember()))).toEqual({ silence: 10, rebook: 20 });
    expect(times(timetable(running(), start, aMember()))).toMatchObject({ silence: 10, rebook: 20 });
    for (const format of formats.filter((f) => f !== 'thread')) {
      const rings = [
        ...timetable(aSession({ format }), start, aMember()),
        ...timetable(running({ format }), start, aMember()),
      ];
      expect(rings.map((r) => r.bell)).not.toContain('silence');
    }
  });

  it('gives people without an agreed time a nudge after one working day and lets go after two', () => {
    const friday = Temporal.Instant.from('2026-03-06T15:00:00Z');
    const session = aSession({ state: 'planned', openedAt: undefined, createdAt: friday });
    const [agree, forget] = timetable(session, friday, aMember({ zone: 'Europe/Berlin' }));
    expect(agree).toMatchObject({ bell: 'agree', at: Temporal.Instant.from('2026-03-09T15:00:00Z') });
    expect(forget).toMatchObject({ bell: 'forget', at: Temporal.Instant.from('2026-03-10T15:00:00Z') });
  });

  it('opens at the agreed time, and has nothing to do when all is over', () => {
    const session = aSession({ state: 'planned', plannedFor: minute(90) });
    expect(times(timetable(session, start, aMember()))).toEqual({ open: 90 });
    expect(timetable(running({ state: 'ended', ending: 'wrapped up' }), start, aMember())).toEqual([]);
  });
});

/** One session of any length, extended at any two moments, as the app would plan it. */
const anyLife = fc.record({
  minutes: fc.constantFrom(...lengths),
  extensions: fc.array(fc.integer({ min: 0, max: 40 * 60 }), { maxLength: 2 }),
  schedule: anySchedule,
});

/** Rings every bell in order, with the extensions in between. @returns what rang, by seconds from the start. */
function live({
  minutes,
  extensions,
  schedule,
}: {
  minutes: number;
  extensions: number[];
  schedule: Parameters<typeof timetable>[2];
}) {
  let session = running({ ...heard, minutes });
  let plan = timetable(session, start, schedule);
  const rang: { bell: string; second: number; end: Temporal.Instant }[] = [];
  const ring = (until: Temporal.Instant) => {
    for (const r of plan.filter(({ at }) => compare(at, until) <= 0))
      rang.push({ bell: r.bell, second: r.at.since(start).total('seconds'), end: session.endsAt! });
    plan = plan.filter(({ at }) => compare(at, until) > 0);
    return !rang.some((r) => r.bell === 'close');
  };
  for (const second of extensions.toSorted((a, b) => a - b)) {
    const now = start.add({ seconds: second });
    if (!ring(now)) return { rang, session };
    session = { ...session, endsAt: extendedEnd(session, now), extensions: session.extensions + 1 };
    plan = timetable(session, now, schedule);
  }
  ring(start.add({ hours: 24 }));
  return { rang, session };
}

describe('whenever five minutes are added', () => {
  it('half time rings once at most, and every session closes exactly once', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { rang } = live(life);
        expect(rang.filter((r) => r.bell === 'half').length).toBeLessThanOrEqual(1);
        expect(rang.filter((r) => r.bell === 'close').length).toBe(1);
      }),
    );
  });

  it('no bell rings twice for the same end, and the last end rings', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { rang, session } = live(life);
        const names = rang.map((r) => `${r.bell} ${r.end}`);
        expect(new Set(names).size).toBe(names.length);
        expect(rang.find((r) => r.bell === 'end' && r.end.equals(session.endsAt!))).toBeDefined();
        expect(rang.find((r) => r.bell === 'close')?.second).toBe(
          session.endsAt!.add({ minutes: GRACE }).since(start).total('seconds'),
        );
      }),
    );
  });

  it('everything planned lies ahead and in order', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 0, max: 60 }), ({ minutes, schedule }, passed) => {
        const rings = timetable(running({ minutes }), minute(passed), schedule);
        expect(rings.every((r) => compare(r.at, minute(passed)) > 0)).toBe(true);
        expect(rings.map((r) => r.at.epochMilliseconds)).toEqual(
          rings.map((r) => r.at.epochMilliseconds).toSorted((a, b) => a - b),
        );
        expect(rings.every((r) => !r.expiresAt || compare(r.at, r.expiresAt) < 0)).toBe(true);
      }),
    );
  });

  it('the minutes left never exceed the minutes there are', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 0, max: 60 * 60 }), ({ minutes }, second) => {
        const clock = remaining(running({ minutes }), start.add({ seconds: second }));
        expect(clock?.of).toBe(minutes);
        expect(clock?.left).toBe(Math.max(0, Math.ceil(minutes - second / 60)));
      }),
    );
  });
});

describe('a bell', () => {
  it('is current only in the stretch that it was set in', () => {
    const session = running();
    expect(isCurrent(session, 'half', anchorOf(session))).toBe(true);
    expect(isCurrent({ ...session, endsAt: minute(25) }, 'half', anchorOf(session))).toBe(false);
    for (const bell of bells) expect(isCurrent({ ...session, state: 'ended' }, bell, anchorOf(session))).toBe(false);
  });
});

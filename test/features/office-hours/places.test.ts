import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hoursForm } from '../../../src/features/office-hours/rules/form.ts';
import {
  freeSeats,
  isFor,
  MOST_PEOPLE,
  occurrenceOn,
  placesLeft,
  sessionMinutes,
  slotLengths,
  totals,
} from '../../../src/features/office-hours/rules/index.ts';
import { someHours } from '../../support/office-hours.ts';

const instant = Temporal.Instant.from;
const NOW = instant('2026-03-02T10:00:00Z');

const on = occurrenceOn(someHours(), '2026-03-03')!;
const START = on.start;
const later = (minutes: number) => START.add({ minutes });
const seats = (hours: Parameters<typeof freeSeats>[0], taken: number[], now = NOW) =>
  freeSeats(hours, on, taken, now).map((s) => s.seat);

describe('Places', () => {
  it('are the slots that are free and have not begun, one after the other', () => {
    expect(seats(someHours(), [])).toEqual([0, 1, 2, 3]);
    expect(seats(someHours(), [1])).toEqual([0, 2, 3]);
    expect(seats(someHours(), [1], later(15))).toEqual([2, 3]);
    expect(freeSeats(someHours(), on, [], NOW)[3]).toMatchObject({ startsAt: later(45), endsAt: later(60) });
  });

  it('are no more than the people whom the host wants', () => {
    const two = someHours({ capacity: 2 });
    expect(seats(two, [])).toEqual([0, 1, 2, 3]);
    expect(placesLeft(two, on, [3], NOW)).toBe(1);
    expect(seats(two, [0, 3])).toEqual([]);
  });

  it('behind an open door are alike, and can be taken until shortly before the end', () => {
    const door = someHours({ slotMinutes: undefined, capacity: 3 });
    expect(freeSeats(door, on, [0], NOW)).toEqual([{ seat: 1, startsAt: START, endsAt: later(20) }]);
    expect(placesLeft(door, on, [0], NOW)).toBe(2);
    expect(freeSeats(door, on, [], later(50))[0]).toMatchObject({ startsAt: later(50), endsAt: later(60) });
    expect(seats(door, [], later(56))).toEqual([]);
    expect(seats(door, [0, 1, 2])).toEqual([]);
  });

  it('never overlap, never reach beyond the end, and are never more than fit', () => {
    const any = fc.record({
      minutes: fc.constantFrom(...totals),
      slotMinutes: fc.option(fc.constantFrom(...slotLengths), { nil: undefined }),
      capacity: fc.integer({ min: 1, max: MOST_PEOPLE }),
      taken: fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { maxLength: 10 }),
      after: fc.integer({ min: -600, max: 300 }),
    });
    fc.assert(
      fc.property(any, ({ taken, after, ...different }) => {
        const hours = someHours(different);
        const now = later(after);
        const date = { ...on, end: later(hours.minutes) };
        const free = freeSeats(hours, date, taken, now);
        expect(placesLeft(hours, date, taken, now)).toBeLessThanOrEqual(Math.max(0, hours.capacity - taken.length));
        expect(placesLeft(hours, date, taken, now) > 0).toBe(free.length > 0);
        free.forEach((seat, i) => {
          expect(taken).not.toContain(seat.seat);
          expect(Temporal.Instant.compare(seat.startsAt, now)).toBeGreaterThanOrEqual(0);
          expect(Temporal.Instant.compare(seat.endsAt, date.end)).toBeLessThanOrEqual(0);
          const next = free[i + 1];
          if (next) expect(Temporal.Instant.compare(seat.endsAt, next.startsAt)).toBeLessThanOrEqual(0);
        });
      }),
    );
  });

  it('give a session the whole slot, and behind an open door twenty minutes or what is left', () => {
    expect(sessionMinutes(someHours(), later(15), START)).toBe(15);
    const door = someHours({ slotMinutes: undefined });
    expect(sessionMinutes(door, later(20), later(0).add({ seconds: 2 }))).toBe(20);
    expect(sessionMinutes(door, later(60), later(58))).toBe(5);
  });

  it('are for whom the host opened them', () => {
    const [member, guest] = [
      { id: 'U0ADA', isGuest: false },
      { id: 'U0OSCAR', isGuest: true },
    ];
    const who = (audience: 'everybody' | 'no guests' | 'named') =>
      [member, guest].map((person) => isFor(someHours({ audience, named: ['U0OSCAR'] }), person));
    expect(who('everybody')).toEqual([true, true]);
    expect(who('no guests')).toEqual([true, false]);
    expect(who('named')).toEqual([false, true]);
  });
});

describe('The modal that opens office hours', () => {
  const filled = {
    topics: ['Kubernetes'],
    rhythm: 'weekly',
    firstOn: '2026-03-03',
    time: '15:00',
    zone: 'Europe/Berlin',
    minutes: '60',
    slots: '20',
    place: 'thread',
    audience: 'everybody',
  };
  const read = (different: object) => hoursForm(() => NOW).safeParse({ ...filled, ...different });
  const faults = (different: object) => read(different).error?.issues.map((issue) => issue.path[0]);

  it('reads slots, and as many people as there are slots', () => {
    expect(read({}).data).toMatchObject({ slotMinutes: 20, capacity: 3, named: [], link: '', lastOn: undefined });
    expect(read({ capacity: '2' }).data).toMatchObject({ capacity: 2 });
    expect(read({ slots: 'door' }).data).toMatchObject({ slotMinutes: undefined, capacity: MOST_PEOPLE });
  });

  it('keeps nothing that its other answers make needless', () => {
    const needless = { link: 'https://meet.example/x', named: ['U0ADA'], rhythm: 'once', lastOn: '2026-04-01' };
    expect(read(needless).data).toMatchObject({ link: '', named: [], lastOn: undefined });
  });

  it('says at the field what is missing or does not fit together', () => {
    expect(faults({ place: 'video' })).toEqual(['link']);
    for (const link of ['http://meet.example', 'javascript:alert(1)', 'https://x.example/<!channel>', 'call me']) {
      expect(faults({ place: 'video', link })).toEqual(['link']);
    }
    expect(faults({ audience: 'named' })).toEqual(['named']);
    expect(faults({ slots: '20', minutes: '15' })).toEqual(['slots']);
    expect(faults({ lastOn: '2026-03-02' })).toEqual(['lastOn']);
    expect(faults({ firstOn: '2026-03-02', time: '10:30' })).toEqual(['firstOn']);
    expect(faults({ firstOn: '2028-03-02' })).toEqual(['firstOn']);
    expect(faults({ zone: 'Mars/Olympus' })).toEqual(['zone']);
    expect(faults({ topics: [] })).toEqual(['topics']);
    expect(faults({ minutes: '61' })).toEqual(['minutes']);
    expect(faults({ slots: '7' })).toEqual(['slots']);
  });
});

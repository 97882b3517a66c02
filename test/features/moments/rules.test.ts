import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { momentForm } from '../../../src/features/moments/rules/form.ts';
import {
  drawHost,
  drawPrompt,
  nextMoment,
  shippedDecks,
  type Willing,
} from '../../../src/features/moments/rules/index.ts';
import { momentDecks, momentFile } from '../../../src/features/moments/service/decks.ts';
import { daysText } from '../../../src/slack/weekdays.ts';
import { anyMoment, anySchedule, localDate, localTime } from '../../support/times.ts';

const instant = Temporal.Instant.from;
const someMoment = { days: [1, 4], time: '10:00', zone: 'Europe/Berlin', minutes: 10, holidays: [], skipped: [] };

describe('The next moment', () => {
  it('is the first that begins later, on one of the days, at the local time, on no day off', () => {
    const any = fc.record({
      schedule: anySchedule,
      from: anyMoment,
      time: fc.constantFrom('00:00', '02:30', '09:45', '23:30'),
      off: fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(any, ({ schedule: { zone, workDays }, from, time, off }) => {
        const today = localDate({ zone }, from);
        const holidays = off.map((n) => today.add({ days: n }).toString());
        const moment = { days: workDays, time, zone, minutes: 15, holidays, skipped: [] };
        const next = nextMoment(moment, from)!;
        expect(Temporal.Instant.compare(from, next.start)).toBeLessThan(0);
        const date = Temporal.PlainDate.from(next.date);
        expect(workDays).toContain(date.dayOfWeek);
        expect(holidays).not.toContain(next.date);
        const wanted = date.toZonedDateTime({ timeZone: zone, plainTime: time });
        expect(wanted.toInstant().equals(next.start)).toBe(true);
        expect(localTime({ zone }, next.start) >= time).toBe(true);
        for (let day = today; Temporal.PlainDate.compare(day, date) < 0; day = day.add({ days: 1 })) {
          const isOff = holidays.includes(day.toString()) || !workDays.includes(day.dayOfWeek);
          const at = day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
          expect(isOff || Temporal.Instant.compare(at, from) <= 0).toBe(true);
        }
      }),
    );
  });

  it('keeps its hour when the clocks change, both ways', () => {
    const sunday = { ...someMoment, days: [7], time: '02:30' };
    expect(String(nextMoment(sunday, instant('2026-03-23T00:00:00Z'))?.start)).toBe('2026-03-29T01:30:00Z');
    expect(String(nextMoment(sunday, instant('2026-10-19T00:00:00Z'))?.start)).toBe('2026-10-25T00:30:00Z');
    expect(String(nextMoment(sunday, instant('2026-10-25T00:30:00Z'))?.start)).toBe('2026-11-01T01:30:00Z');
    const monday = { ...someMoment, days: [1] };
    expect(String(nextMoment(monday, instant('2026-03-28T00:00:00Z'))?.start)).toBe('2026-03-30T08:00:00Z');
    expect(String(nextMoment(monday, instant('2026-10-24T00:00:00Z'))?.start)).toBe('2026-10-26T09:00:00Z');
  });

  it('is none when every day of the year is off', () => {
    const from = Temporal.PlainDate.from('2026-01-01');
    const holidays = Array.from({ length: 500 }, (_, n) => from.add({ days: n }).toString());
    expect(nextMoment({ ...someMoment, holidays }, instant('2026-01-01T00:00:00Z'))).toBeUndefined();
  });
});

describe('Who hosts', () => {
  /** Draws again and again among the same people, or some of them. */
  const draws = (people: string[], seeds: number[], away: (turn: number, id: string) => boolean = () => false) => {
    const last = new Map<string, string>();
    return seeds.map((seed, turn) => {
      const willing: Willing[] = people.filter((id) => !away(turn, id)).map((id) => ({ id, lastHosted: last.get(id) }));
      const host = drawHost(willing, seed);
      if (host) last.set(host, Temporal.PlainDate.from('2026-01-01').add({ days: turn }).toString());
      return host;
    });
  };
  const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });
  const seeds = fc.array(fc.nat(), { minLength: 1, maxLength: 80 });

  it('is everybody equally often, and nobody again before all others had a turn', () => {
    fc.assert(
      fc.property(people, seeds, (ids, numbers) => {
        const hosts = draws(ids, numbers);
        const counts = ids.map((id) => hosts.filter((host) => host === id).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        hosts.forEach((host, turn) => {
          expect(hosts.slice(Math.max(0, turn - ids.length + 1), turn)).not.toContain(host);
        });
      }),
    );
  });

  it('is somebody who is there, and whoever was away comes first when they are back', () => {
    const hosts = draws(
      ['A', 'B', 'C'],
      Array.from({ length: 12 }, (_, i) => i),
      (turn, id) => id === 'C' && turn < 6,
    );
    expect(hosts.slice(0, 6)).not.toContain('C');
    expect(hosts[6]).toBe('C');
    expect(drawHost([], 7)).toBeUndefined();
  });

  it('is not always the same person at first', () => {
    const willing = ['A', 'B', 'C'].map((id) => ({ id, lastHosted: undefined }));
    expect(new Set([0, 1, 2].map((seed) => drawHost(willing, seed))).size).toBe(3);
  });
});

it('A question does not come again before half of its deck has been asked', () => {
  fc.assert(
    fc.property(fc.integer({ min: 3, max: 30 }), fc.array(fc.nat(), { minLength: 1, maxLength: 90 }), (size, seeds) => {
      const deck = Array.from({ length: size }, (_, i) => `Question ${i}?`);
      const used: string[] = [];
      for (const seed of seeds) {
        const line = drawPrompt(deck, used, seed);
        expect(deck).toContain(line);
        expect(used.slice(0, Math.floor(size / 2))).not.toContain(line);
        used.unshift(line);
      }
    }),
  );
});

describe('The shipped questions', () => {
  it('are four decks of questions, none of them twice', () => {
    const all = shippedDecks.flatMap((deck) => momentDecks()[deck]);
    expect(all).toHaveLength(120);
    expect(new Set(all).size).toBe(all.length);
  });

  it.each([
    ['a deck too few', 'insights: []', 'content/moments.yml:1'],
    [
      'a line that is no question',
      `insights:\n${'- What is it that you know?\n'.repeat(1)}- Just words here`,
      'must end with a question mark',
    ],
    ['no list', 'Just a line', 'must hold the lists'],
    ['a broken file', 'insights: [', 'content/moments.yml:'],
    ['an endless line', `insights:\n- ${'W'.repeat(100_000)}?`, 'must have 150 characters at most'],
  ])('are refused with file and line when there is %s', (_what, text, words) => {
    expect(() => parseContent('moments.yml', text, momentFile)).toThrow(words);
  });
});

describe('The modal', () => {
  const filled = { days: ['4', '1', '1'], time: '10:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' };
  const read = (different: object) => momentForm.safeParse({ ...filled, ...different });
  const faults = (different: object) => read(different).error?.issues.map((issue) => issue.path[0]);

  it('reads days in order, dates one a line or with commas, and questions only for one’s own deck', () => {
    expect(read({}).data).toMatchObject({ days: [1, 4], minutes: 10, own: [], holidays: [], isWilling: false });
    const holidays = '2026-12-25, 2026-12-24\n\n2026-12-24';
    expect(read({ holidays, willing: ['yes'] }).data).toMatchObject({
      holidays: ['2026-12-24', '2026-12-25'],
      isWilling: true,
    });
    const own = 'What is new?\r\n\r\n  What   is old?\nWhat is left?';
    expect(read({ deck: 'own', own }).data?.own).toEqual(['What is new?', 'What is old?', 'What is left?']);
    expect(read({ deck: 'tools', own }).data?.own).toEqual([]);
  });

  it('says at the field what is wrong', () => {
    expect(faults({ days: [] })).toEqual(['days']);
    expect(faults({ days: ['8'] })).toEqual(['days']);
    expect(faults({ minutes: '60' })).toEqual(['minutes']);
    expect(faults({ zone: 'Mars/Olympus' })).toEqual(['zone']);
    expect(faults({ channel: 'D0SOMEBODY' })).toEqual(['channel']);
    expect(faults({ deck: 'own', own: 'One?\nTwo?' })).toEqual(['own']);
    expect(faults({ deck: 'own', own: 'Why?\n'.repeat(31) })).toEqual(['own']);
    expect(faults({ deck: 'own', own: `${'W'.repeat(151)}\nWhy?\nHow?` })).toEqual(['own']);
    expect(read({ holidays: '24.12.2026' }).error?.issues[0]?.message).toContain('“24.12.2026” is no date');
    expect(faults({ holidays: '2026-02-30' })).toEqual(['holidays']);
  });
});

it('Days read as words', () => {
  expect(daysText([1])).toBe('Mondays');
  expect(daysText([1, 4, 5])).toBe('Mondays, Thursdays and Fridays');
  expect(daysText([6, 7])).toBe('Saturdays and Sundays');
  expect(daysText([1, 2, 3, 4, 5])).toBe('Mondays to Fridays');
});

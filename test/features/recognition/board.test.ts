import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quarterOf, seenBy, standings, type Use } from '../../../src/features/recognition/rules/board.ts';

const helped = (mentorId: string, ...mentees: string[]): Use[] => mentees.map((menteeId) => ({ mentorId, menteeId }));
const all = (uses: Use[]) => standings(uses, () => true);
const order = (uses: Use[]) => all(uses).map((one) => one.memberId);

const person = fc.integer({ min: 0, max: 12 }).map((n) => `U${n}`);
const uses = fc.array(fc.record({ mentorId: person, menteeId: person }), { maxLength: 200 });

it('Repeats with the same person weigh one, a half, a quarter', () => {
  expect(all(helped('A', 'x', 'x', 'x', 'y', 'z', 'u', 'v'))).toEqual([
    { memberId: 'A', people: 5, score: 5.75, place: 1 },
  ]);
});

it('Somebody who helped one more person is ahead of whoever helped a few again and again', () => {
  const often = Array.from({ length: 100 }, () => helped('A', 'x')).flat();
  const five = ['y', 'z', 'u', 'v'];
  expect(order([...often, ...helped('A', ...five), ...helped('B', ...five, 'w', 't', 's')])).toEqual(['B', 'A']);
});

it('Whoever helped fewer than five different people is not on the board', () => {
  expect(order(helped('A', 'u', 'v', 'w', 'x'))).toEqual([]);
  expect(order(helped('A', 'u', 'v', 'w', 'x', 'y'))).toEqual(['A']);
});

it('Two people who trade sessions are not on the board, however many they trade', () => {
  fc.assert(
    fc.property(uses, fc.integer({ min: 1, max: 500 }), (others, n) => {
      const trade = Array.from({ length: n }, () => [...helped('P', 'Q'), ...helped('Q', 'P')]).flat();
      expect(order([...others, ...trade])).toEqual(order(others));
    }),
  );
});

it('Two who trade and help four more people besides stay behind everybody who helped seven different people', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), (n) => {
      const trade = Array.from({ length: n }, () => [...helped('P', 'Q'), ...helped('Q', 'P')]).flat();
      const four = ['u', 'v', 'w', 'x'];
      const seven = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
      const board = order([...trade, ...helped('P', ...four), ...helped('Q', ...four), ...helped('Z', ...seven)]);
      expect(board[0]).toBe('Z');
    }),
  );
});

it('Equals share a place, and the order does not depend on what came first', () => {
  fc.assert(
    fc.property(uses, fc.integer(), (given, seed) => {
      const shuffled = fc.sample(fc.shuffledSubarray(given, { minLength: given.length }), { seed, numRuns: 1 })[0]!;
      const [a, b] = [all(given), all(shuffled)];
      expect(a).toEqual(b);
      for (const [i, one] of a.entries()) {
        const before = a[i - 1];
        if (before) expect(one.place).toBe(before.score === one.score ? before.place : i + 1);
      }
    }),
  );
});

it('Nobody is shown as the last, the top is ten at most, and one’s neighbourhood has no places', () => {
  fc.assert(
    fc.property(uses, person, (given, viewer) => {
      const board = all(given);
      const { top, near } = seenBy(board, viewer);
      expect(top.length).toBeLessThanOrEqual(10);
      expect(near.length).toBeLessThanOrEqual(3);
      const last = board.at(-1);
      const isEven = board[0]?.score === last?.score;
      if (last && !isEven) expect(top.map((one) => one.memberId)).not.toContain(last.memberId);
      if (near.length > 0) expect(near.at(-1)?.memberId).toBe(viewer);
      for (const one of near) expect(one).not.toHaveProperty('place');
      const isOn = board.some((one) => one.memberId === viewer);
      expect([...top, ...near].some((one) => one.memberId === viewer)).toBe(isOn);
    }),
  );
});

it('Whoever is not to be shown takes no place', () => {
  const given = [...helped('A', 'u', 'v', 'w', 'x', 'y', 'z'), ...helped('B', 'u', 'v', 'w', 'x', 'y')];
  expect(standings(given, (id) => id !== 'A')).toMatchObject([{ memberId: 'B', place: 1 }]);
});

it('A quarter begins at midnight of the workspace', () => {
  const now = Temporal.Instant.from('2026-04-01T02:00:00Z');
  expect(quarterOf('Europe/Berlin', now)).toEqual({
    start: Temporal.Instant.from('2026-03-31T22:00:00Z'),
    label: 'April to June 2026',
  });
  expect(quarterOf('America/New_York', now).label).toBe('January to March 2026');
});

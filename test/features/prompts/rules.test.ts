import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type GateState, gateOf } from '../../../src/features/prompts/rules.ts';

const base = Temporal.Instant.from('2026-03-02T10:00:00Z');
const ahead = (max: number) => fc.integer({ min: 0, max }).map((minutes) => base.add({ minutes }));

const states: fc.Arbitrary<GateState> = fc.record({
  now: fc.constant(base),
  contactsToday: fc.integer({ min: 0, max: 5 }),
  pausedUntil: fc.option(
    fc.integer({ min: -5000, max: 5000 }).map((m) => base.add({ minutes: m })),
    { nil: undefined },
  ),
  // At work half of the time, so that the other reasons count too.
  nextWorkingMoment: fc.oneof(fc.constant(base), ahead(3000)),
  nextWorkingDay: fc.integer({ min: 1, max: 6000 }).map((minutes) => base.add({ minutes })),
  isGone: fc.boolean(),
});

it('The gate opens only for somebody who is here, at work, on no break, and has room in their day', () => {
  fc.assert(
    fc.property(states, (state) => {
      const isPaused = state.pausedUntil !== undefined && Temporal.Instant.compare(base, state.pausedUntil) < 0;
      const isWorking = state.nextWorkingMoment.equals(base);
      const mayWrite = !state.isGone && !isPaused && isWorking && state.contactsToday < 3;
      expect(gateOf(state).ok).toBe(mayWrite);
    }),
  );
});

it('A closed gate names a later moment, or never', () => {
  fc.assert(
    fc.property(states, (state) => {
      const gate = gateOf(state);
      if (gate.ok) return;
      if ('never' in gate) expect(state.isGone).toBe(true);
      else expect(Temporal.Instant.compare(gate.until, base)).toBeGreaterThan(0);
    }),
  );
});

it('A day has room for three messages', () => {
  const atWork = { now: base, pausedUntil: undefined, nextWorkingMoment: base, isGone: false };
  const open = (contactsToday: number) => gateOf({ ...atWork, contactsToday, nextWorkingDay: base.add({ hours: 23 }) });
  expect([0, 1, 2].map((n) => open(n).ok)).toEqual([true, true, true]);
  expect(open(3)).toEqual({ ok: false, until: base.add({ hours: 23 }) });
});

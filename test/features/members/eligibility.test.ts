import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EligibilityContext, NO_END, whyNotEligible } from '../../../src/features/members/rules/index.ts';
import { aMember } from '../../support/members.ts';

const now = Temporal.Instant.from('2026-03-09T10:00:00Z');
const open: EligibilityContext = { now, allowGuests: false, blocked: false, sessionsThisWeek: 0, self: false };

const anyone = fc
  .record({
    isBot: fc.boolean(),
    isGuest: fc.boolean(),
    isDeactivated: fc.boolean(),
    capacity: fc.nat(20),
    pausedUntil: fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined }),
    unreachable: fc.constantFrom(undefined, 'user_disabled'),
  })
  .map(({ pausedUntil, ...rest }) =>
    aMember({ ...rest, pausedUntil: pausedUntil === undefined ? undefined : now.add({ hours: pausedUntil }) }),
  );
const contexts = fc.record({
  now: fc.constant(now),
  allowGuests: fc.boolean(),
  blocked: fc.boolean(),
  sessionsThisWeek: fc.nat(25),
  self: fc.boolean(),
});

describe('the eligibility rule', () => {
  it('lets exactly those be asked whom nothing speaks against', () => {
    fc.assert(
      fc.property(anyone, contexts, (mentor, context) => {
        const against = [
          context.self,
          context.blocked,
          mentor.isBot,
          mentor.isDeactivated,
          mentor.isGuest && !context.allowGuests,
          mentor.pausedUntil !== undefined && Temporal.Instant.compare(mentor.pausedUntil, now) > 0,
          mentor.unreachable !== undefined,
          context.sessionsThisWeek >= mentor.capacity,
        ];
        expect(whyNotEligible(mentor, context) === undefined).toBe(!against.includes(true));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['self', {}, { self: true }],
    ['bot', { isBot: true }, {}],
    ['guest', { isGuest: true }, {}],
    ['deactivated', { isDeactivated: true }, {}],
    ['paused', { pausedUntil: now.add({ seconds: 1 }) }, {}],
    ['paused', { pausedUntil: NO_END }, {}],
    ['blocked', {}, { blocked: true }],
    ['full', { capacity: 2 }, { sessionsThisWeek: 2 }],
    ['full', { capacity: 0 }, {}],
    ['unreachable', { unreachable: 'user_disabled' }, {}],
  ] as const)('says %s', (reason, member, context) => {
    expect(whyNotEligible(aMember(member), { ...open, ...context })).toBe(reason);
  });

  it('lets a pause end at its very end, and a guest mentor where owners allow it', () => {
    expect(whyNotEligible(aMember({ pausedUntil: now }), open)).toBeUndefined();
    expect(whyNotEligible(aMember({ isGuest: true }), { ...open, allowGuests: true })).toBeUndefined();
  });
});

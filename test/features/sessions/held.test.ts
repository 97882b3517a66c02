import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formats } from '../../../src/features/members/rules/index.ts';
import { canBeDenied, hasBegunEarly, isHeld, isUnsure, withLine } from '../../../src/features/sessions/rules/held.ts';
import type { Session } from '../../../src/features/sessions/rules/index.ts';
import { aSession } from './a-session.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const minute = (minutes: number) => start.add({ minutes });
const END = minute(40);

/** Mostly after the beginning, so that both are there often enough. */
const when = fc.oneof(
  { arbitrary: fc.integer({ min: 1, max: 39 }).map(minute), weight: 3 },
  { arbitrary: fc.constantFrom(undefined, minute(-30), minute(0)), weight: 2 },
);
const mentorWord = fc.constantFrom(undefined, undefined, 'talked' as const, 'did not talk' as const);
const menteeWord = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  'talked' as const,
  'did not talk' as const,
  'looked back' as const,
);
const tookPlace = fc.constantFrom('wrapped up', 'time ran out', 'nobody came', 'somebody left');
const anyEnding = fc.constantFrom(
  ...(['wrapped up', 'time ran out', 'nobody came', 'somebody left', 'handed back', 'cancelled'] as const),
);
const ended = (ending: fc.Arbitrary<Session['ending']>) =>
  fc
    .record({
      ending,
      format: fc.constantFrom(...formats),
      openedAt: fc.constantFrom(undefined, start),
      startedAt: fc.constantFrom(undefined, start),
      menteeSpokeAt: when,
      mentorSpokeAt: when,
      menteeWord,
      mentorWord,
    })
    .map((different) => aSession({ ...different, state: 'ended', endedAt: END }));

const wasThere = (session: Session, at: Temporal.Instant | undefined) =>
  at !== undefined && Temporal.Instant.compare(at, session.openedAt ?? session.createdAt) >= 0;

describe('A session is held', () => {
  it('never when it was called off, or one of them says that they did not talk and the mentee has not looked back', () => {
    fc.assert(
      fc.property(ended(anyEnding), (session) => {
        if (session.ending === 'handed back' || session.ending === 'cancelled') expect(isHeld(session)).toBe(false);
        const denied = [session.menteeWord, session.mentorWord].includes('did not talk');
        if (denied && session.menteeWord !== 'looked back') expect(isHeld(session)).toBe(false);
      }),
    );
  });

  it('never by what one of them did alone, unless they say so', () => {
    fc.assert(
      fc.property(ended(anyEnding), fc.constantFrom('menteeSpokeAt' as const, 'mentorSpokeAt' as const), (any, who) => {
        const alone = { ...any, [who]: undefined, menteeWord: undefined, mentorWord: undefined };
        expect(isHeld(alone)).toBe(false);
      }),
    );
  });

  it('when both took part or one says that they talked, and the other does not say otherwise', () => {
    let silent = 0;
    fc.assert(
      fc.property(ended(tookPlace), (session) => {
        const { menteeWord: mentee, mentorWord: mentor, openedAt, ending } = session;
        if (mentee === 'did not talk' || mentor === 'did not talk' || mentee === 'looked back') return;
        const both = wasThere(session, session.menteeSpokeAt) && wasThere(session, session.mentorSpokeAt);
        const took = both && (openedAt !== undefined || ending === 'wrapped up');
        if (took && !mentee && !mentor) silent += 1;
        expect(isHeld(session)).toBe(took || mentee === 'talked' || mentor === 'talked');
      }),
      { numRuns: 500 },
    );
    expect(silent).toBeGreaterThan(5);
  });

  it('when the mentee looked back on it, whatever else is known', () => {
    fc.assert(
      fc.property(ended(tookPlace), (any) => {
        expect(isHeld({ ...any, menteeWord: 'looked back' })).toBe(true);
      }),
    );
  });

  it('not before it has ended', () => {
    const words = { menteeWord: 'talked', menteeSpokeAt: start, mentorSpokeAt: start } as const;
    for (const state of ['planned', 'open', 'running'] as const)
      expect(isHeld(aSession({ state, ...words }))).toBe(false);
  });
});

it('Somebody is asked whether they talked only while nothing tells, and can deny it only where nothing shows it', () => {
  let unsure = 0;
  fc.assert(
    fc.property(ended(anyEnding), (session) => {
      if (isUnsure(session, END)) {
        unsure += 1;
        expect(isHeld(session)).toBe(false);
        expect(canBeDenied(session, END)).toBe(true);
      }
      const sure = session.menteeWord === 'looked back' || session.ending === 'handed back';
      if (sure) expect(canBeDenied(session, END)).toBe(false);
    }),
    { numRuns: 500 },
  );
  expect(unsure).toBeGreaterThan(5);
});

describe('Two people who talk before the time', () => {
  const planned = aSession({ state: 'planned', openedAt: undefined });
  const afterLines = (lines: ['mentee' | 'mentor', number][]) => {
    const session = { ...planned };
    for (const [by, at] of lines) {
      const { mentee, mentor } = withLine(session, by, minute(at));
      Object.assign(session, { menteeLines: mentee, mentorLines: mentor, lastLineAt: minute(at) });
    }
    return session;
  };
  const exchange = (times: number, gap: number) =>
    afterLines(Array.from({ length: 2 * times }, (_, i) => [i % 2 ? 'mentor' : 'mentee', i * gap]));

  it('have begun after three messages from each without a long pause', () => {
    expect(hasBegunEarly(exchange(3, 2))).toBe(true);
    expect(hasBegunEarly(exchange(3, 29))).toBe(true);
  });

  it('have not begun by agreeing on a time, by one of them writing, or by a word now and then', () => {
    expect(hasBegunEarly(exchange(2, 1))).toBe(false);
    expect(hasBegunEarly(exchange(9, 31))).toBe(false);
    expect(hasBegunEarly(afterLines(Array.from({ length: 20 }, (_, i) => ['mentee', i])))).toBe(false);
    expect(hasBegunEarly({ ...exchange(5, 1), beganEarly: true })).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { urgencies } from '../../../src/features/matching/rules/score.ts';
import {
  type CascadeState,
  expiryOf,
  nextStep,
  type OfferState,
  patientUntil,
  type RequestState,
  whyTooLate,
} from '../../../src/features/requests/rules/index.ts';
import { anyMoment, anySchedule } from '../../support/times.ts';

const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
const inHours = (hours: number) => NOW.add({ minutes: Math.round(hours * 60) });
const states: RequestState[] = ['open', 'waiting', 'matched', 'cancelled', 'expired'];
const answers: OfferState[] = ['pending', 'accepted', 'declined', 'lapsed', 'proposed', 'withdrawn', 'handed back'];
const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** Hours until somebody can be written to: often none, so that there is somebody to ask. */
const anyReach = fc.oneof(
  { arbitrary: fc.constant(0), weight: 3 },
  { arbitrary: fc.integer({ min: 1, max: 80 }), weight: 2 },
  { arbitrary: fc.constant(undefined), weight: 1 },
);

/** Mostly a request about which something can be done: open, and nobody is being asked. */
const anyState: fc.Arbitrary<CascadeState> = fc
  .record({
    state: fc.oneof(
      { arbitrary: fc.constant<RequestState>('open'), weight: 6 },
      { arbitrary: fc.constantFrom(...states), weight: 1 },
    ),
    chosenId: fc.option(fc.constantFrom(...ids), { nil: undefined }),
    lifetime: fc.oneof(
      { arbitrary: fc.integer({ min: 1, max: 60 }), weight: 6 },
      { arbitrary: fc.integer({ min: -5, max: 0 }), weight: 1 },
    ),
    patience: fc.integer({ min: 0, max: 60 }),
    asked: fc.subarray(ids, { maxLength: 6 }),
    answers: fc.oneof(
      {
        arbitrary: fc.array(fc.constantFrom<OfferState>('declined', 'lapsed'), { minLength: 8, maxLength: 8 }),
        weight: 3,
      },
      { arbitrary: fc.array(fc.constantFrom(...answers), { minLength: 8, maxLength: 8 }), weight: 1 },
    ),
    candidates: fc.shuffledSubarray(ids, { minLength: 2 }),
    eligible: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    reachable: fc.array(anyReach, { minLength: 8, maxLength: 8 }),
  })
  .map((g) => ({
    request: { state: g.state, chosenId: g.chosenId, expiresAt: inHours(g.lifetime) },
    offers: g.asked.map((mentorId, i) => ({ mentorId, state: g.answers[i] ?? 'declined' })),
    candidates: g.candidates.map((id, i) => {
      const hours = g.reachable[i];
      return { id, isEligible: g.eligible[i] ?? true, reachableAt: hours === undefined ? undefined : inHours(hours) };
    }),
    patientUntil: inHours(g.patience),
  }));

const isLive = (o: { state: OfferState }) => o.state === 'pending' || o.state === 'proposed';

/** Draws `numRuns` states and checks those to which the rule applies. @returns how many these were. */
function check(numRuns: number, rule: (state: CascadeState) => boolean): number {
  let applied = 0;
  const property = fc.property(anyState, (state) => {
    if (rule(state)) applied += 1;
  });
  fc.assert(property, { numRuns });
  return applied;
}

describe('the next step of a cascade', () => {
  it('never asks somebody who is not eligible, was asked before, or cannot be written to now', () => {
    const asked = check(1000, (state) => {
      const step = nextStep(state, NOW);
      if (step.do !== 'ask') return false;
      const candidate = state.candidates.find((c) => c.id === step.mentorId);
      expect(candidate?.isEligible).toBe(true);
      expect(candidate?.reachableAt?.epochMilliseconds).toBeLessThanOrEqual(NOW.epochMilliseconds);
      expect(state.offers.map((o) => o.mentorId)).not.toContain(step.mentorId);
      return true;
    });
    expect(asked).toBeGreaterThan(100);
  });

  it('asks nobody while somebody is being asked, once five were, or when the request is not open', () => {
    const busy = check(1000, (state) => {
      const isBusy = state.offers.some(isLive) || state.offers.length >= 5 || state.request.state !== 'open';
      if (isBusy) expect(nextStep(state, NOW).do).not.toBe('ask');
      return isBusy;
    });
    expect(busy).toBeGreaterThan(100);
  });

  it('waits only for a moment ahead that lies within the lifetime', () => {
    const waited = check(1000, (state) => {
      const step = nextStep(state, NOW);
      if (step.do !== 'wait') return false;
      expect(Temporal.Instant.compare(NOW, step.until)).toBe(-1);
      expect(Temporal.Instant.compare(step.until, state.request.expiresAt)).toBe(-1);
      return true;
    });
    expect(waited).toBeGreaterThan(15);
  });

  it('stops waiting for whoever was picked when the asker would not wait, as long as somebody else is there', () => {
    const ready = check(1000, (state) => {
      const step = nextStep({ ...state, patientUntil: NOW }, NOW);
      const asked = new Set(state.offers.map((o) => o.mentorId));
      const isReady = (c: CascadeState['candidates'][number]) =>
        c.isEligible && !asked.has(c.id) && c.reachableAt?.equals(NOW) === true;
      const picked = state.candidates.find((c) => c.id === state.request.chosenId && c.isEligible && !asked.has(c.id));
      // Only where the picked colleague is there to be waited for, and somebody else could be asked at once.
      if (!picked?.reachableAt || isReady(picked) || !state.candidates.some(isReady)) return false;
      expect(step.do).not.toBe('wait');
      return true;
    });
    expect(ready).toBeGreaterThan(8);
  });

  it('asks whoever was picked first when they can be written to', () => {
    const candidates = ['A', 'B'].map((id) => ({ id, isEligible: true, reachableAt: NOW }));
    const request = { state: 'open' as const, chosenId: 'B', expiresAt: inHours(8) };
    expect(nextStep({ request, offers: [], candidates, patientUntil: NOW }, NOW)).toEqual({ do: 'ask', mentorId: 'B' });
  });

  it('keeps the request open for a late yes, and closes it when everybody has said no', () => {
    const request = { state: 'open' as const, chosenId: undefined, expiresAt: inHours(8) };
    const stepAfter = (state: OfferState) =>
      nextStep({ request, offers: [{ mentorId: 'A', state }], candidates: [], patientUntil: NOW }, NOW);
    expect(stepAfter('lapsed')).toEqual({ do: 'stay' });
    expect(stepAfter('declined')).toEqual({ do: 'close' });
  });
});

describe('a whole cascade', () => {
  /** Plays a request to its end: every pending offer is answered as told, every wait is waited out. */
  function play(start: CascadeState, answersGiven: OfferState[]) {
    let state = {
      ...start,
      request: { ...start.request, state: 'open' as RequestState },
      offers: [] as CascadeState['offers'],
    };
    let now = NOW;
    const asked: string[] = [];
    for (let turn = 0; turn < 40; turn += 1) {
      const step = nextStep(state, now);
      if (step.do === 'close') return { asked, ended: true };
      if (step.do === 'ask') {
        asked.push(step.mentorId);
        const answer = answersGiven[asked.length - 1] ?? 'lapsed';
        state = { ...state, offers: [...state.offers, { mentorId: step.mentorId, state: answer }] };
        if (answer === 'accepted') return { asked, ended: true };
      }
      now = step.do === 'wait' ? step.until : step.do === 'stay' ? state.request.expiresAt : now.add({ minutes: 30 });
    }
    return { asked, ended: false };
  }

  const given = fc.array(fc.constantFrom<OfferState>('accepted', 'declined', 'lapsed', 'withdrawn'), { maxLength: 8 });

  it('always ends, asks each colleague once and five at most', () => {
    fc.assert(
      fc.property(anyState, given, (state, replies) => {
        const { asked, ended } = play(state, replies);
        expect(ended).toBe(true);
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked.length).toBeLessThanOrEqual(5);
      }),
    );
  });
});

describe('the times of a request', () => {
  it('has it close at the end of a working day, between one and a half and sixteen days ahead', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, (schedule, at) => {
        const hours = expiryOf(schedule, at).since(at).total('hours');
        expect(hours).toBeGreaterThan(24);
        expect(hours).toBeLessThan(16 * 24);
      }),
    );
  });

  it('never has an asker wait longer for their pick than the request lives or the urgency says', () => {
    fc.assert(
      fc.property(anySchedule, anyMoment, fc.constantFrom(...urgencies), (schedule, at, urgency) => {
        const end = expiryOf(schedule, at);
        const until = patientUntil(urgency, schedule, at, end);
        expect(Temporal.Instant.compare(until, end)).toBeLessThanOrEqual(0);
        if (urgency === 'now') expect(until.equals(at)).toBe(true);
        if (urgency === 'today') expect(until.since(at).total('hours')).toBeLessThanOrEqual(25);
      }),
    );
  });
});

describe('a click on an offer', () => {
  it('counts only while the request is open and the offer unanswered', () => {
    for (const offer of answers) {
      for (const request of states.filter((s) => s !== 'waiting')) {
        const counts = request === 'open' && (offer === 'pending' || offer === 'lapsed');
        expect(whyTooLate(offer, request) === undefined, `${offer} ${request}`).toBe(counts);
      }
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterSilence,
  isInWeek,
  pickQuestion,
  type Session,
  whoIsDue,
  withRecap,
} from '../../../src/features/sessions/rules/index.ts';
import { refusal, type SessionAction } from '../../../src/features/sessions/rules/refusals.ts';
import { divide, earliestToday, wrapUpForm } from '../../../src/features/sessions/rules/wrap-up.ts';
import { aSession } from './a-session.ts';

const start = Temporal.Instant.from('2026-03-02T10:00:00Z');
const minute = (minutes: number) => start.add({ minutes });
const [mentee, mentor] = ['U0ADA', 'U0BRAM'];
const running: Partial<Session> = { state: 'running', startedAt: start, endsAt: minute(20) };
const ended = (ending: Session['ending'], more: Partial<Session> = {}) =>
  aSession({ state: 'ended', ending, endedAt: start, ...more });

describe('who is due', () => {
  it('is whoever has not been heard since it was time to talk', () => {
    expect(whoIsDue(aSession())).toEqual([mentee, mentor]);
    expect(whoIsDue(aSession({ menteeSpokeAt: minute(1) }))).toEqual([mentor]);
    expect(whoIsDue(aSession({ menteeSpokeAt: minute(-5), mentorSpokeAt: minute(2) }))).toEqual([mentee]);
  });

  it('decides what twenty silent minutes mean', () => {
    expect(afterSilence(aSession(), minute(20))).toBe('close');
    expect(afterSilence(aSession({ menteeSpokeAt: minute(2) }), minute(20))).toBe('close');
    expect(afterSilence(aSession({ menteeSpokeAt: minute(15) }), minute(20))).toEqual({ waitUntil: minute(25) });
    expect(afterSilence(aSession({ ...running, menteeSpokeAt: minute(2) }), minute(20))).toBe('nothing');
    expect(afterSilence(aSession({ ...running }), minute(20))).toBe('close');
  });
});

describe('what may be clicked', () => {
  const no = (session: Session, deed: SessionAction, by = mentee, now = start) => refusal(session, deed, by, now);

  it('is nothing for strangers', () => {
    const deeds: SessionAction[] = ['start', 'extend', 'wrap up', 'pick a time', 'hand back', 'cancel'];
    for (const deed of deeds) expect(no(aSession(), deed, 'U0EVE')).toContain('two people of this session');
  });

  it('is start, another time, wrap up, and each one’s own way out before the start', () => {
    for (const session of [aSession(), aSession({ state: 'planned' })]) {
      for (const deed of ['start', 'pick a time', 'wrap up', 'cancel'] as const)
        expect(no(session, deed)).toBeUndefined();
      expect(no(session, 'hand back', mentor)).toBeUndefined();
      expect(no(session, 'hand back')).toContain('for the mentor');
      expect(no(session, 'cancel', mentor)).toContain('person who asked');
      expect(no(session, 'extend')).toContain('hasn’t begun');
    }
    expect(no(aSession({ state: 'planned', plannedFor: minute(60) }), 'wrap up')).toContain('hasn’t begun');
  });

  it('is five minutes more, twice, and wrap up while the clock runs', () => {
    const session = aSession(running);
    expect(no(session, 'extend')).toBeUndefined();
    expect(no({ ...session, extensions: 2 }, 'extend')).toContain('twice');
    expect(no(session, 'start')).toContain('already running');
    expect(no(session, 'pick a time')).toContain('talking already');
    expect(no(session, 'cancel')).toContain('has begun');
    expect(no(session, 'hand back', mentor)).toContain('has begun');
  });

  it('is wrap up for a week after a session that took place, and another time after one that did not', () => {
    const day = 24 * 60;
    for (const ending of ['wrapped up', 'time ran out', 'nobody came'] as const) {
      expect(no(ended(ending), 'wrap up', mentor, minute(6 * day))).toBeUndefined();
      expect(no(ended(ending), 'wrap up', mentor, minute(8 * day))).toContain('closed for good');
    }
    for (const ending of ['handed back', 'cancelled', 'somebody left'] as const) {
      expect(no(ended(ending), 'wrap up')).toContain('didn’t take place');
    }
    expect(no(ended('somebody left', { startedAt: start }), 'wrap up')).toBeUndefined();
    expect(no(ended('nobody came'), 'pick a time')).toBeUndefined();
    expect(no(ended('wrapped up'), 'pick a time')).toContain('over');
  });
});

describe('the wrap-up', () => {
  const form = wrapUpForm(() => Temporal.PlainDate.from('2026-03-02'));
  const faults = (answers: Record<string, unknown>) => form.safeParse(answers).error?.issues.map((i) => i.path[0]);

  it('asks for the other half of a half action, at the field that lacks it', () => {
    expect(faults({ when1: 'I deploy', will1: undefined })).toEqual(['will1']);
    expect(faults({ when2: '   ', will2: 'read the logs' })).toEqual(['when2']);
    expect(faults({})).toBeUndefined();
  });

  it('refuses dates that are past everywhere, and overlooks what is no date', () => {
    expect(faults({ when1: 'a', will1: 'b', due1: '2026-03-01' })).toEqual(['due1']);
    expect(faults({ when1: 'a', will1: 'b', due1: '2026-03-02' })).toBeUndefined();
    expect(faults({ when1: 'a', will1: 'b', due1: '2026-02-31' })).toBeUndefined();
    expect(earliestToday(Temporal.Instant.from('2026-03-02T11:59:00Z')).toString()).toBe('2026-03-01');
  });

  it('keeps one recap of each, replaced only by its author', () => {
    const first = withRecap([], mentee, ' Found it ');
    expect(withRecap(withRecap(first, mentor, 'Me too'), mentee, 'Really found it')).toEqual([
      { authorId: mentee, text: 'Really found it' },
      { authorId: mentor, text: 'Me too' },
    ]);
    expect(withRecap(first, mentor, ' ')).toEqual(first);
    expect(withRecap(first, mentee, '')).toEqual([]);
  });

  it('never keeps an action twice, never more than three, and loses none of the words', () => {
    const anyStep = fc.record({
      ownerId: fc.constantFrom(mentee, mentor),
      when: fc.constantFrom('a', 'A ', 'b'),
      will: fc.constantFrom('x', 'y'),
    });
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 3 }), fc.array(anyStep, { maxLength: 3 }), (one, two) => {
        const agreed = divide([], one).fit;
        const { fit, unfit } = divide(agreed, two);
        const key = (s: { ownerId: string; when: string; will: string }) =>
          `${s.ownerId} ${s.when.trim().toLowerCase()} ${s.will}`;
        const kept = [...agreed, ...fit].map(key);
        expect(kept.length).toBeLessThanOrEqual(3);
        expect(new Set(kept).size).toBe(kept.length);
        for (const step of two) expect([...kept, ...unfit.map(key)]).toContain(key(step));
      }),
    );
  });
});

describe('the week of a mentor', () => {
  it('is Monday to Sunday where they live', () => {
    const sunday = Temporal.Instant.from('2026-03-08T23:30:00Z');
    const session = aSession({ openedAt: sunday });
    expect(isInWeek(session, 'Europe/London', start)).toBe(true);
    expect(isInWeek(session, 'Europe/Berlin', start)).toBe(false);
  });

  it('counts what is still to be agreed, and nothing that came to nothing', () => {
    expect(isInWeek(aSession({ state: 'planned', openedAt: undefined }), 'UTC', minute(60))).toBe(true);
    for (const ending of ['handed back', 'cancelled', 'nobody came'] as const)
      expect(isInWeek(ended(ending), 'UTC', start)).toBe(false);
  });
});

it('Two people get a question that they have not had, while there is one', () => {
  const questions = ['a?', 'b?', 'c?'];
  fc.assert(
    fc.property(fc.subarray(questions), fc.nat(), (asked, seed) => {
      const picked = pickQuestion(questions, asked, seed);
      expect(questions).toContain(picked);
      if (asked.length < questions.length) expect(asked).not.toContain(picked);
    }),
  );
});

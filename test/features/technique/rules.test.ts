import fc from 'fast-check';
import { expect, it } from 'vitest';
import { longest, missingIn, note, refusal, rolePlayForm } from '../../../src/features/technique/rules.ts';
import { previewModal } from '../../../src/features/technique/views/forms.ts';
import { limits } from '../../../src/slack/blocks.ts';
import { aSession } from '../sessions/a-session.ts';

const written = {
  who: 'Ada',
  what: 'You asked the quiet ones',
  where: 'stand-up',
  when: 'today',
  why: 'They spoke',
  next: 'Ask them first',
};

it('Only the two people of a running session may use a technique, and each other reads why not', () => {
  const running = aSession({ state: 'running' });
  expect(refusal(running, 'U0ADA')).toBeUndefined();
  expect(refusal(running, 'U0BRAM')).toBeUndefined();
  expect(refusal(running, 'U0DANA')).toContain('two people of this session');
  expect(refusal(aSession({ state: 'open' }), 'U0ADA')).toContain('Press Start first');
  expect(refusal(aSession({ state: 'ended' }), 'U0ADA')).toContain('is over');
  expect(refusal(undefined, 'U0ADA')).toContain('no longer here');
});

it('Feedback needs a person, a moment, what was seen and what it led to; the place and next time may be left out', () => {
  expect(note.safeParse(written).success).toBe(true);
  expect(note.safeParse({ ...written, where: ' ', next: ' ' }).success).toBe(true);
  for (const w of ['who', 'what', 'when', 'why']) {
    const issues = note.safeParse({ ...written, [w]: '  ' }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path[0])).toEqual([w]);
  }
});

it.each([
  // What the seeds give as the bad example, and its like.
  ['You need to be more organized', 'behaviour'],
  ['You should communicate better', 'behaviour'],
  ['Your presentations are confusing', 'behaviour'],
  ['She is not a team player', 'behaviour'],
  ['You seem disengaged', 'behaviour'],
  ['You lack confidence', 'behaviour'],
  ['Be more proactive', 'behaviour'],
  ['Great job', 'behaviour'],
  ['You always interrupt the others', 'moment'],
  ['You never write the handover down', 'moment'],
  ['He arrives late every time', 'moment'],
])('“%s” lacks the %s', (what, part) => expect(missingIn({ ...written, what })).toEqual([part]));

it.each([
  'You asked the two quiet ones first',
  'You drew the flow before you spoke',
  'You were reading your phone while Sam spoke',
  'She stopped the line when she heard the noise',
  'In the handover you left out the new dose',
  'The chart had no labels',
])('“%s” lacks nothing', (what) => expect(missingIn({ ...written, what })).toEqual([]));

it('An opinion is no effect, and what it led to for somebody is one', () => {
  const of = (why: string) => missingIn({ ...written, why });
  expect(of('It is important to be on time')).toEqual(['effect']);
  expect(of('That is unprofessional')).toEqual(['effect']);
  expect(of('The customer called twice because nobody had written it down')).toEqual([]);
  expect(of('I understood it at once')).toEqual([]);
});

it('A note of any words fits whole into the button that changes it', () => {
  const text = fc.string({ unit: 'binary', maxLength: 700 });
  fc.assert(
    fc.property(text, text, text, (who, what, why) => {
      const parsed = note.safeParse({ ...written, who, what, why });
      if (!parsed.success) return;
      const blocks = previewModal('x'.repeat(36), parsed.data).blocks;
      const value = JSON.stringify({ sessionId: 'x'.repeat(36), note: parsed.data });
      expect(JSON.stringify(blocks)).toContain(JSON.stringify(value).slice(1, -1));
      expect(value.length).toBeLessThanOrEqual(limits.buttonValue);
    }),
  );
  const quotes = (max: number) => '"'.repeat(max);
  const worst = Object.fromEntries(Object.entries(longest).map(([part, max]) => [part, quotes(max)]));
  const value = JSON.stringify({ sessionId: 'x'.repeat(36), note: worst });
  expect(value.length).toBeLessThan(limits.buttonValue);
});

it('A scene is chosen or written, and one that is written says enough', () => {
  const read = (fill: object) => rolePlayForm.safeParse({ practises: 'mentee', ...fill });
  const faults = (fill: object) => read(fill).error?.issues.map((issue) => issue.path[0]);
  expect(read({ scene: 'Admit a mistake' }).success).toBe(true);
  expect(read({ own: 'I tell my manager that I would like to move teams' }).success).toBe(true);
  expect(faults({})).toEqual(['scene']);
  expect(faults({ own: 'a pitch' })).toEqual(['own']);
});

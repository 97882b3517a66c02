import fc from 'fast-check';
import { expect, it } from 'vitest';
import { broadWords, longest, note, refusal, rolePlayForm } from '../../../src/features/technique/rules.ts';
import { previewModal } from '../../../src/features/technique/views/forms.ts';
import { limits } from '../../../src/slack/blocks.ts';
import { aSession } from '../sessions/a-session.ts';

const written = { who: 'Ada', what: 'You asked the quiet ones', where: 'stand-up', when: 'today', why: 'They spoke' };

it('Only the two people of a running session may use a technique, and each other reads why not', () => {
  const running = aSession({ state: 'running' });
  expect(refusal(running, 'U0ADA')).toBeUndefined();
  expect(refusal(running, 'U0BRAM')).toBeUndefined();
  expect(refusal(running, 'U0DANA')).toContain('two people of this session');
  expect(refusal(aSession({ state: 'open' }), 'U0ADA')).toContain('Press Start first');
  expect(refusal(aSession({ state: 'ended' }), 'U0ADA')).toContain('is over');
  expect(refusal(undefined, 'U0ADA')).toContain('no longer here');
});

it('Feedback needs all of the five W’s', () => {
  expect(note.safeParse(written).success).toBe(true);
  for (const w of Object.keys(written)) {
    const issues = note.safeParse({ ...written, [w]: '  ' }).error?.issues ?? [];
    expect(issues.map((issue) => issue.path[0])).toEqual([w]);
  }
});

it('Habits are pointed out, moments are not', () => {
  expect(broadWords(written)).toEqual([]);
  expect(broadWords({ ...written, what: 'You always interrupt, always', why: 'You NEVER listen' })).toEqual([
    'always',
    'never',
  ]);
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
  const worst = { who: quotes(longest.who), what: quotes(longest.what), where: quotes(longest.where) };
  const value = JSON.stringify({ ...worst, when: quotes(longest.when), why: quotes(longest.why) });
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

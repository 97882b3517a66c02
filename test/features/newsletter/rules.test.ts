import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { editForm } from '../../../src/features/newsletter/rules/form.ts';
import {
  figuresLine,
  figuresOf,
  longest,
  monthBefore,
  nextDraftAt,
  ofMonth,
  pickStories,
  spanOf,
} from '../../../src/features/newsletter/rules/index.ts';
import { newsletterFile, newsletterWords } from '../../../src/features/newsletter/service/words.ts';

const at = (text: string) => Temporal.Instant.from(text);
const person = fc.integer({ min: 1, max: 12 }).map((n) => `U${n}`);
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu');
const anyTime = fc
  .integer({ min: at('2024-01-01T00:00:00Z').epochMilliseconds, max: at('2030-01-01T00:00:00Z').epochMilliseconds })
  .map((ms) => Temporal.Instant.fromEpochMilliseconds(ms));

describe('The figures of a newsletter', () => {
  const pair = fc.record({ mentorId: person, menteeId: person });

  it('never tell of fewer than five people, and never a wrong count', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 40 }), fc.array(person, { maxLength: 20 }), (sessions, usedBy) => {
        const { talks, helpers, users } = figuresOf({ sessions, usedBy });
        const people = new Set(sessions.flatMap((s) => [s.mentorId, s.menteeId])).size;
        const [mentors, mentees] = [new Set(sessions.map((s) => s.mentorId)).size, new Set(usedBy).size];
        expect(talks).toBe(people >= 5 && sessions.length >= 5 ? sessions.length : 0);
        expect(helpers).toBe(mentors >= 5 ? mentors : 0);
        expect(users).toBe(mentees >= 5 ? mentees : 0);
        const line = figuresLine({ talks, helpers, users });
        for (const number of line?.match(/\d+/g) ?? []) expect(Number(number)).toBeGreaterThanOrEqual(5);
        expect(line === undefined).toBe(talks + helpers + users === 0);
      }),
    );
  });

  it('are left out for two who talked a hundred times', () => {
    const sessions = Array.from({ length: 100 }, () => ({ mentorId: 'U1', menteeId: 'U2' }));
    expect(figuresLine(figuresOf({ sessions, usedBy: ['U2'] }))).toBeUndefined();
  });
});

describe('The stories of a newsletter', () => {
  const story = fc.record({
    id: fc.uuid(),
    sessionId: fc.integer({ min: 1, max: 6 }).map(String),
    authorId: person,
    partnerId: person,
    source: fc.constantFrom('reflection' as const, 'outcome' as const),
    createdAt: anyTime,
  });

  it('are three at most, each once, one of each session, and as many as there can be', () => {
    fc.assert(
      fc.property(fc.uniqueArray(story, { selector: (s) => s.id, maxLength: 12 }), (all) => {
        const picked = pickStories(all);
        const sessions = new Set(all.map((s) => s.sessionId)).size;
        expect(picked).toHaveLength(Math.min(3, sessions));
        expect(new Set(picked.map((s) => s.sessionId)).size).toBe(picked.length);
        expect(all).toEqual(expect.arrayContaining(picked));
      }),
    );
  });

  it('are of different people where they can be, what was used first', () => {
    const base = { partnerId: 'U9', createdAt: at('2026-02-01T10:00:00Z'), source: 'reflection' as const };
    const one = { ...base, id: 'a', sessionId: '1', authorId: 'U1' };
    const two = { ...base, id: 'b', sessionId: '2', authorId: 'U1' };
    const three = { ...base, id: 'c', sessionId: '3', authorId: 'U2', partnerId: 'U3' };
    const used = { ...three, id: 'd', sessionId: '4', source: 'outcome' as const };
    expect(pickStories([one, two, three]).map((s) => s.id)).toEqual(['a', 'c', 'b']);
    expect(pickStories([one, three, used]).map((s) => s.id)).toEqual(['d', 'a', 'c']);
  });
});

describe('The day of the draft', () => {
  it('is the first day from Monday to Friday of a month, at half past nine, and the next one ahead', () => {
    fc.assert(
      fc.property(zone, anyTime, (in_, now) => {
        const next = nextDraftAt(in_, now);
        const local = next.toZonedDateTimeISO(in_);
        expect(local.toPlainTime().toString()).toBe('09:30:00');
        expect(local.dayOfWeek).toBeLessThanOrEqual(5);
        const earlier = Array.from({ length: local.day - 1 }, (_, i) => local.with({ day: i + 1 }).dayOfWeek);
        expect(earlier.every((day) => day > 5)).toBe(true);
        expect(next.epochMilliseconds).toBeGreaterThan(now.epochMilliseconds);
        expect(next.epochMilliseconds - now.epochMilliseconds).toBeLessThan(34 * 86_400_000);
        const { from, to } = spanOf(in_, monthBefore(in_, next));
        expect(to.epochMilliseconds).toBeLessThanOrEqual(next.epochMilliseconds);
        expect(nextDraftAt(in_, from).epochMilliseconds).toBeLessThan(to.epochMilliseconds);
      }),
    );
  });

  it('is the Monday after where the first is a Saturday or Sunday', () => {
    expect(nextDraftAt('Europe/Berlin', at('2026-07-20T10:00:00Z'))).toEqual(at('2026-08-03T07:30:00Z'));
    expect(nextDraftAt('Europe/Berlin', at('2026-02-20T10:00:00Z'))).toEqual(at('2026-03-02T08:30:00Z'));
  });
});

describe('What is typed into a draft', () => {
  const typed = { heading: ' News ', opening: '\n Hello \n', closing: ' \n' };
  const fields = Object.keys(longest) as (keyof typeof longest)[];

  it('is kept without the blanks around it', () => {
    expect(editForm.parse(typed)).toMatchObject({ heading: 'News', opening: 'Hello', closing: '' });
  });

  it.each(fields)('may have as many characters in its %s as it says, and not one more', (field) => {
    const most = longest[field];
    const answer = (words: string) => editForm.safeParse({ ...typed, [field]: words });
    expect(answer(` ${'w'.repeat(most)} `).data?.[field]).toHaveLength(most);
    expect(answer('w'.repeat(most + 1)).error?.issues).toMatchObject([
      { path: [field], message: `Please keep it to ${most} characters.` },
    ]);
  });

  it('may leave out no more than the closing words', () => {
    const { error } = editForm.safeParse({ heading: '  ', opening: ' ' });
    expect(error?.issues.map(({ path }) => path)).toEqual([['heading'], ['opening']]);
  });
});

describe('The technique of the month', () => {
  it('comes once before any comes again', () => {
    const { techniques } = newsletterWords();
    const first = Temporal.PlainYearMonth.from('2026-01');
    const months = techniques.map((_, i) => first.add({ months: i }).toString());
    expect(new Set(months.map((month) => ofMonth(techniques, month))).size).toBe(techniques.length);
  });

  const shipped = `opening: ${'w'.repeat(30)}\nquiet: ${'w'.repeat(30)}\nclosing: ${'w'.repeat(30)}\ntechniques:\n`;
  it.each([
    ['a link', `${shipped}  - name: <https://x.example|here>\n`, 'newsletter.yml:5 must not hold Slack’s signs'],
    ['a sign of its own', `${shipped}  - name: less < more\n`, 'newsletter.yml:5 must not hold <, > or &'],
    ['too few', `${shipped}  []\n`, 'newsletter.yml:5 must hold 6 techniques at least'],
    ['a stranger', `${shipped}  - {}\nsubject: x\n`, 'newsletter.yml'],
    ['a book', shipped.replace('w'.repeat(30), 'w'.repeat(5000)), 'newsletter.yml:1 must have 1000 characters at most'],
    ['no YAML', 'opening: [', 'newsletter.yml:1'],
  ])('is refused with file and line when the file holds %s', (_what, text, problem) => {
    expect(() => parseContent('newsletter.yml', text, newsletterFile)).toThrow(problem);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestForm } from '../../../src/features/requests/rules/form.ts';
import {
  explanation,
  readable,
  searchable,
  topicName,
  withoutFiller,
} from '../../../src/features/requests/rules/topic.ts';
import { askForm, findForm } from '../../../src/features/search/rules/form.ts';

const bidi = String.fromCodePoint(0x202e);
const zeroWidth = String.fromCodePoint(0x200b);

describe('a question to the app', () => {
  it.each([
    ['who knows terraform?', 'terraform'],
    ['Who knows about Terraform please?', 'Terraform'],
    ['hi, who can help me with negotiating a salary?', 'negotiating a salary'],
    ['does anybody here know kubernetes?', 'kubernetes'],
    ['Is there someone who knows how sharding works', 'how sharding works'],
    ['I need help with difficult conversations', 'difficult conversations'],
    ["I'm looking for a mentor for public speaking", 'public speaking'],
    ['can you find me somebody for Rust', 'Rust'],
    ['kubernetes', 'kubernetes'],
    ['my pod restarts every minute', 'my pod restarts every minute'],
    ['hello', ''],
    ['C++', 'C++'],
  ])('"%s" is about "%s"', (text, topic) => {
    expect(withoutFiller(text)).toBe(topic);
  });

  it('never throws and never grows, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        expect(withoutFiller(text).length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

describe('words of a person', () => {
  it('reads Slack’s mark-up as its words', () => {
    expect(readable('<!channel> see <https://x.example|the page> &amp; <#C1|general> &lt;3')).toBe(
      '@channel see the page & #general <3',
    );
    expect(readable('<https://x.example>')).toBe('https://x.example');
    expect(readable('ask <@U0ADA> or <@U0BRAM|bram de vries> in <#C0MENTORING>')).toBe('ask … or @bram de vries in …');
  });

  it('loses marks that turn the direction of what follows, and keeps scripts that run right to left', () => {
    expect(readable(`${bidi}kubernetes`)).toBe('kubernetes');
    expect(searchable('איך לתת משוב')).toBe('איך לתת משוב');
  });

  it('holds no topic without a letter or a digit', () => {
    for (const text of ['', '   ', '🦄🦄', '***', '<!channel>'.slice(0, 2), zeroWidth.repeat(5), '?!']) {
      expect(searchable(text)).toBeUndefined();
    }
  });

  it('is searched in its first 300 characters only', () => {
    expect(searchable('kubernetes '.repeat(1000))?.length).toBe(300);
  });

  it('never leaves half a character or anything live in a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => {
        for (const cut of [topicName(text), explanation(text), readable(text)]) expect(cut.isWellFormed()).toBe(true);
        expect(topicName(text)).not.toMatch(/[<>]/);
      }),
    );
  });
});

describe('the forms', () => {
  const filled = {
    topic: 'Kubernetes',
    goal: 'understand why pods restart',
    minutes: '20',
    format: 'thread',
    urgency: 'today',
  };
  const errorsOf = (answers: Record<string, unknown>) =>
    askForm.safeParse({ ...filled, ...answers }).error?.issues.map((issue) => String(issue.path[0])) ?? [];

  it('take an ordinary ask', () => {
    expect(askForm.parse(filled)).toMatchObject({ topic: 'Kubernetes', minutes: 20, tried: '', options: [] });
  });

  it.each([
    [{ goal: ' '.repeat(40) }, ['goal']],
    [{ goal: undefined }, ['goal']],
    [{ goal: `   too short     ` }, ['goal']],
    [{ goal: zeroWidth.repeat(40) }, ['goal']],
    [{ topic: '🦄' }, ['topic']],
    [{ topic: undefined }, ['topic']],
    [{ topic: 'x'.repeat(10_000) }, ['topic']],
    [{ minutes: '21' }, ['minutes']],
    [{ format: 'telepathy' }, ['format']],
    [{ urgency: '1; drop table request' }, ['urgency']],
  ])('say at the field what is wrong with %j', (answers, fields) => {
    expect(errorsOf(answers)).toEqual(fields);
  });

  it('take a search with nothing but a topic, and a time only when it is one', () => {
    expect(findForm.parse({ topic: 'Kubernetes' })).toEqual({ topic: 'Kubernetes' });
    expect(suggestForm.safeParse({ date: '2026-02-30', time: '10:00' }).success).toBe(false);
    expect(suggestForm.safeParse({ date: '2026-02-03', time: '25:99' }).success).toBe(false);
    expect(suggestForm.safeParse({ date: '2026-02-03', time: '10:00' }).success).toBe(true);
  });
});

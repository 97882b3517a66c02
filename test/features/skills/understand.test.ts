import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Lexicon } from '../../../src/features/skills/rules/lexicon.ts';
import { isSmallWord } from '../../../src/features/skills/rules/small-words.ts';
import { isSure, understand } from '../../../src/features/skills/rules/understand.ts';
import { createLexicon, loadVocabulary } from '../../../src/features/skills/service/vocabulary.ts';

const lexicon = createLexicon(loadVocabulary());
const first = (text: string, among = lexicon) => understand(among, text)[0];

describe('Understanding a topic', () => {
  it.each([
    ['Kubernetes', 'kubernetes', 'exact'],
    ['k8s', 'kubernetes', 'alias'],
    ['C++', 'c++', 'exact'],
    ['C#', 'c#', 'exact'],
    ['.net', '.net', 'exact'],
    ['node.js', 'node js', 'exact'],
    ['NodeJS', 'node js', 'alias'],
    ['front end', 'frontend development', 'alias'],
    ['i18n', 'internationalisation', 'alias'],
    ['OKR', 'okrs', 'alias'],
    ['negotiator', 'negotiation', 'word form'],
    ['日本語', 'japanese', 'alias'],
    ['العربية', 'arabic', 'alias'],
    ['ｋ８ｓ', 'kubernetes', 'alias'],
    ['k\u200b8s', 'kubernetes', 'alias'],
    ['how do I give difficult feedback', 'giving feedback', 'alias'],
    ['reactjs hooks', 'react', 'phrase'],
    ['日本語を練習したい', 'japanese', 'phrase'],
    ['how do I say no to my boss', 'saying no', 'phrase'],
    ['kuberneets', 'kubernetes', 'spelling'],
    ['postgress tuning', 'postgresql', 'spelling'],
    ['machne learning', 'machine learning', 'spelling'],
    ['SQL Sever', 'sql server', 'spelling'],
  ] as const)('reads "%s" as %s (%s)', (text, skillId, how) => {
    expect(first(text)).toMatchObject({ skillId, how });
  });

  it('finds several topics in one sentence', () => {
    const found = understand(lexicon, 'terraform and negotiating').filter(isSure);
    expect(found.map((f) => f.skillId).sort()).toEqual(['negotiation', 'terraform']);
  });

  it('takes a plain English word for a skill only when nothing else is said', () => {
    expect(first('I want to learn Go')).toMatchObject({ skillId: 'go', how: 'exact' });
    expect(understand(lexicon, 'ancient Greek pottery').filter(isSure)).toEqual([]);
    expect(understand(lexicon, 'Julia Schmidt').filter(isSure)).toEqual([]);
  });

  it.each(['', ' ', 'a', '!!!', '🎉', '<@U0123>', '<!channel>', '\u0000\u200b', '"* OR NEAR(', "'; drop table x; --"])(
    'is sure of nothing in %j',
    (text) => {
      expect(understand(lexicon, text).filter(isSure)).toEqual([]);
    },
  );

  it('reads ten thousand letters without trouble', () => {
    expect(() => understand(lexicon, 'kubernetes and '.repeat(700))).not.toThrow();
    expect(() => understand(lexicon, 'x'.repeat(10_000))).not.toThrow();
  });

  it('never fails, and never leaves the range of confidence, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string()), (text) => {
        for (const { confidence } of understand(lexicon, text)) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('prefers an exact label to anything that is spelt alike', () => {
    const names = [...lexicon.skills()].map((skill) => skill.name);
    fc.assert(
      fc.property(fc.constantFrom(...names), (name) => {
        expect(first(name)).toMatchObject({ skillId: lexicon.idOf(name), how: 'exact' });
      }),
      { numRuns: 400 },
    );
  });

  it('never lets a skill that is one slip away beat the one that was named', () => {
    const word = fc.stringMatching(/^[a-z]{4,10}$/);
    const slip = fc.tuple(word, fc.nat(), fc.constantFrom('left out', 'doubled', 'swapped')).map(([name, n, kind]) => {
      const at = 1 + (n % (name.length - 1));
      if (kind === 'left out') return [name, name.slice(0, at) + name.slice(at + 1)] as const;
      if (kind === 'doubled') return [name, name.slice(0, at) + name[at] + name.slice(at)] as const;
      return [name, name.slice(0, at - 1) + name[at] + name[at - 1] + name.slice(at + 1)] as const;
    });
    fc.assert(
      fc.property(slip, fc.boolean(), ([name, other], isFirst) => {
        // A small word names a skill only when it stands alone; see the next test.
        fc.pre(name !== other && !isSmallWord(name) && !isSmallWord(other));
        const small = new Lexicon();
        for (const skill of isFirst ? [name, other] : [other, name]) small.add(skill);
        for (const text of [name, other]) {
          expect(understand(small, text)[0]).toMatchObject({ skillId: text, how: 'exact' });
          expect(understand(small, `tell me about ${text}`).filter(isSure)[0]).toMatchObject({ skillId: text });
        }
      }),
    );
  });

  it('takes a small word for a skill when it stands alone, and for no topic inside a sentence', () => {
    const small = new Lexicon();
    for (const word of ['real', 'rael']) small.add(word);
    expect(first('real', small)).toMatchObject({ skillId: 'real', how: 'exact' });
    expect(understand(small, 'tell me about real').filter(isSure)).toEqual([]);
    expect(first('tell me about rael', small)).toMatchObject({ skillId: 'rael', how: 'exact' });
  });

  it('does not depend on the order in which skills were added', () => {
    const skills = loadVocabulary().skills.slice(0, 60);
    const texts = ['k8s', 'postgress', 'clean cod', 'reading code together', 'react and vue', 'websokets'];
    const plain = readAll(skills, texts);
    fc.assert(
      fc.property(fc.shuffledSubarray(skills, { minLength: skills.length }), (shuffled) => {
        expect(readAll(shuffled, texts)).toEqual(plain);
      }),
      { numRuns: 20 },
    );
  });

  it('asks back where two skills share an alias', () => {
    const small = new Lexicon();
    small.add('Customer relations', ['CR team']);
    small.add('Change requests', ['CR team']);
    expect(understand(small, 'CR team').map((f) => f.how)).toEqual(['guess', 'guess']);
  });

  it('lets a merged skill mean the other, and refuses a circle', () => {
    const small = new Lexicon();
    small.add('Talks');
    small.add('Presenting');
    small.redirect('talks', 'presenting');
    expect(understand(small, 'talks')[0]).toMatchObject({ skillId: 'presenting' });
    expect(() => small.redirect('presenting', 'talks')).toThrow(RangeError);
    expect(() => small.redirect('presenting', 'presenting')).toThrow(RangeError);
  });
});

function readAll(skills: ReturnType<typeof loadVocabulary>['skills'], texts: string[]) {
  const small = new Lexicon();
  for (const { name, aliases } of skills) small.add(name, aliases);
  return texts.map((text) => understand(small, text));
}

describe('A word that is spelt as it should be', () => {
  const shipped = createLexicon(loadVocabulary());
  const bySpelling = (text: string) => understand(shipped, text).filter(({ how }) => how === 'spelling');

  it.each(['shift', 'rota', 'boss', 'wound care', 'cashing up', 'cold start', 'my boss and the rota'])(
    'is no misspelling of another: “%s”',
    (text) => expect(bySpelling(text)).toEqual([]),
  );

  it('may complete a label of several words, and a slip is corrected as ever', () => {
    expect(bySpelling('sql sever').map(({ matchedText }) => matchedText)).toContain('sql sever');
    expect(bySpelling('kuberntes').length).toBeGreaterThan(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance, slipsAllowed } from '../../../src/features/skills/rules/edit-distance.ts';
import { normalise } from '../../../src/features/skills/rules/normalise.ts';
import { bareForms, shortForms } from '../../../src/features/skills/rules/short-forms.ts';
import { stem } from '../../../src/features/skills/rules/stem.ts';

describe('Normalising', () => {
  it('keeps signs that carry meaning and drops the others', () => {
    expect(normalise('C++ / C# (.NET), Node.js!')).toBe('c++ c# .net node js');
  });

  it('drops accents, case, width, mentions and links', () => {
    expect(normalise('  Ｃafé <@U1> <https://a.example|here> RÉSUMÉ ')).toBe('cafe resume');
  });

  it('changes every letter that it changes, however often it stands there', () => {
    expect(normalise('Maßstäße')).toBe('massstasse');
  });

  it('begins no word with a mark that stands alone, so that signs after it are read as ever', () => {
    expect(normalise('\u0338豈a')).toBe('豈 a');
    for (const text of ['Aŉ', 'Aʼ⻳']) expect(normalise(normalise(text))).toBe(normalise(text));
  });

  it('changes nothing when it is done twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });
});

describe('Word forms', () => {
  it.each([
    ['negotiating', 'negotiation'],
    ['optimisation', 'optimizing'],
    ['behaviour', 'behavior'],
    ['planning', 'plans'],
    ['coaches', 'coaching'],
  ])('holds %s and %s to be forms of one word', (a, b) => {
    expect(stem(a)).toBe(stem(b));
  });

  it.each([
    ['class', 'classical music'],
    ['react', 'reaper'],
    ['posting', 'posture'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(stem(a)).not.toBe(stem(b));
  });
});

describe('Short forms', () => {
  it('makes initials of three words and more, numeronyms, and names without maker or js', () => {
    expect(shortForms('objectives and key results')).toEqual(['oakr', 'okr']);
    expect(shortForms('internationalization')).toEqual(['i18n']);
    expect(shortForms('apache kafka')).toEqual(['kafka']);
    expect(shortForms('adonisjs')).toContain('adonis');
  });

  it('takes versions and makers off what was asked', () => {
    expect(bareForms(['python', '3', '12'])).toContain('python');
    expect(bareForms(['python3'])).toContain('python');
    expect(bareForms(['microsoft', 'excel'])).toContain('excel');
  });
});

describe('Edit distance', () => {
  it('counts a swap of neighbours as one slip', () => {
    expect(editDistance('kubernetes', 'kubrenetes', 2)).toBe(1);
  });

  it('allows no slip in three letters, one from four and two from nine', () => {
    expect([3, 4, 8, 9].map(slipsAllowed)).toEqual([0, 1, 1, 2]);
  });

  it('is the same in both directions, and none only for equal words', () => {
    const word = fc.string({ maxLength: 12 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 3)).toBe(editDistance(b, a, 3));
        expect(editDistance(a, b, 3) === 0).toBe(a === b);
      }),
    );
  });
});

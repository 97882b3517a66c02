import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseContent } from '../../../src/content.ts';
import { filledIn, paragraphsOf, unknownFacts } from '../../../src/features/launch-kit/rules.ts';
import { launchFile, launchPieces } from '../../../src/features/launch-kit/service/pieces.ts';

const known = { owner: 'Dana', workspace: 'Harbour', digest: '#mentoring' };
const file = (text: string, more = '') =>
  `name: Announcement\nfor: For everybody here\nheading: Twenty minutes\ntext: "${text}"\n${more}`;
const enough = 'w'.repeat(250);

describe('The texts of the launch kit', () => {
  it('go from an announcement to a note for week six, in that order, with no fact left to fill in', () => {
    const ids = launchPieces().map((piece) => piece.id);
    expect(ids).toHaveLength(10);
    expect([ids[0], ids.at(-1)]).toEqual(['1-announcement', '10-week-six']);
    for (const { text, heading } of launchPieces()) {
      expect(filledIn(`${heading} ${text}`, known)).not.toMatch(/[{}]/);
      expect(filledIn(text, known).length).toBeLessThan(3000);
    }
  });

  it.each([
    [
      'an unknown fact',
      file(`${enough} {salary}`),
      'launch/x.yml:4 knows only {owner}, {workspace}, {digest} in braces',
    ],
    ['a call to all', file(`${enough} <!channel>`), 'launch/x.yml:4 must not hold Slack’s signs'],
    ['a sign of its own', file(`${enough} less < more`), 'launch/x.yml:4 must not hold <, > or &'],
    ['a book', file('w'.repeat(9000)), 'launch/x.yml:4 must have 2600 characters at most'],
    ['a line', file('short'), 'launch/x.yml:4 must have 200 characters at least'],
    ['a stranger', file(enough, 'channel: general\n'), 'launch/x.yml:1 must hold name, for, heading and text'],
    ['a list', '- one\n- two\n', 'launch/x.yml:1 must hold name, for, heading and text'],
    ['no YAML', 'name: "', 'launch/x.yml:1'],
  ])('are refused with file and line when a file holds %s', (_what, text, problem) => {
    expect(() => parseContent('launch/x.yml', text, launchFile)).toThrow(problem);
  });

  it('know which facts they do not know', () => {
    expect(unknownFacts('{owner} and {Owner}, {} and {digest}')).toEqual(['Owner', '']);
  });

  it('lose no word when they are divided into paragraphs, however many there are', () => {
    const words = fc.array(fc.constantFrom('one', 'two ', '\n', '\n\n', ' \n \n', '*three*'), { maxLength: 200 });
    fc.assert(
      fc.property(words, (pieces) => {
        const paragraphs = paragraphsOf(pieces.join(''));
        expect(paragraphs.length).toBeLessThanOrEqual(30);
        expect(paragraphs.join('').replace(/\s/g, '')).toBe(pieces.join('').replace(/\s/g, ''));
      }),
    );
  });
});

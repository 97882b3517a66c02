/**
 * What the style guide has old words for. Each is a phrase that stood on screen once; a new sentence with one of them is
 * written in the newer words.
 */
const QUAINT = [
  'hours in common with you',
  'new to mentoring here',
  'nothing unusual',
  'is asked first',
  'I go on',
  'you hear as soon as',
  'not now it is',
  'taken care of',
  'off the table',
  'yes, that suits',
  'among your messages',
  'going by earlier',
  'a moment quicker',
  'get acquainted',
  'hand back',
  'your time is yours',
  'you(’re| are) sorted',
  'not here any more',
  '(hears|will hear) of it',
  'is kept\\.? thank',
  'see it first',
  'rather not(?=[.?]?$)',
  'card names',
  'keep a place',
  'give it up',
  'where you can come',
  'an open door',
  'had a word',
  'I would be glad to',
  'go without a buddy',
  'mend (them|it)',
  'at the most',
  'puts? \\S+ help to use',
  'was put to use',
  'next chances',
  'real help',
  'builds bridges',
  'tell this\\?',
  'has become quiet',
  'get a beginning',
  'hangs? on (it|them)',
  'stay two',
  'waits for you right now',
  'I begin by myself',
  'leave it for themselves',
  'technical traces',
  'go by themselves',
  'sign of life',
  'should better',
];

/** Habits that the style guide forbids, by what they are called. */
const habits: Record<string, RegExp> = {
  'double space': /\S {2,}\S/,
  'straight quote': /["']/,
  'exclamation mark': /[\p{L}\p{N})]!(?=\s|$|[”’)])/u,
  'more than one “please”': /\bplease\b[\s\S]*\bplease\b/i,
  'somebody for someone': /\b(some|no|every|any)body\b/i,
  'no contraction': /\b(do|does|did|is|are|was|were|have|has|had|will|would|could|should|can) not\b|\bcannot\b/i,
  'quaint words': new RegExp(`\\b(${QUAINT.join('|')})`, 'i'),
};

/** A text without what follows rules of its own: code, Slack's tokens, tags and their attributes. */
const prose = (text: string) => text.replace(/`[^`]*`|<[^>]*>|[\w-]+="[^"]*"/g, '¦');

/** What a text on screen does that the style guide forbids. */
export const habitsIn = (text: string): string[] =>
  Object.keys(habits).filter((name) => habits[name]?.test(prose(text)));

/** In characters. */
const LONGEST = { title: 24, button: 20 };

/** What is wrong with a modal's title or the text of a button; an ellipsis at its end is where it was cut. */
export function lengthOf(kind: keyof typeof LONGEST, text: string): string[] {
  return text.length > LONGEST[kind] || text.endsWith('…') ? [`${kind} over ${LONGEST[kind]}: ${text}`] : [];
}

/** One word of a text: `text` is comparable (lower case, no accents), `raw` is as it was written. */
export type Token = { text: string; raw: string };

/** Longer texts are cut: a topic fits in far less, and the cost of understanding must stay bounded. */
export const longestText = 2_000;

const slackMarkup = /<(?:[@#!][^>]*|(?:https?|mailto):[^>]*)>|https?:\/\/\S+/g;
const invisible = /\p{Cf}|[\ufe00-\ufe0f]/gu;
const latinMarks = /[\u0300-\u036f\u064b-\u0652]/g;
// Signs that carry meaning stay with their word: C++, C#, .NET. Scripts without spaces give one token a character.
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?<![\p{L}\p{N}])\.(?=\p{L})[\p{L}\p{M}\p{N}]+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:\+{2}|[#♯](?![\p{L}\p{N}]))?/gu;
const apostrophe = /(?<=\p{L})['’‘ʼ`´′](?=\p{L})/gu;
const spaceless = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]+$/u;

/** The words of a text, mentions and links of Slack left out. Never throws, whatever the characters. */
export function tokenise(text: string): Token[] {
  const shown = text.slice(0, longestText).replace(slackMarkup, ' ').replace(invisible, '');
  // Before the letters are made alike, which would make a space of some of these marks, and after it, which makes some.
  const clean = shown.replace(apostrophe, '').normalize('NFKC').replace(apostrophe, '');
  return Array.from(clean.matchAll(word), ([raw]) => ({ text: fold(raw), raw })).filter((t) => t.text !== '');
}

/** A comparable form of a label: its tokens joined by one space, so that "Node.JS" and "node js" are one. */
export function normalise(text: string): string {
  return tokenise(text)
    .map((token) => token.text)
    .join(' ');
}

/** A normalised text without its spaces: "front end", "front-end" and "frontend" are one. */
export function squeeze(normalised: string): string {
  return normalised.replaceAll(' ', '');
}

/** True for a text of a script that writes no spaces between words. */
export function isSpaceless(text: string): boolean {
  return spaceless.test(text);
}

function fold(raw: string): string {
  return raw
    .toLowerCase()
    .replaceAll('♯', '#')
    .normalize('NFD')
    .replace(latinMarks, '')
    .normalize('NFC')
    .replaceAll('ß', 'ss');
}

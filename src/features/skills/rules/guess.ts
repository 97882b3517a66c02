import type { IsOffered, Lexicon } from './lexicon.ts';
import { lookUp, type Span, type Understanding } from './look-up.ts';
import type { Token } from './normalise.ts';
import type { Near } from './overlap.ts';
import { resembling } from './resemblance.ts';
import { isSmallWord } from './small-words.ts';
import { type Correction, corrections } from './spelling.ts';
/** A reading of the words `from` up to, not with, `to`, one of them corrected. */
export type Respelt = { from: number; to: number; reading: Understanding };

/** Only so many unknown words of a text are compared with the whole vocabulary. */
const mostUnknown = 12;

/**
 * Readings that hold when a word is misspelt: each unknown word is replaced by its likeliest neighbours, and the
 * longest run around it that becomes a label counts. A short text is also tried as one glued word. What is spelt as it
 * should be is no slip, unless it completes a label of several words (“sql sever”).
 */
export function respell(lexicon: Lexicon, tokens: Token[], spans: Span[]): Respelt[] {
  const words = tokens.map((token) => token.text);
  const unknown = unknownWords(words, spans).slice(0, mostUnknown);
  const found = unknown.flatMap((at) =>
    corrections(lexicon, words[at]!).flatMap((c, i) => around(lexicon, tokens, at, c, i)),
  );
  const glued = words.join('');
  if (words.length > 4 || words.length === 1 || words.every((word) => lexicon.isCorrect(word))) return found;
  // Two slips over a space are two words that belong together by chance.
  const once = corrections(lexicon, glued).filter((c) => c.slips === 1);
  return [...found, ...once.flatMap((c, i) => whole(lexicon, tokens, c, i))];
}

/** Readings by likeness alone, when nothing surer was found: shared words, and for a word or two shared letters. */
export function guess(
  lexicon: Lexicon,
  words: string[],
  spans: Span[],
  near: Near[],
  isOffered: IsOffered,
): Understanding[] {
  const content = words.filter((w) => !isSmallWord(w));
  const glued = content.length === 2 ? [content.join('')] : [];
  const unknown = content.length <= 2 ? unknownWords(words, spans).map((i) => words[i]!) : [];
  const alike = [...glued, ...unknown].flatMap((word) => resembling(lexicon, word, isOffered));
  return [...alike, ...near].map(({ skillId, score, matched }) => ({
    skillId,
    how: 'guess',
    confidence: Math.min(0.65, score * 0.65),
    matchedText: matched,
  }));
}

function unknownWords(words: string[], spans: Span[]): number[] {
  return [...words.keys()].filter(
    (i) => !isSmallWord(words[i]!) && !spans.some((span) => i >= span.from && i < span.to),
  );
}

/** The longest run that holds the corrected word and is a label. */
function around(lexicon: Lexicon, tokens: Token[], at: number, { word, slips }: Correction, rank: number): Respelt[] {
  const words = tokens.map((token) => token.text);
  const shortest = lexicon.isCorrect(words[at]!) ? 2 : 1;
  words[at] = word;
  for (let length = Math.min(lexicon.longest, words.length); length >= shortest; length--)
    for (let from = Math.max(0, at - length + 1); from <= at && from + length <= words.length; from++) {
      const hit = lookUp(lexicon, words.slice(from, from + length));
      if (hit === undefined) continue;
      const confidence = spellingConfidence(word, slips, rank) + 0.02 * length;
      return spelt(hit.skillIds, confidence, tokens, from, from + length);
    }
  return [];
}

function whole(lexicon: Lexicon, tokens: Token[], { word, slips }: Correction, rank: number): Respelt[] {
  const hit = lookUp(lexicon, [word]);
  return hit === undefined
    ? []
    : spelt(hit.skillIds, spellingConfidence(word, slips, rank) + 0.04 * tokens.length, tokens, 0, tokens.length);
}

function spellingConfidence(word: string, slips: number, rank: number): number {
  return (word.length >= 6 ? 0.78 : 0.7) - 0.1 * (slips - 1) - 0.04 * rank;
}

function spelt(skillIds: string[], confidence: number, tokens: Token[], from: number, to: number): Respelt[] {
  const matchedText = tokens
    .slice(from, to)
    .map((token) => token.raw)
    .join(' ');
  return skillIds.map((skillId) => ({ from, to, reading: { skillId, how: 'spelling', confidence, matchedText } }));
}

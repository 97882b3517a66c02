import type { Lexicon, Tier } from './lexicon.ts';
import { isSpaceless } from './normalise.ts';
import { bareForms } from './short-forms.ts';
import { stem } from './stem.ts';

/** A sure reading of some words. `isWeak` marks plain English words, which need the rest of the text to agree. */
export type Hit = { skillIds: string[]; how: 'exact' | 'alias' | 'word form'; confidence: number; isWeak: boolean };

/**
 * What these words mean taken together, by the surest way that applies: as written, glued or parted otherwise, as
 * another form of the words, as a short form made by rule, without a version or a maker's name.
 */
export function lookUp(lexicon: Lexicon, words: string[]): Hit | undefined {
  const text = words.join(' ');
  const glued = words.join('');
  const isLong = glued.length >= (isSpaceless(glued) ? 2 : 4);
  return (
    hit(lexicon, 'text', text, words) ??
    (isLong ? hit(lexicon, 'glued', glued, words) : undefined) ??
    byBareForm(lexicon, words) ??
    (glued.length >= 5 ? hit(lexicon, 'stems', words.map(stem).join(' '), words) : undefined) ??
    hit(lexicon, 'short', text, words)
  );
}

/** Initials made by rule are easily a word: back-end engineering is no bee. */
const LONGEST_INITIALS = 4;

const confidence: Record<Tier, number> = { text: 1, glued: 0.97, stems: 0.9, short: 0.85 };

function hit(lexicon: Lexicon, tier: Tier, text: string, words: string[]): Hit | undefined {
  const found = lexicon.find(tier, text);
  if (found === undefined) return undefined;
  const how = tier === 'stems' || tier === 'short' ? 'word form' : found.isName ? 'exact' : 'alias';
  const sure = confidence[tier] - (found.isName ? 0 : 0.02);
  const isWeak =
    words.length === 1 && (lexicon.isOrdinary(words[0]!) || (tier === 'short' && words[0]!.length <= LONGEST_INITIALS));
  return { skillIds: found.skillIds, how, confidence: found.skillIds.length > 1 ? sure / 2 : sure, isWeak };
}

function byBareForm(lexicon: Lexicon, words: string[]): Hit | undefined {
  for (const form of bareForms(words)) {
    const found = hit(lexicon, 'text', form, form.split(' '));
    if (found !== undefined) return { ...found, how: 'word form', confidence: 0.9 };
  }
  return undefined;
}

/** How a topic was understood, surest first. */
export type How = 'exact' | 'alias' | 'word form' | 'phrase' | 'spelling' | 'guess';

/** One reading of a text. `confidence` lies between 0 and 1; `matchedText` is the person's own words. */
export type Understanding = { skillId: string; how: How; confidence: number; matchedText: string };

/** A run of words with its sure reading. */
export type Span = { from: number; to: number; hit: Hit };

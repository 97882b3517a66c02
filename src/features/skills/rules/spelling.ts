import { editDistance, slipsAllowed } from './edit-distance.ts';
import { differingLetters, letterSet } from './letters.ts';
import type { Lexicon } from './lexicon.ts';

/** A word of the vocabulary that may have been meant. */
export type Correction = { word: string; slips: number };

/**
 * Words of the vocabulary within the slips allowed for this one, nearest first. One slip from four letters, two from
 * nine, and then only with the same first letter; digits must agree. Of three letters, one may be missing inside.
 */
export function corrections(lexicon: Lexicon, word: string, limit = 4): Correction[] {
  const most = slipsAllowed(word.length);
  if (word.length === 3) return missingOne(lexicon, word).slice(0, limit);
  if (most === 0 || /^\d+$/.test(word)) return [];
  const found: Correction[] = [];
  const letters = letterSet(word);
  const digits = word.replace(/\D/g, '');
  for (let length = word.length - most; length <= word.length + most; length++)
    for (const spellings of lexicon.spellings(length))
      for (const [candidate, set] of spellings) {
        if (differingLetters(letters, set) > 2 * most) continue;
        const slips = editDistance(word, candidate, Math.min(most, slipsAllowed(candidate.length)));
        if (slips === 0 || slips > most || slips > slipsAllowed(candidate.length)) continue;
        if (slips === 2 && candidate[0] !== word[0]) continue;
        if (candidate.replace(/\D/g, '') === digits) found.push({ word: candidate, slips });
      }
  return found
    .sort((a, b) => rank(lexicon, word, a) - rank(lexicon, word, b) || (a.word < b.word ? -1 : 1))
    .slice(0, limit);
}

function missingOne(lexicon: Lexicon, word: string): Correction[] {
  const longer = lexicon.spellings(4).flatMap((spellings) => [...spellings.keys()]);
  const fits = (c: string) => c[0] === word[0] && c[3] === word[2] && (c[1] === word[1] || c[2] === word[1]);
  return longer.filter((c) => fits(c) && lexicon.find('glued', c) !== undefined).map((c) => ({ word: c, slips: 1 }));
}

/** Fewer slips first, then swaps of neighbours and the same first letter, then what is a label by itself. */
function rank(lexicon: Lexicon, word: string, { word: candidate, slips }: Correction): number {
  const isSwap = candidate.length === word.length && letterSet(candidate) === letterSet(word);
  const isLabel = lexicon.find('glued', candidate) !== undefined;
  return slips * 10 + (candidate[0] === word[0] ? 0 : 4) + (isSwap ? 0 : 1) + (isLabel ? 0 : 2);
}

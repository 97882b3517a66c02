import { trigrams } from './letters.ts';
import type { IsOffered, Lexicon } from './lexicon.ts';
import type { Near } from './overlap.ts';

const leastAlike = 0.45;

/**
 * Skills with a label that looks like this word: one is the beginning of the other ("postgre", "excelformeln"), or
 * they share many letters in a row (Dice's coefficient of trigrams). For words from five letters.
 */
export function resembling(lexicon: Lexicon, word: string, isOffered: IsOffered, limit = 5): Near[] {
  if (word.length < 5) return [];
  const own = trigrams(word);
  const shared = new Map<number, number>();
  for (const three of own)
    for (const number of lexicon.withTrigram(three)) shared.set(number, (shared.get(number) ?? 0) + 1);
  const best = new Map<string, Near>();
  for (const [number, count] of shared) {
    const label = lexicon.label(number);
    const score = likeness(word, label.squeezed, count, own.size);
    const skillId = lexicon.resolve(label.skillId);
    if (score >= leastAlike && isOffered(skillId) && score > (best.get(skillId)?.score ?? 0))
      best.set(skillId, { skillId, score, matched: word });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.skillId < b.skillId ? -1 : 1)).slice(0, limit);
}

function likeness(word: string, label: string, shared: number, size: number): number {
  const dice = (2 * shared) / (size + label.length);
  const isBeginning = label.length >= 4 && (word.startsWith(label) || label.startsWith(word));
  return isBeginning ? Math.max(dice, 0.5 + 0.4 * dice) : dice;
}

import type { Lexicon } from './lexicon.ts';
import { isSmallWord } from './small-words.ts';
import { stem } from './stem.ts';

/** A skill that shares words with the text; `score` from 0 to 1. */
export type Near = { skillId: string; score: number; matched: string };

const commonest = 3_000;

/**
 * Skills whose labels share rare words with the text. A label all of whose words occur in the text counts most, so
 * that a long advertisement can still be read; else it is the cosine of the two sets of words, weighted by rarity.
 */
export function overlapping(lexicon: Lexicon, words: string[], limit = 5): Near[] {
  const stems = new Map(words.filter((w) => !isSmallWord(w)).map((w) => [stem(w), w]));
  const weightOfText = sum([...stems.keys()].map((s) => lexicon.rarity(s) ** 2));
  const shared = sharedWeights(lexicon, [...stems.keys()]);
  const best = new Map<string, Near>();
  for (const [number, { weight, matched }] of shared) {
    const label = lexicon.labels[number]!;
    const weightOfLabel = sum(label.stems.filter((s) => !isSmallWord(s)).map((s) => lexicon.rarity(s) ** 2));
    const cosine = weight / Math.sqrt(weightOfText * weightOfLabel || 1);
    const contained = weight / (weightOfLabel || 1);
    const score = Math.min(
      1,
      Math.max(cosine, matched.length > 1 && contained > 0.99 ? 0.7 : 0.6 * contained * cosine),
    );
    const skillId = lexicon.resolve(label.skillId);
    if (score > (best.get(skillId)?.score ?? 0.2))
      best.set(skillId, { skillId, score, matched: matched.map((s) => stems.get(s)).join(' ') });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.skillId < b.skillId ? -1 : 1)).slice(0, limit);
}

function sharedWeights(lexicon: Lexicon, stems: string[]): Map<number, { weight: number; matched: string[] }> {
  const shared = new Map<number, { weight: number; matched: string[] }>();
  for (const one of stems) {
    const numbers = lexicon.byStem.get(one) ?? [];
    if (numbers.length > commonest) continue;
    const weight = lexicon.rarity(one) ** 2;
    for (const number of numbers) {
      const entry = shared.get(number);
      if (entry === undefined) shared.set(number, { weight, matched: [one] });
      else {
        entry.weight += weight;
        entry.matched.push(one);
      }
    }
  }
  return shared;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

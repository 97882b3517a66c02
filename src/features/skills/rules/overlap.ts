import type { IsOffered, Lexicon } from './lexicon.ts';
import { isStopWord } from './small-words.ts';
import { stem } from './stem.ts';
/** A skill that shares words with the text; `score` from 0 to 1. */
export type Near = { skillId: string; score: number; matched: string };

const commonest = 3_000;
/** Less than this is chance. */
const leastShared = 0.12;

/**
 * Skills whose labels share rare words with the text, best first: the cosine of the two sets of stems, each weighed by
 * its rarity. That held up best against bm25 forms on descriptions of skills (bench/matching.ts).
 */
export function overlapping(lexicon: Lexicon, words: string[], isOffered: IsOffered, limit = 5): Near[] {
  const stems = new Map(words.filter((w) => !isStopWord(w)).map((w) => [stem(w), w]));
  const weightOfText = sum([...stems.keys()].map((s) => lexicon.rarity(s) ** 2));
  const best = new Map<string, Near>();
  for (const [number, { weight, matched }] of sharedWeights(lexicon, [...stems.keys()])) {
    const label = lexicon.label(number);
    const weightOfLabel = sum(label.stems.filter((s) => !isStopWord(s)).map((s) => lexicon.rarity(s) ** 2));
    const score = Math.min(1, weight / Math.sqrt(weightOfText * weightOfLabel || 1));
    const skillId = lexicon.resolve(label.skillId);
    if (score > (best.get(skillId)?.score ?? leastShared) && isOffered(skillId))
      best.set(skillId, { skillId, score, matched: matched.map((s) => stems.get(s)).join(' ') });
  }
  return [...best.values()].sort((a, b) => b.score - a.score || (a.skillId < b.skillId ? -1 : 1)).slice(0, limit);
}

function sharedWeights(lexicon: Lexicon, stems: string[]): Map<number, { weight: number; matched: string[] }> {
  const shared = new Map<number, { weight: number; matched: string[] }>();
  for (const one of stems) {
    const numbers = lexicon.withStem(one);
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

import { isSpaceless, tokenise } from '../../skills/rules/normalise.ts';
import { isSmallWord } from '../../skills/rules/small-words.ts';
import { stem } from '../../skills/rules/stem.ts';
import { drawn, hashOf, workingDay } from './exposure.ts';

/** Words of a text that are looked for, and kept of a title or goal: the first ones say what it is about. */
const MOST_WORDS = 30;
/** Held by more people than that, a word says nothing about one of them. */
export const COMMON = 200;
/** Less than this share of what was said, in weight, is chance. */
const LEAST_SHARE = 0.3;

/** A word of somebody's title, or of a goal that they helped with. */
export type Hint = { word: string; memberId: string; source: 'title' | 'goal'; sessionId: string };
/** Somebody who may know more; `word` is the asker's own that the title has. */
export type Maybe = { memberId: string; source: Hint['source']; word: string };

/** The words of a text that say something: comparable form to how it was written. Scripts without spaces in twos. */
export function tellingWords(text: string): Map<string, string> {
  const words = new Map<string, string>();
  let before = '';
  for (const { text: word, raw } of tokenise(text)) {
    const isPart = isSpaceless(word);
    if (isPart && before !== '') words.set(before + word, before + word);
    else if (!isPart && !isSmallWord(word)) words.set(stem(word), raw);
    before = isPart ? word : '';
    if (words.size >= MOST_WORDS) break;
  }
  return words;
}

/**
 * Who may know more about something, likeliest first. Words weigh by their rarity among `people`, and one that nobody
 * has weighs most: whoever shares only everyday words with the question is left out. A goal has to share two.
 */
export function mayKnow(wanted: Map<string, string>, hints: Hint[], people: number, now: Temporal.Instant): Maybe[] {
  const weights = weigh([...wanted.keys()], hints, people);
  const whole = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const best = new Map<string, Maybe & { share: number }>();
  for (const own of grouped(hints)) {
    const [{ memberId, source }, words] = [own[0]!, own.map((hint) => hint.word)];
    const share = words.reduce((sum, word) => sum + (weights.get(word) ?? 0), 0) / (whole || 1);
    const isChance = share < LEAST_SHARE || (source === 'goal' && words.length < Math.min(2, wanted.size));
    if (isChance || share <= (best.get(memberId)?.share ?? 0)) continue;
    const rarest = words.sort((a, b) => (weights.get(b) ?? 0) - (weights.get(a) ?? 0))[0]!;
    best.set(memberId, { memberId, source, share, word: wanted.get(rarest) ?? '' });
  }
  const lot = ({ memberId }: Maybe) => drawn(hashOf(memberId), workingDay(now), 0);
  return [...best.values()].sort((a, b) => b.share - a.share || lot(a) - lot(b));
}

function weigh(words: string[], hints: Hint[], people: number): Map<string, number> {
  const holders = new Map(words.map((word) => [word, new Set<string>()]));
  for (const { word, memberId } of hints) holders.get(word)?.add(memberId);
  return new Map(words.map((word) => [word, Math.log(1 + people / Math.max(1, holders.get(word)?.size ?? 0))]));
}

/** What one person is known by: their title together, and each goal for itself. */
function grouped(hints: Hint[]): Hint[][] {
  const groups = new Map<string, Hint[]>();
  for (const hint of hints) {
    const key = `${hint.memberId} ${hint.source} ${hint.sessionId}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [hint]);
    else group.push(hint);
  }
  return [...groups.values()];
}

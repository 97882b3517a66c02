import type { Lexicon } from '../src/features/skills/rules/lexicon.ts';
import { normalise, squeeze } from '../src/features/skills/rules/normalise.ts';
import { isSure, understand } from '../src/features/skills/rules/understand.ts';

/** One line of a set: what somebody of a trade typed, and the names that the skill goes by. */
export type Topic = { sector: string; language: string; typed: string; meant: string[] };

export const outcomes = [
  'right at once',
  'right among those asked back',
  'confidently wrong',
  'asked back, all wrong',
  'nothing',
] as const;
export type Outcome = (typeof outcomes)[number];

type Reading = { name: string; how: string; sure: number };

/** As many readings as the app names where it asks back: the likeliest and four others. */
const SHOWN = 5;
const columns = ['sector', 'language', 'typed', 'meant'];

/** The topics of a table whose columns are parted by tabs. @throws Error naming the line that has too few or too many. */
export function topicsOf(text: string): Topic[] {
  const lines = text.split(/\r?\n/).map((line) => line.split('\t'));
  if (lines[0]?.join() !== columns.join())
    throw new Error(`The first line must name the columns ${columns.join(', ')}.`);
  return lines.flatMap((cells, i) => {
    if (i === 0 || (cells.length === 1 && cells[0] === '')) return [];
    const [sector, language, typed, meant] = cells;
    if (cells.length !== columns.length || !typed || !meant)
      throw new Error(`Line ${i + 1} must have ${columns.length} columns, parted by tabs.`);
    return [{ sector: sector!, language: language!, typed, meant: meant.split('|') }];
  });
}

/**
 * What the app makes of a topic, as if everybody offered every skill or nobody any. A reading is right when its skill
 * bears one of the names that were meant, as its own name or as an alias. The app acts on the first reading alone when
 * it is sure, so a sure first reading of another skill is confidently wrong whatever follows it.
 */
export function judge(
  lexicon: Lexicon,
  { typed, meant }: Topic,
  isOffered: boolean,
): { outcome: Outcome; readings: Reading[] } {
  const found = understand(lexicon, typed, () => isOffered).slice(0, SHOWN);
  const wanted = new Set(meant.flatMap((name) => skillsCalled(lexicon, name)));
  const readings = found.map(({ skillId, how, confidence }) => {
    return { name: lexicon.skill(skillId)?.name ?? skillId, how, sure: confidence };
  });
  const [first] = found;
  const isRight = found.some(({ skillId }) => wanted.has(skillId));
  if (first === undefined) return { outcome: 'nothing', readings };
  if (isSure(first)) return { outcome: wanted.has(first.skillId) ? 'right at once' : 'confidently wrong', readings };
  return { outcome: isRight ? 'right among those asked back' : 'asked back, all wrong', readings };
}

function skillsCalled(lexicon: Lexicon, name: string): string[] {
  const written = normalise(name);
  return lexicon.find('text', written)?.skillIds ?? lexicon.find('glued', squeeze(written))?.skillIds ?? [];
}

/** How often each outcome came in each group, sorted by group, and over all under “all”. */
export function tally<T extends { outcome: Outcome }>(
  judged: T[],
  groupOf: (one: T) => string,
): [string, Record<Outcome, number>][] {
  const groups = new Map<string, Record<Outcome, number>>();
  const names = [...new Set(judged.map(groupOf))].sort();
  for (const name of [...names, 'all'])
    groups.set(name, Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>);
  for (const one of judged) for (const name of [groupOf(one), 'all']) groups.get(name)![one.outcome]++;
  return [...groups];
}

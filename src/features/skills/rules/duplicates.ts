import { setImmediate } from 'node:timers/promises';
import type { SkillRow } from '../store/skills.ts';
import { editDistance, slipsAllowed } from './edit-distance.ts';
import { differingLetters, letterSet } from './letters.ts';
import { squeeze } from './normalise.ts';
import { stem } from './stem.ts';

export type Pair = [SkillRow, SkillRow];

/** What is known beside the names: which skill a key means, whether the shipped vocabulary has it, and who is kept apart. */
export type Knowledge = {
  meaning(key: string): string;
  isShipped(key: string): boolean;
  isApart(a: SkillRow, b: SkillRow): boolean;
};

/** A pair to look at, surely one where the vocabulary says so; undefined: time to let others do something. */
type Step = { pair: Pair; isSure: boolean } | undefined;

/** Names, and comparisons of two names, between two pauses: some milliseconds of work. */
const NAMES_AT_ONCE = 250;
const COMPARISONS_AT_ONCE = 10_000;
/** After so many the search for slips ends: some 10,000 skills of usual names need a quarter of them. */
const MOST_COMPARISONS = 2_000_000;

/**
 * Pairs of skills that look like one, the surest first: those that mean the same by now, are written alike but for
 * spaces, hold other forms of the same words, or are a slip or two apart. Two names that the shipped vocabulary tells
 * apart are two. Only names of like beginning and length are compared, and whatever else goes on gets its turn.
 */
export async function duplicatesAmong(rows: SkillRow[], knowledge: Knowledge, limit: number): Promise<Pair[]> {
  const pairs: Pair[] = [];
  const seen = new Set<string>();
  for (const step of steps(rows, knowledge)) {
    if (pairs.length >= limit) break;
    if (step === undefined) await setImmediate();
    else if (isNew(step.pair, seen) && mayBeOne(step, knowledge)) pairs.push(step.pair);
  }
  return pairs;
}

function isNew([a, b]: Pair, seen: Set<string>): boolean {
  const key = [a.id, b.id].sort().join(' ');
  return !seen.has(key) && seen.add(key).has(key);
}

function mayBeOne({ pair: [a, b], isSure }: NonNullable<Step>, { isShipped, isApart }: Knowledge): boolean {
  return !isApart(a, b) && (isSure || !isShipped(a.key) || !isShipped(b.key));
}

function* steps(rows: SkillRow[], { meaning }: Knowledge): Generator<Step, undefined> {
  yield* alike(rows, true, (row) => meaning(row.key));
  yield* alike(rows, false, (row) => squeeze(row.key));
  yield* alike(rows, false, (row) => row.key.split(' ').map(stem).sort().join(' '));
  yield* aSlipApart(rows);
  return undefined;
}

/** Pairs of which `form` makes the same text: each with the first of its kind. */
function* alike(rows: SkillRow[], isSure: boolean, form: (row: SkillRow) => string): Generator<Step, undefined> {
  const firsts = new Map<string, SkillRow>();
  for (const [i, row] of rows.entries()) {
    if (i % NAMES_AT_ONCE === 0) yield undefined;
    const text = form(row);
    const first = firsts.get(text);
    if (first === undefined) firsts.set(text, row);
    else yield { pair: [first, row], isSure };
  }
  return undefined;
}

type Spelt = { row: SkillRow; letters: number; digits: string; most: number };

function* aSlipApart(rows: SkillRow[]): Generator<Step, undefined> {
  const shelves = new Map<string, Spelt[]>();
  let compared = 0;
  let total = 0;
  for (const row of rows) {
    if (total > MOST_COMPARISONS) return undefined;
    const { key } = row;
    const spelt = { row, letters: letterSet(key), digits: key.replace(/\D/g, ''), most: slipsAllowed(key.length) };
    for (let longer = -spelt.most; longer <= 2; longer++) {
      const others = shelves.get(`${key[0]}${key.length + longer}`) ?? [];
      for (const other of others) if (isNear(spelt, other)) yield { pair: [other.row, row], isSure: false };
      compared += others.length;
    }
    if (compared > COMPARISONS_AT_ONCE) {
      total += compared;
      compared = 0;
      yield undefined;
    }
    const shelf = shelves.get(`${key[0]}${key.length}`);
    if (shelf === undefined) shelves.set(`${key[0]}${key.length}`, [spelt]);
    else shelf.push(spelt);
  }
  return undefined;
}

function isNear(a: Spelt, b: Spelt): boolean {
  const most = Math.min(a.most, b.most);
  if (most === 0 || differingLetters(a.letters, b.letters) > 2 * most || a.digits !== b.digits) return false;
  return editDistance(a.row.key, b.row.key, most) <= most;
}

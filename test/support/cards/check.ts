import type { Slack } from '../../../sandbox/slack/server.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { declared } from './all.ts';
import type { Card, Declared } from './declare.ts';
import { type Block, blocksAt } from './found.ts';
import { claimed, parts } from './said.ts';

/** The claims that were found on a card so far, by kind. */
export const seen = new Map<string, Set<RegExp>>();

/** Below the prompts of a message; in place of one that became needless; and what can be done about any card. */
const around = [
  /^\[Report a concern\]$/gm,
  /^\d+ more (in Home|will follow)\.$/gm,
  /^This no longer applies, so there’s nothing to do\.$/gm,
];

/** What is said in the messages of the app that nobody declared, or that the tables don't bear out. */
export async function falseClaims(slack: Slack, tx: Tx, cards: Card[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const all of Map.groupBy(cards, (card) => `${card.channel} ${card.ts}`).values()) {
    const blocks = blocksAt(slack, all[0]!) ?? [];
    for (const one of divided(all, blocks)) wrong.push(...(await check(tx, one.cards, claimed(one.blocks))));
  }
  return wrong;
}

/** Each prompt of a message with its own part of it, where lines divide them. */
function divided(cards: Card[], blocks: Block[]): { cards: Card[]; blocks: Block[] }[] {
  const each = parts(blocks);
  if (each.length !== cards.length) return [{ cards, blocks }];
  return cards.map((card, i) => ({ cards: [card], blocks: each[i]! }));
}

async function check(tx: Tx, cards: Card[], text: string): Promise<string[]> {
  const wrong: string[] = [];
  let rest = around.reduce((left, says) => left.replaceAll(says, ''), text);
  for (const [kind, own] of Map.groupBy(cards, (card) => card.kind)) {
    const about = declared[kind];
    if (!about) return [`UNDECLARED kind ${kind}`];
    const facts = await Promise.all(own.map((card) => about.facts(tx, card)));
    const noted = seen.get(kind) ?? new Set<RegExp>();
    seen.set(kind, noted);
    for (const [says, isSo] of mostWordsFirst(about.claims)) {
      for (const [found, ...gaps] of rest.matchAll(new RegExp(says, 'gm'))) {
        noted.add(says);
        rest = rest.replace(found, '');
        if (typeof isSo !== 'string' && !facts.some((fact) => isSo(fact, ...gaps)))
          wrong.push(
            `FALSE in ${kind}: “${found}” in “${text.replaceAll('\n', ' / ')}”, but ${JSON.stringify(facts).slice(0, 1500)}`,
          );
      }
    }
  }
  const left = rest.split('\n').filter((words) => words.trim() !== '');
  if (left.length > 0) wrong.push(`UNDECLARED in ${cards.map((card) => card.kind).join()}: “${left.join('” “')}”`);
  return wrong;
}

/** So that a sentence is not taken for a vaguer one. */
const mostWordsFirst = (claims: Declared['claims']) => claims.toSorted(([a], [b]) => b.source.length - a.source.length);

import type { Slack } from '../../../sandbox/slack/server.ts';
import { inSavepoint } from '../../../src/database/savepoint.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { together } from '../../../src/features/prompts/views.ts';
import type { Content } from '../../../src/jobs/define.ts';
import type { Job } from '../../../src/jobs/tables.ts';
import type { Card } from './declare.ts';
import { blocksAt, registry } from './found.ts';
import { claimed } from './said.ts';

/** Kinds that tell of a day or of what took place, and stand as they were said; each with why. */
export const ofThen: Record<string, string> = {
  'buddies.hint': 'a hint for a day',
  'buddies.nobody': 'for whom no one was found by then',
  'momentum.invite': 'what there was to ask and give then',
  'recognition.badge': 'a badge of that day',
  'knowledge.helped': 'a month',
  'concerns.news': 'what became of a report then; what follows has a message of its own',
  'upkeep.trouble': 'counts what had gone wrong by then',
  'follow-ups.due': 'names the day, whichever day it is read on',
};

/** Whose turn it is changes from day to day, so that another order of colleagues is no news. */
const IN_ANY_ORDER = /\brequests\.helper\b/;

/** The line under a message of several prompts, and what stands in place of one that became needless. */
const AROUND = /^(\d+ more (in Home|will follow)\.|This no longer applies, so there’s nothing to do\.)\n?/gm;

/** The hint at the lessons stands where it was given, also once they are begun. */
const HINT = /^Your first (session|time) [^\n]*\n\[See the lessons\]\n?/gm;

/** What a running clock said when the card was edited last: it names the time. */
const CLOCK = /:hourglass_flowing_sand: .* left\* at <[^>]+>/g;

const BUTTON = /^[[{]/m;

class Undo extends Error {}

/** Draws as the app would at this moment, and leaves no trace of it. */
async function drawn<T>(tx: Tx, draw: () => Promise<T>): Promise<T | undefined> {
  let result: T | undefined;
  await inSavepoint(tx.db, async () => {
    result = await draw();
    throw new Undo();
  }).catch((error: unknown) => {
    if (!(error instanceof Undo)) throw error;
  });
  return result;
}

/** Cards that would read otherwise if the app drew them now: the state changed, and nobody edited them. */
export async function staleCards(slack: Slack, tx: Tx, cards: Card[]): Promise<string[]> {
  const wrong: string[] = [];
  const compare = (what: string, place: Card, now: string) => {
    const shown = claimed(blocksAt(slack, place)).replaceAll(AROUND, '').trim();
    const plain = (text: string) => {
      const lines = text.replaceAll(CLOCK, '').replaceAll(HINT, '').trim().split('\n');
      return (IN_ANY_ORDER.test(what) ? lines.toSorted() : lines).join('\n');
    };
    if (plain(shown) !== plain(now))
      wrong.push(`STALE ${what}: shows\n${indented(shown)}\nand would now say\n${indented(now)}`);
  };
  for (const all of Map.groupBy(
    cards.filter((card) => card.bundle),
    (card) => card.bundle,
  ).values()) {
    if (all.some(({ kind }) => kind in ofThen)) continue;
    const content = await drawn(tx, () => promptsNow(tx, all));
    // What it was about is deleted, and it offers nothing.
    if (content?.length === 0 && !BUTTON.test(claimed(blocksAt(slack, all[0]!)))) continue;
    compare(all.map(({ kind }) => kind).join(' and '), all[0]!, claimed(together(content ?? []).blocks));
  }
  for (const card of cards.filter(({ bundle }) => bundle === undefined)) {
    const content = await drawn(tx, () => editNow(tx, card));
    if (content) compare(card.kind, card, claimed(content.blocks));
  }
  return wrong;
}

const indented = (text: string) => text.replaceAll(/^/gm, '  ');

async function promptsNow(tx: Tx, cards: Card[]): Promise<Content[]> {
  const contents: Content[] = [];
  for (const { kind, payload } of cards) {
    const content = await registry.prompts.get(kind)?.render(tx, payload);
    // In place of what became needless the message says only that.
    if (content) contents.push(content);
  }
  return contents;
}

/** Edits whose name does not begin with that of what they edit, with what their payload has more. */
export const elsewhere: Record<string, { name: string; more: object }> = {
  'technique.post': { name: 'technique.shown-again', more: { part: 'pick' } },
  'technique.debrief': { name: 'technique.shown-again', more: { part: 'debrief' } },
};

/** What the edit of this message would make of it; undefined where none belongs to it. */
async function editNow(tx: Tx, { kind, payload, ts }: Card): Promise<Content | undefined> {
  const other = elsewhere[kind];
  for (const [name, handler] of registry.handlers) {
    if (handler.type !== 'message' || !(name === other?.name || name.startsWith(`${kind}-`))) continue;
    const more = { ...(payload as object), ...other?.more };
    const rendered = await Promise.try(() => handler.render(tx, more, {} as Job)).catch(() => undefined);
    if (rendered && 'edit' in rendered && rendered.edit.ts === ts) return rendered.edit;
  }
  return undefined;
}

import type { Selectable } from 'kysely';
import type { Schema } from '../../../src/database/schema.ts';
import type { Tx } from '../../../src/database/transaction.ts';

/** A message of the app that is in Slack, with what it is made from. */
export type Card = {
  kind: string;
  payload: unknown;
  channel: string;
  ts: string;
  /** The job of the message that carries it with other prompts. */
  bundle: string | undefined;
};

/**
 * One sentence, or button, and when it is so. `isSo` gets what is known of the card's subject and what stands in the
 * sentence's gaps; text in its place says why it stays true whatever happens.
 */
export type Claim<F> = readonly [says: RegExp, isSo: ((facts: F, ...gaps: string[]) => boolean) | string];

export type Declared = {
  facts(tx: Tx, card: Card): Promise<unknown>;
  // biome-ignore lint/suspicious/noExplicitAny: each card has facts of its own.
  claims: Claim<any>[];
};

/** What a kind of card can say; `facts` reads the state straight from the tables. */
export function card<P, F>(facts: (tx: Tx, payload: P, card: Card) => Promise<F>, claims: Claim<F>[]): Declared {
  return { facts: (tx, shown) => facts(tx, shown.payload as P, shown), claims };
}

/** For a card of which all is said in its sentences. */
export const nothingMore = async () => ({});

class Gap {
  source: string;
  constructor(source: string) {
    this.source = source;
  }
}
/** Gaps of a sentence: a person, a channel, a time (its epoch seconds), a number, or any words on one line. */
export const WHO = new Gap('(?:<@(\\w+)>|[Aa] former member)');
export const CHANNEL = new Gap('<#(\\w+)>');
export const AT = new Gap('<!date\\^(\\d+)\\^[^>]+>');
/** The way to a conversation of two. */
export const LINK = new Gap('<https://slack\\.com/app_redirect\\?team=\\w+&amp;channel=\\w+\\|your Slack messages>');
export const N = new Gap('(\\d+)');
export const ANY = new Gap('(.+?)');
/** May be there or not. */
export const maybe = (text: string) => new Gap(`(${escaped(text)})?`);
export const oneOf = (...texts: string[]) => new Gap(`(${texts.map(escaped).join('|')})`);

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A line as it stands on a card, with its gaps. */
export function line(texts: TemplateStringsArray, ...gaps: Gap[]): RegExp {
  return new RegExp(`^${body(texts, gaps)}$`, 'm');
}

/** A part of a line. */
export function part(texts: TemplateStringsArray, ...gaps: Gap[]): RegExp {
  return new RegExp(body(texts, gaps), 'm');
}

function body(texts: TemplateStringsArray, gaps: Gap[]): string {
  return texts.map((text, i) => escaped(text) + (gaps[i]?.source ?? '')).join('');
}

/** Buttons of these names. */
export const buttons = (...names: string[]) =>
  new RegExp(`^(${names.map((name) => escaped(`[${name}]`)).join('|')})$`, 'm');

type RowOf<T extends keyof Schema> = Selectable<Schema[T]>;
type Where<T extends keyof Schema> = { [K in keyof RowOf<T>]?: RowOf<T>[K] | undefined };

/** The one row of a table, or undefined. */
export async function row<T extends keyof Schema & string>(
  tx: Tx,
  table: T,
  where: Where<T>,
): Promise<RowOf<T> | undefined> {
  return (await rows(tx, table, where))[0];
}

export async function rows<T extends keyof Schema & string>(
  tx: Tx,
  table: T,
  where: Where<T> = {},
): Promise<RowOf<T>[]> {
  const { db } = tx as unknown as { db: { selectFrom(table: string): Query } };
  let query = db.selectFrom(table).selectAll();
  for (const [column, value] of Object.entries(where)) query = query.where(column, '=', value);
  return (await query.execute()).map(withoutFormer) as RowOf<T>[];
}

/** Somebody who is a former member has no id on a card either, so that both sides of a comparison have none. */
const withoutFormer = (found: object) =>
  Object.fromEntries(
    Object.entries(found).map(([column, value]) => [column, String(value).startsWith('former-') ? undefined : value]),
  );

type Query = {
  selectAll(): Query;
  where(column: string, is: '=', value: unknown): Query;
  execute(): Promise<object[]>;
};

/** Seconds since 1970, as Slack's dates have them. */
export const seconds = (at: string | null | undefined) => (at ? String(Math.floor(Date.parse(at) / 1000)) : '');

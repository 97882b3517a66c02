import { plainMarks } from '../../../plain-marks.ts';
import { isBefore } from '../../../time.ts';

/** Characters that a thank-you has at least, so that it says what for, and at most. */
export const SHORTEST_THANKS = 20;
export const LONGEST_THANKS = 500;
/** Minutes for which a thank-you can be taken back; only then is it passed on. */
export const MINUTES_TO_TAKE_BACK = 10;

export const isLongEnough = (words: string) => [...words.trim()].length >= SHORTEST_THANKS;

export type ThanksCheck = {
  isSelf: boolean;
  receiver: { name: string; isBot: boolean; isDeactivated: boolean; erasedAt: unknown };
  words: string;
};

/** Why a thank-you cannot be passed on, in words for its giver; undefined when it can. */
export function thanksRefusal({ isSelf, receiver, words }: ThanksCheck): string | undefined {
  if (isSelf) return 'A thank-you goes to somebody else. It is good that you are pleased with yourself, though.';
  if (receiver.isBot) return 'That is an app, and it would not know what to do with a thank-you.';
  if (receiver.isDeactivated || receiver.erasedAt !== undefined)
    return 'That person is not here any more, so a thank-you would not reach them.';
  if (!isLongEnough(words)) return `Please say what for, in ${SHORTEST_THANKS} characters or more.`;
  return undefined;
}

/** Until when a thank-you can be changed or taken back; the end is exclusive. */
export function changeableUntil(givenAt: Temporal.Instant): Temporal.Instant {
  return givenAt.add({ minutes: MINUTES_TO_TAKE_BACK });
}

export function isChangeable(givenAt: Temporal.Instant, now: Temporal.Instant): boolean {
  return isBefore(now, changeableUntil(givenAt));
}

export type Person = { id: string; name: string; handle?: string };
export type ReadThanks = {
  /** Nobody when it is not clear who is meant. */
  receiverIds: string[];
  words: string;
};

/** What may stand between two people. */
const BETWEEN = /^(?:&amp;|[\s,;+/&]|and\b)+/i;

/**
 * Reads "@person for …": mentions as Slack escapes them, or handles and names that are looked up among `people`. Several
 * mentions in a row are all meant.
 */
export function readThanks(text: string, people: Person[]): ReadThanks {
  const first = readPerson(text, people);
  const found = [first];
  let rest = first.rest;
  for (let next = rest.replace(BETWEEN, ''); /^(?:@|<@)/.test(next); next = rest.replace(BETWEEN, '')) {
    const one = readPerson(next, people);
    found.push(one);
    rest = one.rest;
  }
  const ids = found.flatMap(({ id }) => id ?? []);
  return {
    receiverIds: ids.length < found.length ? [] : [...new Set(ids)],
    words: rest.replace(/^[\s,;:]+/, '').trim(),
  };
}

type Read = { id: string | undefined; rest: string };

function readPerson(text: string, people: Person[]): Read {
  const escaped = /^<@([A-Z0-9]+)(?:\|[^>]*)?>\s*/.exec(text);
  if (escaped) return mentioned(escaped[1] ?? '', text.slice(escaped[0].length), people);
  const typed = text.replace(/^@\s*/, '');
  const exact = people.filter(({ handle }) => handle && text.startsWith('@') && startsWith(typed, handle));
  const best = longest(exact.map(({ id, handle = '' }) => ({ id, length: handle.length })));
  const named = longest(people.map(({ id, name }) => ({ id, length: meant(typed, name) })));
  // A handle is somebody's own; a name of the same length may be one of several.
  const [one, ...others] = (best[0]?.length ?? 0) >= (named[0]?.length ?? 0) ? best : named;
  if (one && others.length === 0) return { id: one.id, rest: typed.slice(one.length) };
  const skipped = one?.length || /^\S*/.exec(typed)?.[0].length || 0;
  return { id: undefined, rest: text.startsWith('@') ? typed.slice(skipped) : text };
}

/** Slack makes a mention of the handle alone: of "@Bram de Vries" the end of the name is left over. */
function mentioned(id: string, rest: string, people: Person[]): Read {
  const name = people.find((person) => person.id === id)?.name ?? '';
  const left = name.trim().split(/\s+/).slice(1).join(' ');
  return { id, rest: left !== '' && startsWith(rest, left) ? rest.slice(left.length) : rest };
}

type Match = { id: string; length: number };

/** Those that stand for most of what was typed. */
function longest(matches: Match[]): Match[] {
  const most = Math.max(0, ...matches.map((one) => one.length));
  return matches.filter((one) => most > 0 && one.length === most);
}

/** How many characters at the start of `typed` stand for this name: whole, joined as in "bram.de.vries", or the first part. */
function meant(typed: string, name: string): number {
  const parts = name.trim().split(/\s+/);
  const ways = [name.trim(), ...['', '.', '_', '-'].map((mark) => parts.join(mark)), parts[0] ?? ''];
  const fits = ways.filter((way) => way !== '' && startsWith(typed, way));
  return Math.max(0, ...fits.map((way) => way.length));
}

/** Whether `typed` begins with `way` and the word ends there: "bram-jan" and "bram.s" are other people's handles. */
function startsWith(typed: string, way: string): boolean {
  const plain = (text: string) => plainMarks(text).toLowerCase();
  const isSame = plain(typed.slice(0, way.length)) === plain(way);
  return isSame && !/^[._-]*[\p{L}\p{N}]/u.test(typed.slice(way.length));
}

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
  if (isSelf) return 'A thank-you goes to someone else. It’s good that you’re pleased with yourself, though.';
  if (receiver.isBot) return 'That is an app, and it wouldn’t know what to do with a thank-you.';
  if (receiver.isDeactivated || receiver.erasedAt !== undefined)
    return 'That person has left, so a thank-you wouldn’t reach them.';
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
const BETWEEN = /^(?:&amp;|[\s,;+/&]|(?:and|also|plus|und|sowie|et|y|e|och|og|en|i)(?=\s))+/i;

/**
 * Reads "@person for …": mentions as Slack escapes them, or handles and names that are looked up among `people`. Several
 * mentions in a row are all meant.
 */
export function readThanks(text: string, people: Person[]): ReadThanks {
  const first = readPerson(text, people);
  const found = [first];
  let rest = first.rest;
  for (let next = rest.replace(BETWEEN, ''); /^\p{Cf}*(?:@|<@)/u.test(next); next = rest.replace(BETWEEN, '')) {
    const one = readPerson(next, people);
    found.push(one);
    rest = one.rest;
  }
  const ids = found.flatMap(({ id }) => id ?? []);
  return {
    receiverIds: ids.length < found.length ? [] : [...new Set(ids)],
    words: rest.replace(/^[\s\p{Cf},;:]+/u, '').trim(),
  };
}

type Read = { id: string | undefined; rest: string };

function readPerson(text: string, people: Person[]): Read {
  const escaped = /^<@([A-Z0-9]+)(?:\|[^>]*)?>\s*/.exec(text);
  if (escaped) return mentioned(escaped[1] ?? '', text.slice(escaped[0].length), people);
  const typed = text.replace(/^[\p{Cf}]*@\s*/u, '');
  const isMention = typed.length < text.length;
  const exact = people.map(({ id, handle = '' }) => ({ id, ...(isMention ? read(typed, handle) : NOTHING) }));
  const best = longest(exact);
  const named = longest(people.map(({ id, name }) => ({ id, ...meant(typed, name) })));
  // A handle is somebody's own; a name of the same length may be one of several.
  const [one, ...others] = (best[0]?.length ?? 0) >= (named[0]?.length ?? 0) ? best : named;
  if (one && others.length === 0) return { id: one.id, rest: typed.slice(one.length) };
  const skipped = one?.length || /^\S*/.exec(typed)?.[0].length || 0;
  return { id: undefined, rest: isMention ? typed.slice(skipped) : text };
}

/** Slack makes a mention of the handle alone: of "@Bram de Vries" the end of the name is left over. */
function mentioned(id: string, rest: string, people: Person[]): Read {
  const name = people.find((person) => person.id === id)?.name ?? '';
  const left = name.trim().split(/\s+/).slice(1).join(' ');
  return { id, rest: rest.slice(read(rest, left).length) };
}

/** How many characters at the start of what was typed stand for somebody, and whether in exactly those letters. */
type Match = { length: number; isExact: boolean };
const NOTHING: Match = { length: 0, isExact: false };

/** Those that stand for most of what was typed; of those that differ in accents alone, the one that was typed. */
function longest<M extends Match>(matches: M[]): M[] {
  const most = Math.max(0, ...matches.map((one) => one.length));
  const all = matches.filter((one) => most > 0 && one.length === most);
  const exact = all.filter((one) => one.isExact);
  return exact.length > 0 ? exact : all;
}

/** What at the start of `typed` stands for this name: the whole, joined as in "bram.de.vries", or the first part. */
function meant(typed: string, name: string): Match {
  const parts = name.trim().split(/\s+/);
  const ways = [name.trim(), ...['', '.', '_', '-'].map((mark) => parts.join(mark)), parts[0] ?? ''];
  const [best = NOTHING] = longest(ways.map((way) => read(typed, way)));
  return best;
}

/** Letters as they are compared: small, without accents and marks that nobody sees, every apostrophe and hyphen alike. */
const fold = (text: string) =>
  plainMarks(text)
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('ı', 'i');

/** Whether `typed` begins with `way` and the word ends there: "bram-jan" and "bram.s" are other people's handles. */
function read(typed: string, way: string): Match {
  const wanted = fold(way).trim();
  if (wanted === '') return NOTHING;
  let length = 0;
  let so = '';
  for (const letter of typed) {
    const next = fold(letter);
    if (so === wanted && next !== '') break;
    so += next;
    if (!wanted.startsWith(so)) return NOTHING;
    length += letter.length;
  }
  const isWhole = so === wanted && !/^[._-]*[\p{L}\p{N}]/u.test(typed.slice(length));
  return isWhole ? { length, isExact: isSame(typed.slice(0, length), way) } : NOTHING;
}

const isSame = (a: string, b: string) => plainMarks(a).toLowerCase() === plainMarks(b).toLowerCase();

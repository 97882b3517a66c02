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

export type Person = { id: string; name: string };
export type ReadThanks = {
  /** Undefined when it is not clear who is meant. */
  receiverId: string | undefined;
  words: string;
};

/** Reads "@person for …": a mention as Slack escapes it, or a handle that is looked up among `people`. */
export function readThanks(text: string, people: Person[]): ReadThanks {
  const escaped = /^<@([A-Z0-9]+)(?:\|[^>]*)?>\s*/.exec(text);
  if (escaped) return { receiverId: escaped[1], words: text.slice(escaped[0].length).trim() };
  const handle = text.replace(/^@\s*/, '');
  const lengths = people.map((person) => ({ id: person.id, length: meant(handle, person.name) }));
  const longest = Math.max(0, ...lengths.map((one) => one.length));
  const best = lengths.filter((one) => longest > 0 && one.length === longest);
  if (best.length === 1) return { receiverId: best[0]?.id, words: handle.slice(longest).trim() };
  const words = text.startsWith('@') ? handle.slice(longest || /^\S*/.exec(handle)?.[0].length || 0) : text;
  return { receiverId: undefined, words: words.trim() };
}

/** How many characters at the start of `handle` stand for this name: whole, joined as in "bram.de.vries", or the first part. */
function meant(handle: string, name: string): number {
  const parts = name.trim().split(/\s+/);
  const ways = [name.trim(), ...['', '.', '_', '-'].map((mark) => parts.join(mark)), parts[0] ?? ''];
  const fits = ways.filter((way) => way !== '' && startsWith(handle, way));
  return Math.max(0, ...fits.map((way) => way.length));
}

function startsWith(handle: string, way: string): boolean {
  const next = handle.slice(way.length, way.length + 1);
  return handle.slice(0, way.length).toLowerCase() === way.toLowerCase() && !/[\p{L}\p{N}]/u.test(next);
}

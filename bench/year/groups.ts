import type { Slack } from '../../sandbox/slack/server.ts';
import type { Message } from '../../sandbox/slack/state/state.ts';
import type { Deed } from './answers.ts';

const MINUTE = 60_000;
/** How long after an agreed time its session may still begin: an open door stands open for an hour. */
const AGREED_FOR = 60 * MINUTE;
/** A session that it was time for closes within this, when nobody comes. */
const OPEN_FOR = 25 * MINUTE;
/** After its time a session stands open for so long. */
const AFTER_TIME = 16 * MINUTE;
/** Who did something in it is there for so long. */
const STILL_THERE = 5 * MINUTE;

/**
 * What a message to a group is to its readers: part of a talk that was agreed on; of one that somebody began, to which
 * only those belong who did something in it; the beginning of one (which may not come out of hours to the other, though
 * it was asked for); or unprompted.
 */
export type GroupKind = 'agreed' | 'talk' | 'opens' | 'unprompted';

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, at]) => Number(at) * 1000);
const CLOCK = /clock is running[^<]*until <!date\^(\d+)|added five minutes, until <!date\^(\d+)/g;

type Talk = { since: number; until: number; isAgreed: boolean };

/** Follows the conversations of two by what is written in them, and the times that people agreed on. */
export function createGroups(slack: Slack) {
  const talks = new Map<string, Talk>();
  const agreed = new Map<string, number[]>();
  /** Times that somebody picked for two, and suggestions that they took. */
  const booked = new Set<number>();
  const shown = new Map<string, Set<number>>();
  const now = () => slack.clock.now().epochMilliseconds;
  const isNow = (at: number) => at <= now() && now() < at + AGREED_FOR;
  const isAgreed = (root: string) => [...(agreed.get(root) ?? []), ...booked].some(isNow);
  const rootOf = (channel: string, { thread_ts, ts }: Message) => `${channel} ${thread_ts ?? ts}`;

  function kindOf(channel: string, message: Message, text: string): GroupKind {
    const root = rootOf(channel, message);
    const talk = talks.get(root);
    if (talk && now() < talk.until) return talk.isAgreed ? 'agreed' : 'talk';
    // The word that the clock began may have been lost.
    if (/minutes? left, until|time is up|^Half time\. |are you there\? A hello/.test(text)) return 'talk';
    const isCard = message.thread_ts === undefined || message.thread_ts === message.ts;
    const opens = isCard && /minutes from when the clock begins|clock is running/.test(text);
    if (!opens && !/ it’s time\. |clock is running/.test(text)) return 'unprompted';
    return isAgreed(root) ? 'agreed' : 'opens';
  }

  /** What a message, new or edited, tells of the talk. */
  function learn(channel: string, message: Message, text: string, isNew: boolean): void {
    const root = rootOf(channel, message);
    for (const at of all(text, /You suggested <!date\^(\d+)[^>]*>, and it was agreed/g)) booked.add(at);
    const times = all(text, /(?:Planned for|picked) <!date\^(\d+)/g);
    if (times.length > 0) agreed.set(root, times);
    if (!isNew) return;
    const ends = Number([...text.matchAll(CLOCK)].map(([, one, other]) => one ?? other)[0]) * 1000;
    if (ends) goesOn(root, ends + AFTER_TIME);
    else if (/ it’s time\. |minutes from when the clock begins/.test(text)) goesOn(root, now() + OPEN_FOR);
    else if (/^Wrapped up: /.test(text)) goesOn(root, now() + STILL_THERE);
    else if (/now isn’t the moment/.test(text)) talks.delete(root);
  }

  function goesOn(root: string, until: number): void {
    const before = talks.get(root);
    const isSame = before !== undefined && now() < before.until;
    talks.set(root, isSame ? { ...before, until } : { since: now(), until, isAgreed: isAgreed(root) });
  }

  /** Whether somebody takes part in the talk of now: they did something in it, or a moment before. */
  function isThere(channel: string, message: Message, deeds: Deed[]): boolean {
    const since = (talks.get(rootOf(channel, message))?.since ?? now() - AGREED_FOR) - STILL_THERE;
    return deeds.some((deed) => deed.channel === channel && deed.at >= since);
  }

  /** Times to come that somebody was shown, in a message or on a page of theirs: they booked, or were asked about, one. */
  function note(id: string, text: string): void {
    for (const at of all(text, /<!date\^(\d+)/g)) {
      if (at <= now()) continue;
      const times = shown.get(id) ?? new Set();
      shown.set(id, times.add(at));
    }
  }

  slack.traffic.listen((entry) => {
    const { user, user_id, channel } = entry.request as { user?: unknown; user_id?: unknown; channel?: string };
    if (entry.direction === 'to-app') {
      const picked = JSON.stringify(entry.request);
      if (/"callback_id":"sessions.pick-time/.test(picked))
        for (const at of all(picked, /"selected_date_time":(\d+)/g)) booked.add(at);
      return;
    }
    const people =
      (user ?? user_id)
        ? [String(user ?? user_id)]
        : [...(slack.state.conversations.get(String(channel))?.members ?? [])];
    const ids = people.length > 0 ? people : [String(channel)];
    if (ids.length < 4) for (const id of ids) note(id, JSON.stringify(entry.request));
  });

  /** Whether this person was told before that it would be now. */
  const knows = (id: string) => [...(shown.get(id) ?? [])].some(isNow);

  return { kindOf, learn, isThere, knows };
}

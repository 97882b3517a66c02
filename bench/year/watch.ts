import type { Slack } from '../../sandbox/slack/server.ts';
import type { Message } from '../../sandbox/slack/state/state.ts';
import { answersDeed, type Deed } from './answers.ts';
import { createConsent } from './consent.ts';
import { createGroups, type GroupKind } from './groups.ts';
import { signs } from './signs.ts';
import { haveNoCommonTime, isAtWork, type Standing } from './standing.ts';

/*
 * What the people of the year would complain about, worked out from nothing but the calls that the embedded Slack
 * received and from what each of them did and wants. Nothing here is taken from the app: not its gate, not its tables.
 */
export type Complaint = {
  what:
    | 'out of hours'
    | 'pinged out of hours'
    | 'on a pause'
    | 'muted'
    | 'a fourth of the day'
    | 'after they left'
    | 'after an erasure'
    | 'twice'
    | 'an apology'
    | 'invited again'
    | 'invited after a stop'
    | 'told without a yes';
  at: string;
  to: string;
  text: string;
  /** What they did last, with how many seconds before. */
  did: string;
};

/** At most this many unprompted messages a person and day (house rule). */
const MOST_A_DAY = 3;

/** Milliseconds within which the same words to the same place count as said twice. */
const TWICE_WITHIN = 10 * 60_000;

/** No quarter is longer: two invitations that are so many days apart are never in one. */
const QUARTER = 92;

/** Days within which the invitations of one quiet week come; after a stop none does. */
const ONE_ROUND = 14;
const DAY = 86_400_000;

/** What somebody writes for another, and how the message begins that carries it into the conversation of both. */
const OWN_WORDS: [deed: RegExp, message: RegExp][] = [
  [/^submit sessions\.wrap-up/, /^Wrapped up: /],
  [/^submit buddies\.line/, / writes on day \d+:/],
];

/** What handlers say when something broke. */
const APOLOGY = /Something went wrong on our side/;

/**
 * `step` = seconds of the clock's step: what comes within one and a half of it, or five minutes, may be
 * an answer to what its reader just did, if it is one by its words (answers.ts).
 */
export function createWatch(slack: Slack, standings: Map<string, Standing>, step: number) {
  const answerWithin = Math.max(step * 1500 + 10_000, 5 * 60_000);
  const complaints: Complaint[] = [];
  const unprompted = new Map<string, number>();
  const all = new Map<string, number>();
  const keys = new Set<string>();
  const lately = new Map<string, number>();
  const consent = createConsent(slack);
  const groups = createGroups(slack);
  /** When somebody was last invited back, and when an owner last stopped the invitations. */
  const invited = new Map<string, number>();
  let stoppedAt = -Infinity;
  const sums = {
    direct: 0,
    group: 0,
    /** Of those to groups, by what each was to each of its readers. */
    toReaders: { talk: 0, agreed: 0, opens: 0, unprompted: 0, answers: 0 },
    channel: 0,
    pings: 0,
    answers: 0,
    ephemeral: 0,
    edits: 0,
    homes: 0,
    refused: 0,
    invitations: 0,
  };
  /** What somebody read unprompted on the last day of it, to tell of it in a complaint. */
  const lastDay = new Map<string, { day: string; said: string[] }>();
  const before = (id: string, day: string) => {
    const last = lastDay.get(id);
    return last?.day === day ? last.said.map((text) => text.slice(0, 60)).join(' | ') : '';
  };
  const now = () => slack.clock.now().epochMilliseconds;
  const ago = ({ what, at }: Deed) => `${what} ${Math.round((now() - at) / 1000)} s before`;
  const doneBy = (id: string) => (standings.get(id)?.deeds ?? []).slice(-3).map(ago).join(', ');

  const complain = (what: Complaint['what'], to: string, text: string) =>
    complaints.push({ what, at: slack.clock.now().toString(), to, text: text.slice(0, 300), did: doneBy(to) });

  function heardTwice(channel: string, message: Message): void {
    const key = JSON.stringify(message.metadata?.event_payload ?? null);
    if (key !== 'null' && keys.has(key)) complain('twice', channel, message.text);
    if (key !== 'null') keys.add(key);
    const words = `${channel} ${message.thread_ts ?? ''} ${JSON.stringify(message.blocks ?? message.text)}`;
    const before = lately.get(words);
    if (before !== undefined && now() - before < TWICE_WITHIN) complain('twice', channel, message.text);
    lately.set(words, now());
    if (lately.size > 5_000) lately.clear();
  }

  function toPerson(id: string, message: Message): void {
    const standing = standings.get(id);
    if (!standing) return;
    const local = slack.clock.now().toZonedDateTimeISO(standing.zone);
    const day = `${id} ${local.toPlainDate()}`;
    all.set(day, (all.get(day) ?? 0) + 1);
    const found = signs.filter((sign) => sign.looks.test(said(message)));
    if (found.some((sign) => sign.group === 'quiet')) invitedBack(id, message);
    if (standing.isGone) complain('after they left', id, message.text);
    if (answersDeed(standing.deeds, message.text, now(), answerWithin)) {
      sums.answers += 1;
      return;
    }
    // A report of a concern comes whatever else comes on that day, but not at night.
    surprised(id, standing, message.text, !/^Someone has reported a concern/.test(message.text));
    if (found.some((sign) => standing.muted.has(sign.group))) complain('muted', id, message.text);
  }

  /** Something that they did not just ask for. `isCounted` = it is one of the three of their day. */
  function surprised(id: string, standing: Standing, text: string, isCounted = true): void {
    const local = slack.clock.now().toZonedDateTimeISO(standing.zone);
    const day = `${id} ${local.toPlainDate()}`;
    const count = (unprompted.get(day) ?? 0) + 1;
    if (standing.isErased) complain('after an erasure', id, text);
    if (isCounted) unprompted.set(day, count);
    if (isCounted && count > MOST_A_DAY)
      complain('a fourth of the day', id, `${text.slice(0, 40)}; before: ${before(id, day)}`);
    if (isCounted)
      lastDay.set(id, { day, said: [...(lastDay.get(id)?.day === day ? lastDay.get(id)!.said : []), text] });
    if (!isAtWork(standing, local)) complain('out of hours', id, text);
    if (now() < standing.pausedUntil) complain('on a pause', id, text);
  }

  /** Every message in a group notifies each of its people. */
  function toGroup(channel: string, members: Iterable<string>, message: Message): void {
    const text = said(message);
    const kind: GroupKind = groups.kindOf(channel, message, text);
    groups.learn(channel, message, text, true);
    for (const id of members) {
      const standing = standings.get(id);
      if (!standing) continue;
      if (standing.isGone && kind === 'unprompted') complain('after they left', id, message.text);
      const isCalled = kind === 'agreed' || (kind !== 'unprompted' && groups.knows(id));
      const isThere = isCalled || (kind === 'talk' && groups.isThere(channel, message, standing.deeds));
      const isAnswer = !isThere && answersDeed(standing.deeds, message.text, now(), answerWithin);
      sums.toReaders[isAnswer ? 'answers' : kind] += 1;
      if (isThere || isAnswer || areOwnWords(standing, message.text, members)) continue;
      surprised(id, standing, `in a group: ${message.text}`, kind === 'unprompted');
    }
  }

  /** What they wrote reaches the other one in the other's hours, where the two have none in common. */
  function areOwnWords({ deeds }: Standing, text: string, members: Iterable<string>): boolean {
    const wrote = OWN_WORDS.some(([deed, words]) => words.test(text) && deeds.some(({ what }) => deed.test(what)));
    const people = [...members].flatMap((id) => standings.get(id) ?? []);
    return wrote && haveNoCommonTime(people, slack.clock.now());
  }

  /** A mention in a channel notifies whom it names. */
  function toChannel(message: Message): void {
    for (const id of new Set([...said(message).matchAll(/<@([A-Z0-9]+)>/g)].map(([, one]) => one!))) {
      const standing = standings.get(id);
      if (!standing || standing.isGone) continue;
      sums.pings += 1;
      const isOff = !isAtWork(standing, slack.clock.now().toZonedDateTimeISO(standing.zone));
      const isThere = standing.deeds.some((deed) => now() - deed.at < answerWithin);
      if ((isOff || now() < standing.pausedUntil) && !isThere) complain('pinged out of hours', id, message.text);
    }
  }

  function invitedBack(id: string, message: Message): void {
    const before = invited.get(id);
    if (before !== undefined && now() - before < QUARTER * DAY) complain('invited again', id, message.text);
    if (now() - stoppedAt < ONE_ROUND * DAY) complain('invited after a stop', id, message.text);
    invited.set(id, now());
    sums.invitations += 1;
  }

  function posted(channel: string, message: Message): void {
    const conversation = slack.state.conversations.get(channel);
    if (!conversation) return;
    heardTwice(channel, message);
    if (conversation.kind === 'im') {
      sums.direct += 1;
      for (const id of conversation.members) if (id !== slack.state.app.botUserId) toPerson(id, message);
    } else if (conversation.kind === 'mpim') {
      sums.group += 1;
      toGroup(channel, conversation.members, message);
    } else {
      sums.channel += 1;
      toChannel(message);
    }
  }

  function pressed({ actions }: { actions?: { action_id: string }[] }): void {
    if (actions?.some((action) => action.action_id === 'momentum.stop')) stoppedAt = now();
  }

  function toldIn(channel: string, message: Message | undefined): void {
    if (slack.state.conversations.get(channel)?.kind !== 'public') return;
    for (const fault of message ? consent.faults(message) : []) complain('told without a yes', channel, fault);
  }

  slack.traffic.listen((entry) => {
    if (entry.direction === 'to-app') return pressed(entry.request as { actions?: { action_id: string }[] });
    const response = entry.response as { ok?: boolean; channel?: string; message?: Message } | null;
    const request = entry.request as { text?: string; channel?: string };
    // While a fault is at work it is the honest answer.
    if (APOLOGY.test(String(request.text)) && slack.faults.left() === 0)
      complain('an apology', String(request.channel), String(request.text));
    if (entry.name === 'chat.postEphemeral' || entry.name === 'response_url') sums.ephemeral += 1;
    if (entry.name === 'chat.update') sums.edits += 1;
    if (entry.name === 'chat.update' && response?.ok && response.message)
      groups.learn(String(response.channel ?? request.channel), response.message, said(response.message), false);
    if (entry.name === 'chat.update' || entry.name === 'chat.postMessage')
      toldIn(String(request.channel), response?.message);
    if (entry.name === 'views.publish') sums.homes += 1;
    if (entry.name !== 'chat.postMessage') return;
    if (entry.status === 200 && response?.ok && response.message) posted(String(response.channel), response.message);
    else sums.refused += 1;
  });

  return { complaints, unprompted, all, sums, stories: consent.sums };
}

export type Watch = ReturnType<typeof createWatch>;

const said = (message: Message) => `${message.text} ${JSON.stringify(message.blocks ?? [])}`;

import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  mention,
  oneLine,
  quote,
  section,
} from '../../../slack/blocks.ts';
import type { Action } from '../../follow-ups/rules.ts';
import { actionItem } from '../../follow-ups/views.ts';
import { pulseLine } from '../../pulses/views/index.ts';
import { ids as reflectionIds } from '../../reflections/views/index.ts';
import { proposalPrompt, ids as requestIds } from '../../requests/views/index.ts';
import { ids as sessionIds } from '../../sessions/views/index.ts';

/** Items that a list shows before "and 7 more"; with three blocks each, all lists leave half of a Home's 100 blocks free. */
const MOST = 3;

export type Waiting = {
  offers: { id: string; topic: string; goal: string; minutes: number; askerId: string | undefined }[];
  proposals: { requestId: string; offerId: string; topic: string; at: Temporal.Instant }[];
  requests: { id: string; topic: string; state: string }[];
  sessions: {
    id: string;
    topic: string;
    /** Undefined while it stays quiet. */
    partnerId: string | undefined;
    /** A quiet one that has no conversation yet. */
    isVeiled: boolean;
    /** Whether its conversation is there. */
    isPlaced: boolean;
    state: string;
    plannedFor: Temporal.Instant | undefined;
    endsAt: Temporal.Instant | undefined;
    /** The channel of the session, where it has a name. */
    channel: string | undefined;
  }[];
  actions: Action[];
  reflections: { id: string; partner: string }[];
  /** The round of the pulse that they are asked for and have not answered. */
  pulse: string | undefined;
};

/** What waits for a member, each with the button that goes on from there. */
export function waiting(data: Waiting): Block[] {
  const lists = [
    ...list('Colleagues ask for your help', data.offers, offer),
    ...list(
      'A time is suggested to you',
      data.proposals,
      (p) => proposalPrompt({ ...p, state: 'proposed' }).blocks ?? [],
    ),
    ...list('Your sessions', data.sessions, session),
    ...list('Your next steps', data.actions, actionItem),
    ...list('A minute to look back', data.reflections, reflection),
    ...list('You asked for', data.requests, request),
    ...(data.pulse === undefined ? [] : [pulseLine(data.pulse)]),
  ];
  return lists.length > 0 ? lists : [context('You’re all caught up.')];
}

function list<T>(title: string, items: T[], show: (item: T) => Block[]): Block[] {
  if (items.length === 0) return [];
  const left = items.length - MOST;
  return [
    section(`*${title}*`),
    ...items.slice(0, MOST).flatMap(show),
    ...(left > 0 ? [context(`and ${left} more`)] : []),
  ];
}

const topicOf = (topic: string) => `*${escaped(oneLine(topic, 80))}*`;

function offer({ id, topic, goal, minutes, askerId }: Waiting['offers'][number]): Block[] {
  const who = askerId ? mention(askerId) : 'A colleague';
  return [
    section(`${who} would like ${minutes} minutes of your help with ${topicOf(topic)}:`),
    quote(oneLine(goal, 500)),
    actions(
      button(requestIds.accept, 'Accept', { value: id, style: 'primary', about: topic }),
      button(requestIds.decline, 'Not now', { value: id, about: topic }),
      button(requestIds.suggest, 'Suggest another time', { value: id, about: topic }),
    ),
  ];
}

function session(s: Waiting['sessions'][number]): Block[] {
  const partner = s.partnerId ? mention(s.partnerId) : 'a colleague';
  const text = `${topicOf(s.topic)} with ${partner}: ${whenOf(s)}, ${whereOf(s, partner)}.`;
  return [section(text, s.state === 'open' && !s.isPlaced ? undefined : nextStep(s))];
}

function whereOf({ channel, isVeiled, isPlaced }: Waiting['sessions'][number], partner: string): string {
  if (isVeiled) return 'in a private message that opens then';
  if (!isPlaced) return 'in your conversation, which is on its way';
  return channel ? `in <#${channel}>` : `in your group message with ${partner}`;
}

function whenOf({ state, plannedFor, endsAt }: Waiting['sessions'][number]): string {
  if (state === 'running') return endsAt ? `going on until ${dateText(endsAt, '{time}')}` : 'going on now';
  if (state === 'open') return 'ready to start';
  return plannedFor ? dateText(plannedFor) : 'the time is still to be agreed';
}

function nextStep({ id, state, topic }: Waiting['sessions'][number]) {
  if (state === 'running') return button(sessionIds.wrapUp, 'Wrap up', { value: id, about: topic });
  if (state === 'open') return button(sessionIds.start, 'Start', { value: id, style: 'primary', about: topic });
  return button(sessionIds.pickTime, 'Pick a time', { value: id, about: topic });
}

function reflection({ id, partner }: Waiting['reflections'][number]): Block[] {
  const text = `Your session with ${escaped(oneLine(partner, 80))}. Only you see your answer.`;
  return [section(text, button(reflectionIds.reflect, 'Reflect', { value: id, about: partner }))];
}

function request({ id, topic, state }: Waiting['requests'][number]): Block[] {
  const isWaiting = state === 'waiting';
  const leave = isWaiting ? 'Leave the list' : 'Cancel request';
  const what = isWaiting ? 'on the wait list; I’ll tell you when someone can help' : 'finding someone';
  return [section(`${topicOf(topic)}: ${what}.`, button(requestIds.cancel, leave, { value: id, about: topic }))];
}

import { capital } from '../../../capital.ts';
import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  clip,
  dateText,
  escaped,
  limits,
  mention,
  section,
} from '../../../slack/blocks.ts';
import { isBefore } from '../../../time.ts';
import { reportButton } from '../../care/views.ts';
import { isVeiled, partnerShown, type Session } from '../rules/index.ts';
import { canDo, closedFrom } from '../rules/refusals.ts';
import { callOffButton, ids, inThread, type Shown, talkButtons } from './index.ts';

/** `isSought` = somebody else is looked for, where it was handed back. */
type Told = Shown & { memberId: string; isSought?: boolean };
type Say = (topic: string, partner: string, told: Told) => string;

/** Says of a message that nobody edits any more how long it is true. */
function untilShut(session: Session): string {
  const until = closedFrom(session);
  return until ? ` Until ${dateText(until)} you can keep what you found with *Wrap up* on its card.` : '';
}

const notes = {
  'partner left': (topic, partner, { session }) =>
    `${partner} no longer takes part, so your session on ${topic} has ended early.${untilShut(session)} \`/mentor\` finds someone for the rest.`,
} satisfies Record<string, Say>;

/** A direct message about a session that has just ended. */
export function noteView(told: Told & { note: keyof typeof notes }): Content & { blocks: Block[] } {
  return message(notes[told.note], told, []);
}

const tidings = {
  'agreed quietly': (topic, partner, { session, memberId }) =>
    memberId === session.mentorId
      ? `You accepted a quiet ask about ${topic}. You read whose it is when you talk, in a private message.`
      : `${partner} said yes to your quiet ask about ${topic}, and reads your name when you talk, in a private message.`,
  'picked a time': (topic, partner, { session }) =>
    `${partner} picked ${session.plannedFor ? dateText(session.plannedFor) : 'a time'} to talk about ${topic}. If it doesn’t suit, pick another one.`,
  'agree on a time': (topic, partner) =>
    `You and ${partner} want to talk about ${topic}, and there’s no time yet. Pick one that suits you; the other can change it.`,
  missed: (topic, partner, { session }) =>
    `I wasn’t there${session.plannedFor ? ` ${dateText(session.plannedFor)}` : ''}, when you and ${partner} were to talk about ${topic}. ${isVeiled(session) ? 'Pick another time.' : 'If you talked, wrap up; if not, pick another time.'}`,
  'nobody came': (topic, partner) =>
    `You and ${partner} missed each other for ${topic}, so it’s closed. That happens: pick another time whenever it suits you both.`,
  added: (topic, partner, { session, steps = 0 }) =>
    `${partner} added to the wrap-up of your session on ${topic}.${inThread(session, steps)}`,
  closed: (topic, partner) =>
    `You and ${partner} haven’t found a time to talk about ${topic}, so it’s closed for now. That happens: pick a time whenever it suits you both.`,
  'wrap up': (topic, partner) =>
    `Your session on ${topic} with ${partner} is closed. If you talked, take a minute to wrap up: what you found, and what each of you will do next.`,
  'handed back': (topic, partner, { isSought = true }) =>
    `${partner} can’t make it to your session on ${topic} after all. ${isSought ? 'I’ll look for someone else; you don’t need to do anything.' : 'Type `/mentor status` to see what else is open, or `/mentor` to ask again.'}`,
  'no conversation': (topic, partner, { session, memberId }) =>
    `Slack couldn’t open your conversation with ${partner} about ${topic}, so that session is closed. ${memberId === session.menteeId ? '`/mentor status` shows where your request stands.' : 'You don’t need to do anything.'}`,
  cancelled: (topic, partner) =>
    `${partner} no longer needs the session on ${topic}. Thank you for saying yes; you’re free again.`,
  'left early': notes['partner left'],
  'partner left': (topic, partner) =>
    `${partner} can’t make it to your session on ${topic}, so it’s closed. Thank you for saying yes; you don’t need to do anything.`,
} satisfies Record<string, Say>;

/** A part of a bundle: news of a session that has not begun. What has been settled since is said instead of asked. */
export function newsView(
  told: Told & { tidings: keyof typeof tidings },
  now: Temporal.Instant,
): Content & { blocks: Block[] } {
  const { state, plannedFor, ending, id: value } = told.session;
  const { tidings: what } = told;
  if (what === 'wrap up') return wrapUpNews(told, now);
  if (what === 'missed') return missedNews(told, now);
  const pick = button(ids.pickTime, 'Pick a time', { value });
  if (what === 'agreed quietly' || (what === 'picked a time' && told.session.isQuiet)) return quietly(what, told, now);
  if (what === 'picked a time')
    return state === 'planned' ? message(tidings[what], told, [pick]) : message(settled, told, []);
  const wrap = canDo(told.session, 'wrap up', now) ? [wrapUpButton(told.session)] : [];
  if (what === 'left early') return message(tidings[what], told, wrap);
  const asks = what === 'agree on a time' || what === 'closed' || what === 'nobody came';
  if (!asks) return message(tidings[what], told, []);
  const isOpen =
    what === 'agree on a time'
      ? state === 'planned' && !plannedFor
      : ending === 'nobody came' && canDo(told.session, 'pick a time', now);
  if (isOpen) return message(tidings[what], told, [pick]);
  if (state === 'planned' && plannedFor) return message(agreed(plannedFor), told, []);
  return message(settled, told, []);
}

function wrapUpNews(told: Told, now: Temporal.Instant): Content & { blocks: Block[] } {
  const { session } = told;
  if (session.ending === 'wrapped up') return message(wrapped, told, []);
  if (!canDo(session, 'wrap up', now) || session.ending === 'nobody came') return message(settled, told, []);
  return message(tidings['wrap up'], told, [...talkButtons(session, now), wrapUpButton(session)]);
}

function missedNews(told: Told, now: Temporal.Instant): Content & { blocks: Block[] } {
  const { session } = told;
  const { state, plannedFor, ending, id: value } = session;
  if (ending === 'wrapped up') return message(wrapped, told, []);
  if (state === 'planned' && plannedFor) return message(agreed(plannedFor), told, []);
  if (!canDo(session, 'pick a time', now)) return message(settled, told, []);
  const pick = button(ids.pickTime, 'Pick a time', { value });
  return message(tidings.missed, told, isVeiled(session) ? [pick] : [pick, wrapUpButton(session)]);
}

/** While a quiet one has no conversation, this is where the two agree on a time, or give it up. */
function quietly(
  what: 'agreed quietly' | 'picked a time',
  told: Told,
  now: Temporal.Instant,
): Content & { blocks: Block[] } {
  const { session, memberId } = told;
  const { plannedFor, id: value } = session;
  if (session.state === 'ended') return message(settled, told, []);
  if (!isVeiled(session)) return message(session.place ? opened : opening(now), told, []);
  const buttons = [
    button(ids.pickTime, plannedFor ? 'Pick another time' : 'Pick a time', { value, style: 'primary' }),
    ...(memberId === session.mentorId ? [] : [button(ids.start, 'Open conversation', { value })]),
    callOffButton(session),
  ];
  const isAgreed = plannedFor !== undefined && what === 'agreed quietly';
  const say: Say = (...words) =>
    [tidings[what](...words), ...(isAgreed ? [`It opens ${dateText(plannedFor)}.`] : [])].join(' ');
  return message(say, told, buttons);
}

const opened: Say = (topic, partner) =>
  `Your conversation about ${topic} with ${partner} is in your Slack messages, just between you two.`;
/** It was opened, and its card waits until it suits both. */
const opening =
  (now: Temporal.Instant): Say =>
  (topic, partner, { session: { plannedFor } }) => {
    const latest = plannedFor && isBefore(now, plannedFor) ? `, and ${dateText(plannedFor)} in any case` : '';
    return `Your conversation about ${topic} with ${partner} is on its way: it opens in your Slack messages as soon as you’re both at work${latest}.`;
  };
const agreed =
  (at: Temporal.Instant): Say =>
  (topic, partner) =>
    `You and ${partner} talk about ${topic} on ${dateText(at)}.`;
const wrapped: Say = (topic, partner, { session, steps = 0 }) =>
  `Your session on ${topic} with ${partner} is wrapped up.${inThread(session, steps)}`;
const settled: Say = (topic, partner) => `The session on ${topic} with ${partner} is settled. Nothing more to do here.`;

function message(say: Say, told: Told, buttons: ReturnType<typeof button>[]): Content & { blocks: Block[] } {
  const partner = partnerShown(told.session, told.memberId);
  const said = say(`*${escaped(told.topic)}*`, partner ? mention(partner) : 'your colleague', told);
  const text = clip(capital(said), limits.messageText);
  const all = [...buttons, reportButton({ kind: 'session', id: told.session.id })];
  return { text, blocks: [section(text), actions(...all)] };
}

function wrapUpButton({ id }: Session) {
  return button(ids.wrapUp, 'Wrap up', { value: id, style: 'primary' });
}

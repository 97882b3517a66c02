import type { Content } from '../../../jobs/define.ts';
import { actions, type Block, button, clip, escaped, limits, mention, moment, section } from '../../../slack/blocks.ts';
import { canLookBack } from '../rules/refusals.ts';
import { partnerOf, type Session } from '../rules.ts';
import { ids, inThread, type Shown, talkButtons } from '../views.ts';

/** `isSought` = somebody else is looked for, where it was handed back. */
type Told = Shown & { memberId: string; isSought?: boolean };
type Say = (topic: string, partner: string, told: Told) => string;

const notes = {
  'partner left': (topic, partner) =>
    `${partner} is not here any more, so your session on ${topic} has ended early. You can keep what you found so far, and \`/mentor\` finds somebody for the rest.`,
  'no conversation': (topic, partner) =>
    `Slack could not open a conversation between you and ${partner} about ${topic}, so the session is closed. You need not do anything.`,
} satisfies Record<string, Say>;

/** A direct message about a session that has just ended. */
export function noteView(told: Told & { note: keyof typeof notes }): Content & { blocks: Block[] } {
  return message(notes[told.note], told, told.note === 'partner left' ? [wrapUpButton(told.session)] : []);
}

const tidings = {
  'agree on a time': (topic, partner) =>
    `You and ${partner} want to talk about ${topic}, and there is no time yet. Pick one that suits you; the other can change it.`,
  closed: (topic, partner) =>
    `You and ${partner} have not found a time to talk about ${topic}, so it is closed for now. That happens: pick a time whenever it suits you both.`,
  'wrap up': (topic, partner) =>
    `Your session on ${topic} with ${partner} is closed. If you talked, take a minute to wrap up: what you found, and what each of you will do next.`,
  'handed back': (topic, partner, { isSought = true }) =>
    `${partner} cannot make it to your session on ${topic} after all. ${isSought ? 'I look for somebody else; you need not do anything.' : 'Type `/mentor status` to see what else is open, or `/mentor` to ask again.'}`,
  'no conversation': (topic, partner) =>
    `Slack couldn't open your conversation with ${partner} about ${topic}, so that session is closed. \`/mentor status\` shows where your request stands.`,
  cancelled: (topic, partner) =>
    `${partner} no longer needs the session on ${topic}. Thank you for saying yes; your time is yours again.`,
  'partner left': (topic, partner) =>
    `${partner} cannot make it to your session on ${topic}, so it is closed. Thank you for saying yes; you need not do anything.`,
} satisfies Record<string, Say>;

/** A part of a bundle: news of a session that has not begun. What has been settled since is said instead of asked. */
export function newsView(
  told: Told & { tidings: keyof typeof tidings },
  now: Temporal.Instant,
): Content & { blocks: Block[] } {
  const { state, plannedFor, ending, id: value } = told.session;
  if (told.tidings === 'wrap up') {
    if (ending === 'wrapped up') return message(wrapped, told, []);
    if (!canLookBack(told.session) || ending === 'nobody came') return message(settled, told, []);
    return message(tidings['wrap up'], told, [...talkButtons(told.session, now), wrapUpButton(told.session)]);
  }
  const asks = told.tidings === 'agree on a time' || told.tidings === 'closed';
  if (!asks) return message(tidings[told.tidings], told, []);
  const isOpen = told.tidings === 'closed' ? ending === 'nobody came' : state === 'planned' && !plannedFor;
  if (isOpen) return message(tidings[told.tidings], told, [button(ids.pickTime, 'Pick a time', { value })]);
  if (state === 'planned' && plannedFor) return message(agreed(plannedFor), told, []);
  return message(settled, told, []);
}

const agreed =
  (at: Temporal.Instant): Say =>
  (topic, partner) =>
    `You and ${partner} talk about ${topic} on ${moment(at)}.`;
const wrapped: Say = (topic, partner, { session, steps = 0 }) =>
  `Your session on ${topic} with ${partner} is wrapped up.${inThread(session.recaps.length > 0, steps > 0)}`;
const settled: Say = (topic, partner) => `The session on ${topic} with ${partner} is settled. Nothing more to do here.`;

function message(say: Say, told: Told, buttons: ReturnType<typeof button>[]): Content & { blocks: Block[] } {
  const partner = mention(partnerOf(told.session, told.memberId));
  const text = clip(say(`*${escaped(told.topic)}*`, partner, told), limits.messageText);
  return { text, blocks: [section(text), ...(buttons.length > 0 ? [actions(...buttons)] : [])] };
}

function wrapUpButton({ id }: Session) {
  return button(ids.wrapUp, 'Wrap up', { value: id, style: 'primary' });
}

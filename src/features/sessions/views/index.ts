import type { Content } from '../../../jobs/define.ts';
import { addToCalendar } from '../../../slack/add-to-calendar.ts';
import {
  actions,
  type Block,
  button,
  clip,
  context,
  dateText,
  escaped,
  header,
  input,
  limits,
  type ModalView,
  mention,
  modal,
  quote,
  section,
} from '../../../slack/blocks.ts';
import { momentField } from '../../../slack/fields.ts';
import { reportButton } from '../../care/views.ts';
import type { Format } from '../../members/rules/index.ts';
import { canBeDenied, isUnsure, tookPart } from '../rules/held.ts';
import { GRACE, MOST_EXTENSIONS, partnerShown, remaining, type Session } from '../rules/index.ts';
import { canDo, closedFrom, isLongAgo } from '../rules/refusals.ts';
import { techniqueButton } from './doors.ts';

type Button = ReturnType<typeof button>;

export const ids = {
  start: 'sessions.start',
  extend: 'sessions.extend',
  wrapUp: 'sessions.wrap-up',
  pickTime: 'sessions.pick-time',
  handBack: 'sessions.hand-back',
  cancel: 'sessions.cancel',
  callOff: 'sessions.call-off',
  talked: 'sessions.talked',
  didNotTalk: 'sessions.did-not-talk',
  wrapUpForm: 'sessions.wrap-up-form',
  oneMore: 'sessions.one-more-step',
  pickTimeForm: 'sessions.pick-time-form',
} as const;

/** `steps` = how many next steps the two agreed on. */
export type Shown = { session: Session; topic: string; steps?: number };

/** The message at the head of a session: what, who, how long, and its buttons. */
export function cardView({ session, topic, steps = 0 }: Shown, now: Temporal.Instant): Content & { blocks: Block[] } {
  const { menteeId, mentorId, minutes, format } = session;
  return {
    text: clip(
      `A session on ${escaped(topic)}: ${mention(menteeId)} asked, ${mention(mentorId)} said yes.`,
      limits.messageText,
    ),
    blocks: [
      header(topic),
      section(
        `${mention(menteeId)} asked, and ${mention(mentorId)} said yes. ${minutes} minutes, ${formatNames[format]}.`,
      ),
      quote(session.goal),
      section(`*Icebreaker (optional):* ${escaped(session.openingQuestion)}`),
      context('What is said here stays here, unless someone is at risk.'),
      ...hint(session, now),
      section(stateLine(session, now, steps)),
      ...inCalendar({ session, topic }, now),
      actions(...buttons(session, now), reportButton({ kind: 'session', id: session.id })),
    ],
  };
}

/** The agreed time, for the calendars of the two. */
function inCalendar({ session: { state, plannedFor, minutes }, topic }: Shown, now: Temporal.Instant): Block[] {
  if (state !== 'planned' || plannedFor === undefined || Temporal.Instant.compare(now, plannedFor) >= 0) return [];
  const endsAt = plannedFor.add({ minutes });
  return [addToCalendar({ title: `Mentoring: ${topic}`, startsAt: plannedFor, endsAt })];
}

const formatNames: Record<Format, string> = {
  thread: 'in the thread under this message',
  huddle: 'in a huddle',
  video: 'in a video call',
  'in person': 'in person',
};

/** What the two can do next, as long as there is time for it. */
function hint(session: Session, now: Temporal.Instant): Block[] {
  if (session.state === 'ended') return [];
  if (session.state !== 'running') return [context(howToBegin(session))];
  const isTimeLeft = (remaining(session, now)?.left ?? 0) > 0;
  return isTimeLeft ? [context('Done early, or need a little longer? The buttons below are for both of you.')] : [];
}

function howToBegin({ format }: Session): string {
  return {
    thread: 'Write in the thread. The clock begins once you have both written, or when one of you presses *Start*.',
    huddle:
      'Start a huddle with the headphones at the top of your conversation, and press *Start* when you’re both in.',
    video: 'Share the link to your call in the thread, and press *Start* when you’re both in.',
    'in person': 'Agree in the thread where to meet, and press *Start* when you’re together.',
  }[format];
}

/** Where the session stands; while the clock runs, how much is left. */
function stateLine(session: Session, now: Temporal.Instant, steps: number): string {
  const { state, plannedFor, minutes, endsAt } = session;
  if (state === 'planned')
    return plannedFor
      ? `:calendar: Planned for ${dateText(plannedFor)}.`
      : ':calendar: No time yet. Agree in the thread, then press *Pick a time* so that it’s kept.';
  if (state === 'open') return `:hourglass: ${minutes} minutes from when the clock begins.`;
  const clock = remaining(session, now);
  if (!clock || !endsAt) return [endedLine(session, steps, now), talkedLine(session, now)].join(' ').trim();
  const end = `ends at ${dateText(endsAt, '{time}')}`;
  // The card is not edited every minute, so it says of when it speaks.
  if (clock.left > 0)
    return `:hourglass_flowing_sand: *${count(clock.left)} of ${clock.of} left* at ${dateText(now, '{time}')} · ${end}`;
  const closes = dateText(endsAt.add({ minutes: GRACE }), '{time}');
  const ask = talkedLine(session, now);
  return `:hourglass: *Time is up.* ${ask === '' ? '' : `${ask} `}Press *Wrap up* to keep what you found. It closes by itself at ${closes}.`;
}

/** Whether they talked, where nothing shows it: the question, or what one of them said. */
function talkedLine(session: Session, now: Temporal.Instant): string {
  const { menteeId, mentorId, menteeWord, mentorWord } = session;
  if (isUnsure(session, now))
    return isLongAgo(session, now)
      ? 'Neither of you said that you talked, so it doesn’t count.'
      : '*Did you two talk?* If neither of you says so, it doesn’t count.';
  if (menteeWord === 'looked back') return '';
  const who = (word: string) => [
    ...(menteeWord === word ? [menteeId] : []),
    ...(mentorWord === word ? [mentorId] : []),
  ];
  const [no, yes] = [who('did not talk'), tookPart(session) ? [] : who('talked')];
  if (no.length > 0) return `${no.map(mention).join(' and ')} said that you didn’t talk, so it doesn’t count.`;
  return yes.length > 0 ? `${yes.map(mention).join(' and ')} said that you talked.` : '';
}

const count = (minutes: number) => (minutes === 1 ? '1 minute' : `${minutes} minutes`);

function endedLine(session: Session, steps: number, now: Temporal.Instant): string {
  const { ending, endedAt } = session;
  const end = isLongAgo(session, now) ? undefined : closedFrom(session);
  const when = endedAt ? ` ${dateText(endedAt)}` : '';
  switch (ending) {
    case 'wrapped up':
      return `:white_check_mark: Wrapped up${when}.${inThread(session, steps)}`;
    case 'time ran out':
      return `:white_check_mark: Over since${when}.${end ? ` To keep what you found, press *Wrap up* until ${dateText(end)}.` : ''}`;
    case 'nobody came':
      return `:leaves: Closed.${end ? ` That happens; press *Pick a time* until ${dateText(end)} when it suits you both.` : ''}`;
    case 'somebody left':
      return ':leaves: Ended early, because one of the two no longer takes part.';
    case 'handed back':
      return ':leaves: Handed back before it began.';
    default:
      return ':leaves: Cancelled before it began.';
  }
}

/** Where a wrap-up is, once it is there, if there is anything in it. */
export function inThread({ recaps, recapTs }: Session, steps: number): string {
  if (recapTs === undefined) return '';
  if (recaps.length > 0) return ' What you found is in the thread.';
  return steps > 0 ? ' Your next steps are in the thread.' : '';
}

/** How it went, where nothing but their word tells. */
export function talkButtons(session: Session, now: Temporal.Instant) {
  const { id: value } = session;
  if (isLongAgo(session, now)) return [];
  return [
    ...(isUnsure(session, now) ? [button(ids.talked, 'Yes, we talked', { value })] : []),
    ...(canBeDenied(session, now) && session.state === 'ended'
      ? [button(ids.didNotTalk, 'We didn’t talk', { value })]
      : []),
  ];
}

function buttons(session: Session, now: Temporal.Instant): Button[] {
  const { state, ending, id: value, extensions } = session;
  const wrap = (label: string, style?: 'primary') => button(ids.wrapUp, label, { value, ...(style ? { style } : {}) });
  const pick = button(ids.pickTime, 'Pick a time', { value });
  if (state === 'running') {
    const more =
      extensions < MOST_EXTENSIONS ? [button(ids.extend, '+5 min', { value, label: 'Add five minutes' })] : [];
    const isEarly = session.beganEarly ? [pick] : [];
    return [...talkButtons(session, now), ...more, techniqueButton(value), wrap('Wrap up', 'primary'), ...isEarly];
  }
  if (state === 'ended') {
    if (!canDo(session, 'wrap up', now)) return [];
    const label = ending === 'wrapped up' ? 'Add to the wrap-up' : 'Wrap up';
    return [...talkButtons(session, now), ...(ending === 'nobody came' ? [pick] : []), wrap(label)];
  }
  const isAgreed = state === 'planned' && session.plannedFor;
  return [
    button(ids.start, 'Start', { value, style: 'primary' }),
    pick,
    ...(isAgreed ? [] : [wrap('Wrap up')]),
    callOffButton(session),
  ];
}

const COUNTED =
  'as it was asked quietly, doing so within ten minutes is counted: after the second time you’re not offered quiet asks for three months.';

/** One button for both, who see the same card: what it does depends on who presses it. */
export function callOffButton({ id: value, isQuiet }: Session) {
  const confirm = {
    title: 'Can’t make it?',
    text: `If you asked, the session is cancelled, and your mentor is told. If you said yes to it, I’ll ask someone else instead, and ${isQuiet ? COUNTED : 'nothing is held against you.'}`,
    confirm: 'Can’t make it',
    deny: 'Keep it',
  };
  return button(ids.callOff, 'Can’t make it', { value, confirm });
}

/** Asks when the two want to talk; `initial` is chosen at first. */
export function pickTimeModal({ session, topic }: Shown, initial: Temporal.Instant, viewerId: string): ModalView {
  const partner = partnerShown(session, viewerId);
  const form = { callbackId: ids.pickTimeForm, title: 'Pick a time', submit: 'Save' };
  return modal({ ...form, metadata: { sessionId: session.id } }, [
    section(
      `*${escaped(topic)}*, ${session.minutes} minutes, for you and ${partner ? mention(partner) : 'a colleague'}.`,
    ),
    input('time', 'When will you talk?', momentField(initial), {
      hint: 'In your own time zone, and within the other’s working hours. They can pick another one.',
    }),
  ]);
}

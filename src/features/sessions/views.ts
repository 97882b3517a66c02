import type { Content } from '../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  clip,
  context,
  escaped,
  header,
  input,
  limits,
  type ModalView,
  mention,
  modal,
  moment,
  quote,
  section,
} from '../../slack/blocks.ts';
import { momentField } from '../../slack/fields.ts';
import type { Format } from '../members/rules.ts';
import { techniqueButton } from '../technique/views.ts';
import { canLookBack } from './rules/refusals.ts';
import { GRACE, MOST_EXTENSIONS, remaining, type Session } from './rules.ts';

export const ids = {
  start: 'sessions.start',
  extend: 'sessions.extend',
  wrapUp: 'sessions.wrap-up',
  pickTime: 'sessions.pick-time',
  handBack: 'sessions.hand-back',
  cancel: 'sessions.cancel',
  wrapUpForm: 'sessions.wrap-up-form',
  oneMore: 'sessions.one-more-step',
  pickTimeForm: 'sessions.pick-time-form',
} as const;

export type Shown = { session: Session; topic: string };

/** The message at the head of a session: what, who, how long, and its buttons. */
export function cardView({ session, topic }: Shown, now: Temporal.Instant): Content & { blocks: Block[] } {
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
      section(`*To get acquainted:* ${escaped(session.openingQuestion)}`),
      ...(session.state === 'ended' ? [] : [context(howToBegin(session))]),
      section(stateLine(session, now)),
      ...buttons(session),
    ],
  };
}

const formatNames: Record<Format, string> = {
  thread: 'in the thread under this message',
  huddle: 'in a huddle',
  video: 'in a video call',
  'in person': 'in person',
};

function howToBegin({ format, state }: Session): string {
  if (state === 'running') return 'Done early, or need a little longer? The buttons below are for both of you.';
  return {
    thread: 'Write in the thread. The clock begins once you have both written, or when one of you presses *Start*.',
    huddle:
      'Start a huddle with the headphones at the top of your conversation, and press *Start* when you are both in.',
    video: 'Share the link to your call in the thread, and press *Start* when you are both in.',
    'in person': 'Agree in the thread where to meet, and press *Start* when you are together.',
  }[format];
}

/** Where the session stands; while the clock runs, how much is left. */
function stateLine(session: Session, now: Temporal.Instant): string {
  const { state, plannedFor, minutes, endsAt } = session;
  if (state === 'planned')
    return plannedFor
      ? `:calendar: Planned for ${moment(plannedFor)}.`
      : ':calendar: No time yet. Agree in the thread, then press *Pick a time* so that it is kept.';
  if (state === 'open') return `:hourglass: ${minutes} minutes from when the clock begins.`;
  const clock = remaining(session, now);
  if (!clock || !endsAt) return endedLine(session);
  const end = `ends at ${moment(endsAt, '{time}')}`;
  if (clock.left > 0) return `:hourglass_flowing_sand: *${count(clock.left)} of ${clock.of} left* · ${end}`;
  const closes = moment(endsAt.add({ minutes: GRACE }), '{time}');
  return `:hourglass: *Time is up.* Press *Wrap up* to keep what you found. It closes by itself at ${closes}.`;
}

const count = (minutes: number) => (minutes === 1 ? '1 minute' : `${minutes} minutes`);

function endedLine({ ending, endedAt }: Session): string {
  const when = endedAt ? ` ${moment(endedAt)}` : '';
  switch (ending) {
    case 'wrapped up':
      return `:white_check_mark: Wrapped up${when}. What you found is in the thread.`;
    case 'time ran out':
      return `:white_check_mark: Over since${when}. You can still press *Wrap up* to keep what you found.`;
    case 'nobody came':
      return ':leaves: Closed for now. That happens; press *Pick a time* when it suits you both.';
    case 'somebody left':
      return ':leaves: Ended early, because one of the two is not here any more.';
    case 'handed back':
      return ':leaves: Handed back before it began. Somebody else is being asked.';
    default:
      return ':leaves: Cancelled before it began.';
  }
}

function buttons(session: Session): Block[] {
  const { state, ending, id: value, extensions } = session;
  const wrap = (label: string, style?: 'primary') => button(ids.wrapUp, label, { value, ...(style ? { style } : {}) });
  if (state === 'running') {
    const more =
      extensions < MOST_EXTENSIONS ? [button(ids.extend, '+5 min', { value, label: 'Add five minutes' })] : [];
    return [actions(...more, techniqueButton(value), wrap('Wrap up', 'primary'))];
  }
  const pick = button(ids.pickTime, 'Pick a time', { value });
  if (state === 'ended') {
    if (!canLookBack(session)) return [];
    const label = ending === 'wrapped up' ? 'Add to the wrap-up' : 'Wrap up';
    return [actions(...(ending === 'nobody came' ? [pick] : []), wrap(label))];
  }
  const isAgreed = state === 'planned' && session.plannedFor;
  return [
    actions(button(ids.start, 'Start', { value, style: 'primary' }), pick, ...(isAgreed ? [] : [wrap('Wrap up')])),
    actions(handBackButton(value), cancelButton(value)),
  ];
}

function handBackButton(value: string) {
  const confirm = {
    title: 'Hand this back?',
    text: 'For the mentor: somebody else is asked instead, and nothing is held against you.',
    confirm: 'Hand back',
    deny: 'Keep it',
  };
  return button(ids.handBack, 'Hand back', { value, confirm, label: 'Hand back, for the mentor' });
}

function cancelButton(value: string) {
  const confirm = {
    title: 'Cancel this session?',
    text: 'For the person who asked: the session is closed and your mentor hears that you are sorted.',
    confirm: 'Cancel it',
    deny: 'Keep it',
  };
  return button(ids.cancel, 'Cancel', { value, confirm, label: 'Cancel, for the person who asked' });
}

/** Asks when the two want to talk; `initial` is chosen at first. */
export function pickTimeModal({ session, topic }: Shown, initial: Temporal.Instant): ModalView {
  const form = { callbackId: ids.pickTimeForm, title: 'Pick a time', submit: 'Save' };
  return modal({ ...form, metadata: { sessionId: session.id } }, [
    section(
      `*${escaped(topic)}*, ${session.minutes} minutes, for ${mention(session.menteeId)} and ${mention(session.mentorId)}.`,
    ),
    input('time', 'When will you talk?', momentField(initial), {
      hint: 'In your own time zone. The other sees it in theirs and can pick another one.',
    }),
  ]);
}

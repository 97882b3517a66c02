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
  quote,
  section,
} from '../../../slack/blocks.ts';
import type { Action } from '../../follow-ups/rules.ts';
import { isUnsure } from '../rules/held.ts';
import { remaining, type Session, whoIsDue } from '../rules/index.ts';
import { type Asking, isAsking } from '../rules/lines.ts';
import { canDo } from '../rules/refusals.ts';
import { writeButton } from './doors.ts';
import { ids, type Shown } from './index.ts';

/** What the app says in the thread, and who did it where somebody did. */
export type LineData = { session: Session; line: keyof typeof words; by?: string | undefined; now: Temporal.Instant };
type Said = Omit<LineData, 'line'>;

const both = ({ menteeId, mentorId }: Session) => `${mention(menteeId)} ${mention(mentorId)}`;
const end = ({ endsAt }: Session) => (endsAt ? dateText(endsAt, '{time}') : 'the agreed time');
const minutesLeft = ({ session, now }: Said) => remaining(session, now)?.left ?? 0;

const words = {
  'it is time': ({ session }: Said) =>
    `${both(session)} it’s time. Press *Start* above when you’re both here${session.format === 'thread' ? ', or just write' : ''}.`,
  begun: ({ session }: Said) =>
    session.beganEarly
      ? `You’re talking already, so the clock is running: ${session.minutes} minutes, until ${end(session)}. If you were only agreeing on a time, press *Pick a time* above.`
      : `The clock is running: ${session.minutes} minutes, until ${end(session)}.`,
  silence: ({ session }: Said) =>
    `${whoIsDue(session).map(mention).join(' ')} are you there? A hello is enough to begin. ${
      session.state === 'running'
        ? 'If you’re talking aloud, go on: I’ll ask at the end.'
        : 'If it doesn’t suit now, press *Pick a time* above.'
    }`,
  half: (said: Said) => `Half time. ${minutesLeft(said)} minutes left: still on what matters most?`,
  five: (said: Said) => `${minutesLeft(said)} minutes left, until ${end(said.session)}. What will each of you do next?`,
  end: ({ session, now }: Said) => {
    if (!canAsk('end', session, now)) return `${both(session)} time is up.`;
    const ask = isUnsure(session, now) ? 'If you talked, press *Yes, we talked* on the card above. ' : '';
    return `${both(session)} time is up. ${ask}Press *Wrap up* to keep what you found and what you will do next.`;
  },
  extended: ({ session, by }: Said) => `${by ? mention(by) : 'One of you'} added five minutes, until ${end(session)}.`,
  'picked a time': ({ session, by }: Said) =>
    `${by ? mention(by) : 'One of you'} picked ${session.plannedFor ? dateText(session.plannedFor) : 'a time'}. ${both(session)} if it doesn’t suit, press *Pick a time* above.`,
  rebook: ({ session, now }: Said) =>
    canAsk('rebook', session, now)
      ? `${both(session)} it seems that now isn’t the moment, and that is fine. This is closed; pick another time whenever it suits you both.`
      : `${both(session)} that wasn’t the moment, and that is fine.`,
  added: ({ by }: Said) => `${by ? mention(by) : 'One of you'} added to the wrap-up above.`,
};

/** Lines with a button; what it does can be done for as long as the session allows it. */
const asks = {
  end: { deed: 'wrap up', button: (value: string) => button(ids.wrapUp, 'Wrap up', { value, style: 'primary' }) },
  rebook: { deed: 'pick a time', button: (value: string) => button(ids.pickTime, 'Pick a time', { value }) },
} as const;

const canAsk = (line: Asking, session: Session, now: Temporal.Instant) =>
  canDo(session, asks[line].deed, now) && (line === 'end' || session.state === 'ended');

export function lineView({ line, ...said }: LineData): Content & { blocks: Block[] } {
  const { session, now } = said;
  const text = words[line](said);
  const ask = isAsking(line) && canAsk(line, session, now) ? [actions(asks[line].button(session.id))] : [];
  return { text, blocks: [section(text), ...ask] };
}

/** What the two found and what they will do next. */
export function recapView({ session, topic }: Shown, agreed: Action[]): Content & { blocks: Block[] } {
  const text = clip(`Wrapped up: ${escaped(topic)}. Thank you both, ${both(session)}.`, limits.messageText);
  const found = session.recaps.flatMap(({ authorId, text: said }) => [
    section(`*What we found*, by ${mention(authorId)}`),
    quote(said),
  ]);
  const steps = agreed.map((action) => section(actionLine(action)));
  const next = steps.length > 0 ? [section('*Next steps*'), ...steps] : [];
  return {
    text,
    blocks: [
      section(text),
      ...found,
      ...next,
      ...(session.heldAt && !session.isQuiet ? [actions(writeButton(session.id))] : []),
    ],
  };
}

/** One action in a line of mrkdwn, as it was agreed: what became of it is its owner’s to tell. */
export function actionLine({ ownerId, when, will, dueOn }: Action): string {
  const due = dueOn.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
  return `• ${mention(ownerId)}: when ${escaped(when)}, I will ${escaped(will)} (by ${due})`;
}

import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  dateText as at,
  type Block,
  button,
  context,
  type ModalView,
  modal,
  section,
} from '../../../slack/blocks.ts';
import { daysText } from '../../../slack/weekdays.ts';
import { areFew } from '../../../small-counts.ts';
import type { DeckName, Moment, Occurrence } from '../rules/index.ts';
import { ids } from './ids.ts';

export const deckWords: Record<DeckName, string> = {
  insights: 'insights',
  mistakes: 'mistakes worth sharing',
  tools: 'tools and tricks',
  customers: 'customers',
  own: 'our own questions',
};

export type MomentShown = {
  moment: Moment;
  next: Occurrence | undefined;
  willing: number;
  isWilling: boolean;
  mayChange: boolean;
};

/** The moment of a channel, with what its viewer can do about it. */
export function momentCard(shown: MomentShown): Content {
  return { text: `The moment in <#${shown.moment.channel}>`, blocks: momentBlocks(shown) };
}

function momentBlocks(shown: MomentShown, next = nextText(shown)): Block[] {
  const { moment, willing } = shown;
  const { channel, days, time, zone, minutes, deck } = moment;
  if (moment.isEnded) return [section(`The moment in <#${channel}> has ended. \`/mentor moment\` sets up a new one.`)];
  const when = `${daysText(days)} at ${time} (${zone.replaceAll('_', ' ')}), ${minutes} minutes, about ${deckWords[deck]}`;
  const who = `${willingText(willing)} willing to host.`;
  return [section(`*The moment in <#${channel}>*\n${when}. ${next} ${who}`), actions(...buttons(shown))];
}

function willingText(n: number): string {
  return areFew(n) ? (n === 0 ? 'No one so far is' : 'Someone is') : `${n} people are`;
}

function nextText({ moment, next }: MomentShown): string {
  if (moment.isPaused) return 'It’s paused.';
  return next ? `Next: ${at(next.start)}.` : 'There’s no next one within a year.';
}

function buttons({ moment: { id: value, isPaused }, next, isWilling, mayChange }: MomentShown) {
  const host = isWilling
    ? button(ids.unwilling, 'I’d rather not host', { value })
    : button(ids.willing, 'I can host sometimes', { value });
  if (!mayChange) return [host];
  const confirm = {
    title: 'End this moment?',
    text: 'Nothing is posted any more. You can set up a new one any time.',
    confirm: 'End it',
    deny: 'Keep it',
  };
  return [
    host,
    button(ids.change, 'Change', { value }),
    ...(next ? [button(ids.skip, 'Skip the next', { value })] : []),
    isPaused ? button(ids.resume, 'Go on', { value }) : button(ids.pause, 'Pause', { value }),
    button(ids.end, 'End for good', { value, confirm }),
  ];
}

/** Moments that the list names before "and 7 more". */
const MOST = 15;

/** The moments that somebody set up or is willing to host. */
export function listModal(shown: MomentShown[]): ModalView {
  const left = shown.length - MOST;
  return modal({ callbackId: ids.list, title: 'Moments' }, [
    section('A channel shares what it knows: a question at a fixed time, ten minutes, everyone a sentence or two.'),
    ...shown.slice(0, MOST).flatMap((one) => momentBlocks(one)),
    ...(left > 0 ? [context(`and ${left} more`)] : []),
    actions(button(ids.setUp, 'Set one up')),
  ]);
}

/** After it was set up or changed; `isMissing` = the app is not in the channel. */
export function saved(shown: MomentShown, isMissing: boolean): Content {
  const { channel } = shown.moment;
  // Unlike a list, this is read again days later.
  const starts = shown.next && !shown.moment.isPaused ? `Starting ${at(shown.next.start)}.` : nextText(shown);
  const invite = `To post there I have to be in <#${channel}>: open it and type \`/invite @Bitewise\`.`;
  return {
    text: `The moment in <#${channel}> is set.`,
    blocks: [...momentBlocks(shown, starts), ...(isMissing ? [section(invite)] : [])],
  };
}

/** To whoever set it up, when its channel refuses the post. */
export function refusedNote(channel: string): Content {
  const text = `I couldn’t post the moment in <#${channel}>, because I wasn’t in it.`;
  return {
    text,
    blocks: [section(`${text} Open it and type \`/invite @Bitewise\`; the next one is posted then.`)],
  };
}

/** To somebody who offered to host from the post in the channel. */
export function thankVolunteer(): Content {
  return { text: 'Thank you. You host now and then; I tell you the day before or on the day, and you can say no.' };
}

import { capital } from '../../../capital.ts';
import type { Content } from '../../../jobs/define.ts';
import { addToCalendar } from '../../../slack/add-to-calendar.ts';
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
import { whyNotPosted } from '../../../slack/refused.ts';
import { reportButton } from '../../care/views.ts';
import type { Booking, Hours, Occurrence } from '../rules/index.ts';
import { ids } from './ids.ts';
import { bookButton } from './list.ts';
import { cancelButton, count, hostOf, shapeOf, skipButton, spanOf, topicsOf } from './words.ts';

export type HoursNow = { hours: Hours; next: Occurrence | undefined; isLeader: boolean };

/** The post in a channel, as the office hours are now. */
export function announcement({ hours, next, isLeader }: HoursNow): Content & { blocks: Block[] } {
  const title = `Office hours on ${topicsOf(hours)} with ${hostOf(hours, isLeader)}`;
  if (!next) return { text: `${title} have ended.`, blocks: [section(`${title} have ended.`)] };
  return {
    text: title,
    blocks: [
      section(`*${title}*\n${capital(shapeOf(hours))}. Next: ${spanOf(next)}.`),
      actions(bookButton(hours, false)),
      context('Each place becomes a session for two. All office hours: `/mentor hours`.'),
    ],
  };
}

/** To the host: the channel does not take the announcement. */
export function notAnnounced(channel: string, reason: string): Content {
  const other = whyNotPosted('The announcement of your office hours', channel, reason);
  if (other !== undefined) return { text: other, blocks: [section(other)] };
  const why =
    reason === 'is_archived'
      ? `<#${channel}> is archived, so your office hours aren’t announced there. They’re listed all the same.`
      : `I’m not in <#${channel}>, so your office hours aren’t announced there yet. Type \`/invite @Bitewise\` there, and it comes at once.`;
  return { text: why, blocks: [section(why)] };
}

/** What stands in its place once they are. */
export function announcedAfterAll(channel: string): Content {
  return note(`Your office hours are announced in <#${channel}> now. Nothing more to do.`);
}

/** To the host, after the modal. Where the app is not in the chosen channel, `isMissing`, a message of its own says how to invite it. */
export function opened(data: HoursNow, isMissing: boolean): Content {
  const { hours, next } = data;
  const when = next ? ` The first date is ${spanOf(next)}.` : '';
  const channel = hours.channel && !isMissing ? ` They’re announced in <#${hours.channel}>.` : '';
  const text = `Your office hours on ${topicsOf(hours)} are open.`;
  return {
    text,
    blocks: [
      section(`${text}${when}${channel} You’ll hear beforehand who’s coming.`),
      actions(button(ids.list, 'See office hours')),
    ],
  };
}

export type BookingShown = {
  booking: Pick<Booking, 'id' | 'startsAt' | 'endsAt' | 'state' | 'memberId' | 'goal'>;
  hours: Hours;
  topic: string;
};

const nameOf = (topic: string) => escaped(oneLine(topic, 80));

/** The way to report a concern about a place, for both of its people. */
const reportOn = (id: string, topic?: string) => reportButton({ kind: 'booking', id }, topic);
const noteOn = (id: string, text: string): Content => ({ text, blocks: [section(text, reportOn(id))] });

type Kept = Pick<BookingShown, 'booking' | 'hours'> & { isReminded: boolean };

/** To somebody who just booked: what was done, since this message is not edited when the booking changes. */
export function kept({ booking, hours, isReminded }: Kept, isNow: boolean): Content {
  if (isNow) return noteOn(booking.id, `You’re in. Your conversation with ${mention(hours.hostId)} opens now.`);
  const text = `Booked: ${dateText(booking.startsAt)} with ${mention(hours.hostId)}.`;
  const then = isReminded
    ? 'I’ll remind you, and a conversation for the two of you opens then.'
    : 'A conversation for the two of you opens then.';
  const next = `${then} The list and Home let you cancel.`;
  return {
    text,
    blocks: [
      section(`${text} ${next}`),
      addToCalendar({ ...booking, title: 'Office hours', place: hours.link }),
      actions(button(ids.list, 'See office hours'), reportOn(booking.id)),
    ],
  };
}

/** Prompt: a place that somebody kept is near; later what became of it. */
export function reminder({ booking, hours, topic }: BookingShown): Content {
  const host = mention(hours.hostId);
  const what = `*${nameOf(topic)}* with ${host}`;
  if (booking.state === 'cancelled') return noteOn(booking.id, `You gave up your place: ${what}.`);
  if (booking.state === 'called off') return noteOn(booking.id, `This is off: ${what}, ${dateText(booking.startsAt)}.`);
  if (booking.state === 'held') return noteOn(booking.id, `${what}: your conversation has begun.`);
  const text = `Office hours: ${what}, ${dateText(booking.startsAt)}.`;
  return {
    text: text.replaceAll('*', ''),
    blocks: [
      section(`${text} A conversation opens by itself then. What you would like to get out of it:`),
      quote(booking.goal),
      actions(cancelButton(ids.cancel, booking.id), reportOn(booking.id)),
    ],
  };
}

/** Prompt: the host cannot be there. */
export function calledOff({ booking, hours, topic }: BookingShown): Content {
  const text = `The office hours on ${nameOf(topic)} with ${mention(hours.hostId)}, ${dateText(booking.startsAt)}, are off.`;
  const next = hours.isEnded
    ? button(ids.list, 'See other hours')
    : button(ids.book, 'Pick another time', { value: hours.id });
  return {
    text,
    blocks: [section(`${text} That happens.`), actions(next, reportOn(booking.id))],
  };
}

export type HostDate = {
  hours: Hours;
  /** undefined = it is off. */
  on: Occurrence | undefined;
  coming: { bookingId: string; memberId: string; topic: string; goal: string; startsAt: Temporal.Instant }[];
  /** It has begun, or is over: it cannot be left out any more. */
  hasBegun: boolean;
};

/** People whom a reminder names before "and 7 more". */
const MOST_COMING = 12;

/** Prompt: who comes to the host's next date. */
export function hostReminder({ hours, on, coming, hasBegun }: HostDate): Content {
  if (!on) return note(`Your office hours on ${topicsOf(hours)} don’t take place this time. Nothing more to do.`);
  const who =
    coming.length === 0 ? 'No one has a place right now.' : `${count(coming.length, 'person comes', 'people come')}.`;
  const text = `Your office hours, ${spanOf(on)}. ${who}`;
  const left = coming.length - MOST_COMING;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...coming.slice(0, MOST_COMING).map(({ bookingId, memberId, topic, goal, startsAt }) => {
        const words = escaped(oneLine(goal, 300));
        const text = `${dateText(startsAt, '{time}')} · ${mention(memberId)} · ${nameOf(topic)}\n${words}`;
        return section(text, reportOn(bookingId, topic));
      }),
      ...(left > 0 ? [context(`and ${left} more`)] : []),
      ...(hasBegun ? [] : [actions(skipButton(ids.skip, hours, on.date))]),
    ],
  };
}

/** Prompt to the host: somebody came late to the list, or left it. */
export function lateChange({ booking, topic }: BookingShown): Content {
  const { memberId, startsAt, state, goal } = booking;
  const what = `${mention(memberId)}, ${dateText(startsAt)}, about ${nameOf(topic)}`;
  if (state !== 'booked' && state !== 'held')
    return noteOn(booking.id, `In your office hours this place is free again: ${what}.`);
  return {
    text: `To your office hours comes ${what}.`,
    blocks: [section(`To your office hours comes ${what}:`), quote(goal), actions(reportOn(booking.id))],
  };
}

/** In the thread of a session by video. */
export function callLink(link: string): Content {
  return note(`Here you meet: <${escapedLink(link)}>. Press *Start* when you’re both in.`);
}

/** A link inside mrkdwn: these three would end it. */
const escapedLink = (link: string) =>
  link.replaceAll('&', '&amp;').replaceAll('<', '%3C').replaceAll('>', '%3E').replaceAll('|', '%7C');

const note = (text: string): Content => ({ text, blocks: [section(text)] });

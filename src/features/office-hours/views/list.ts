import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  type ModalView,
  mention,
  modal,
  oneLine,
  section,
} from '../../../slack/blocks.ts';
import { counted } from '../../../small-counts.ts';
import type { Booking, Hours, Occurrence } from '../rules/index.ts';
import { ids } from './ids.ts';
import { cancelButton, count, endButton, hostOf, shapeOf, skipButton, spanOf, topicsOf, topicsSaid } from './words.ts';

/** Places of one's own that the list names before "and 7 more". */
const MOST_KEPT = 8;

export type ListedHours = {
  hours: Hours;
  isLeader: boolean;
  next: Occurrence;
  left: number;
  coming: number;
  isOpenNow: boolean;
};
export type KeptPlace = { booking: Pick<Booking, 'id' | 'startsAt'>; hostId: string; topic: string };

export type ListData = {
  own: ListedHours[];
  others: ListedHours[];
  /** Others that the list does not name. */
  more: number;
  kept: KeptPlace[];
  /** Leaders who took part lately; undefined where none are named. */
  leaders: number | undefined;
};

/** Office hours of a workspace, for one member, as a message. */
export function listCard(data: ListData): Content {
  return { text: 'Office hours', blocks: listBlocks(data) };
}

/** The same as a modal. */
export function listModal(data: ListData): ModalView {
  return modal({ callbackId: ids.list, title: 'Office hours' }, listBlocks(data));
}

function listBlocks({ own, others, more, kept, leaders }: ListData): Block[] {
  const nothing =
    own.length > 0
      ? '*Upcoming office hours*\nNo one else has a free place right now.'
      : '*Office hours*\nThere are none with a free place right now. Yours could be the first.';
  return [
    ...keptBlocks(kept, ids.cancelHere, MOST_KEPT),
    ...ownBlocks(own, { skip: ids.skipHere, end: ids.endHere }, own.length),
    section(others.length > 0 ? '*Upcoming office hours*' : nothing),
    ...others.map(otherBlock),
    ...(more > 0 ? [context(`and ${more} more later on`)] : []),
    actions(button(ids.hold, 'Hold office hours')),
    ...(leaders ? [context(`${counted(leaders, 'leaders') ?? 'Leaders'} took part in the last three months.`)] : []),
  ];
}

/** How many would tell, with the length of a slot, how few have one. */
const FREE = 'places free';

function otherBlock({ hours, isLeader, next, isOpenNow }: ListedHours): Block {
  const isDoor = hours.slotMinutes === undefined;
  const when = isDoor && isOpenNow ? `open now, until ${dateText(next.end, '{time}')}` : spanOf(next);
  const text = `*${topicsOf(hours)}* with ${hostOf(hours, isLeader)}\n${when} · ${shapeOf(hours)} · ${FREE}`;
  return section(text, bookButton(hours, isOpenNow));
}

/** Office hours that fit what somebody looks for, each with a way in. */
export function fittingBlocks(fitting: ListedHours[]): Block[] {
  return fitting.map(({ hours, isLeader, next, isOpenNow }) => {
    const text = `*Office hours* with ${hostOf(hours, isLeader)}: ${spanOf(next)}, ${FREE}`;
    return section(text, bookButton(hours, isOpenNow));
  });
}

/** Opens the choice of a place. */
export function bookButton(hours: Pick<Hours, 'id' | 'slotMinutes' | 'topics'>, isOpenNow: boolean) {
  const isDoor = hours.slotMinutes === undefined;
  const text = !isDoor ? 'Book a slot' : isOpenNow ? 'Come in' : 'I’ll come';
  return button(ids.book, text, { value: hours.id, about: topicsSaid(hours) });
}

/** Places that a member has kept, each with a way to give it up. */
export function keptBlocks(kept: KeptPlace[], cancelId: string, most: number): Block[] {
  if (kept.length === 0) return [];
  return [
    section('*Your places in office hours*'),
    ...kept.slice(0, most).map(({ booking, hostId, topic }) => {
      const text = `*${escaped(oneLine(topic, 80))}* with ${mention(hostId)}, ${dateText(booking.startsAt)}`;
      return section(text, cancelButton(cancelId, booking.id, topic));
    }),
    ...(kept.length > most ? [context(`and ${kept.length - most} more`)] : []),
  ];
}

/** What a member holds, each with a way to skip a date and to end it. */
export function ownBlocks(own: ListedHours[], on: { skip: string; end: string }, most: number): Block[] {
  if (own.length === 0) return [];
  return [
    section('*You hold*'),
    ...own.slice(0, most).flatMap(({ hours, next, coming, isOpenNow }) => {
      const who = coming > 0 ? `${count(coming, 'person comes', 'people come')}` : 'no one so far';
      const text = `*${topicsOf(hours)}*, ${shapeOf(hours)}\n${isOpenNow ? 'Now' : 'Next'}: ${spanOf(next)}, ${who}`;
      const skip = isOpenNow ? [] : [skipButton(on.skip, hours, next.date)];
      return [section(text), actions(...skip, endButton(on.end, hours))];
    }),
    ...(own.length > most ? [context(`and ${own.length - most} more`)] : []),
  ];
}

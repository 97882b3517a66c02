import { button, dateText, escaped, mention, oneLine } from '../../../slack/blocks.ts';
import type { Hours, Occurrence, Place, Rhythm } from '../rules/index.ts';

export const rhythmWords: Record<Rhythm, string> = {
  once: 'once',
  weekly: 'every week',
  'every second week': 'every second week',
};

export const placeWords: Record<Place, string> = {
  thread: 'in writing',
  huddle: 'in a huddle',
  video: 'by video',
};

type Named = Pick<Hours, 'topics'>;

/** The topics, for mrkdwn. */
export function topicsOf({ topics }: Named): string {
  return topics.map(({ name }) => escaped(oneLine(name, 60))).join(', ');
}

/** Who holds them; a leader is marked so. */
export function hostOf({ hostId }: Pick<Hours, 'hostId'>, isLeader: boolean): string {
  return isLeader ? `${mention(hostId)} (leader)` : mention(hostId);
}

/** How they go, such as “slots of 15 minutes, in a huddle, every week”. */
export function shapeOf({ slotMinutes, minutes, place, rhythm }: Hours): string {
  const what = slotMinutes === undefined ? `drop-in for ${minutes} minutes` : `slots of ${slotMinutes} minutes`;
  return `${what}, ${placeWords[place]}, ${rhythmWords[rhythm]}`;
}

/** When a date is, from start to end, in the reader's own time. */
export function spanOf({ start, end }: Occurrence): string {
  return `${dateText(start)} to ${dateText(end, '{time}')}`;
}

export const count = (n: number, one: string, many: string) => (n === 1 ? `1 ${one}` : `${n} ${many}`);

/** Topics for a label that is heard, not shown. */
export const topicsSaid = (hours: Pick<Hours, 'topics'>) => hours.topics.map((t) => t.name).join(', ');

/** Leaves one date out; `id` is the button's, the value names the date. */
export function skipButton(id: string, hours: Pick<Hours, 'id' | 'topics'>, date: string) {
  return button(id, 'Skip this date', {
    value: `${hours.id}/${date}`,
    about: topicsSaid(hours),
    confirm: {
      title: 'Skip this date?',
      text: 'Whoever has a place hears that it’s off. All later dates stay as they are.',
      confirm: 'Skip it',
      deny: 'Keep it',
    },
  });
}

export function endButton(id: string, hours: Pick<Hours, 'id' | 'topics'>) {
  return button(id, 'End for good', {
    value: hours.id,
    about: topicsSaid(hours),
    confirm: {
      title: 'End these office hours?',
      text: 'There are no more dates after that. I’ll tell whoever has booked.',
      confirm: 'End them',
      deny: 'Keep them',
    },
  });
}

/** In a list, `topic` tells by ear one from the next. */
export function cancelButton(id: string, bookingId: string, topic?: string) {
  return button(id, 'Cancel booking', {
    value: bookingId,
    ...(topic === undefined ? {} : { about: topic }),
    confirm: {
      title: 'Give up your place?',
      text: 'Someone else can take it then. You can book another one any time.',
      confirm: 'Cancel booking',
      deny: 'Keep it',
    },
  });
}

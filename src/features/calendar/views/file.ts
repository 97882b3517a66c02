import ical, { ICalAlarmType, ICalCalendarMethod, ICalEventBusyStatus, ICalEventStatus } from 'ical-generator';
import { capital } from '../../../capital.ts';
import { oneLine } from '../../../slack/blocks.ts';
import { conversationLink } from '../../../slack/conversation-link.ts';
import { ALARM, type Appointment } from '../rules/index.ts';

export type Shown = Appointment & { sequence: number };

/** `team` = the workspace, which the links into Slack name. */
type About = { now: Temporal.Instant; team: string };

/**
 * An iCalendar file (RFC 5545) of these. Times are in UTC, which every calendar shows in its reader's own zone. One that
 * is off takes its entry out of a calendar that has it: alone, as a file of METHOD:CANCEL, among others by its STATUS.
 */
export function calendarFile(entries: Shown[], { now, team }: About): string {
  const isOff = entries.length > 0 && entries.every((entry) => entry.isOff);
  const file = ical({
    prodId: { company: 'Bitewise', product: 'Mentoring', language: 'EN' },
    method: isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH,
  });
  for (const entry of entries) add(file, entry, { now, team });
  return file.toString();
}

function add(file: ReturnType<typeof ical>, entry: Shown, { now, team }: About): void {
  const date = (at: Temporal.Instant) => new Date(at.epochMilliseconds);
  const talk = entry.channel === undefined ? undefined : conversationLink(team, entry.channel);
  const event = file.createEvent({
    ...{ id: `${entry.kind}-${entry.id}@bitewise`, sequence: entry.sequence, stamp: date(now) },
    ...{ start: date(entry.startsAt), end: date(entry.endsAt), summary: titleOf(entry) },
    description: [...withWhom(entry), ...(talk === undefined ? [] : [`Conversation: ${talk}`])].join('\n'),
    location: whereOf(entry),
    status: entry.isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    busystatus: entry.isOff ? ICalEventBusyStatus.FREE : ICalEventBusyStatus.BUSY,
    ...(talk === undefined ? {} : { url: talk }),
  });
  if (!entry.isOff)
    event.createAlarm({ type: ICalAlarmType.display, triggerBefore: ALARM * 60, description: titleOf(entry) });
}

const titles = {
  session: (topic: string) => `Mentoring: ${topic}`,
  booking: (topic: string) => `Office hours: ${topic}`,
  'check-in': () => 'Buddy check-in',
};

/** Its name in a calendar. */
export const titleOf = ({ kind, topic }: Appointment) => titles[kind](oneLine(topic, 100));

function withWhom({ people }: Appointment): string[] {
  return people.length === 0 ? [] : [`With ${people.map((name) => oneLine(name, 80)).join(' and ')}.`];
}

const ways = { thread: 'Slack', huddle: 'Slack huddle', video: 'video call', 'in person': 'in person' };

function whereOf({ link, format }: Appointment): string {
  return link === '' ? capital(ways[format ?? 'thread']) : link;
}

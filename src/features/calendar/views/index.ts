import {
  actions,
  type Block,
  button,
  context,
  dateText,
  escaped,
  type ModalView,
  modal,
  oneLine,
  section,
} from '../../../slack/blocks.ts';
import type { Appointment } from '../rules/index.ts';
import { titleOf } from './file.ts';

export { calendarFile } from './file.ts';

export const ids = { open: 'calendar.open', file: 'calendar.file' } as const;

/** Appointments that the list names; the file has all. */
const MOST_SHOWN = 12;

export type CalendarShown = { coming: Appointment[]; isOnItsWay?: boolean };

/** What somebody has before them, and the ways into their calendar. */
export function calendarModal({ coming, isOnItsWay = false }: CalendarShown): ModalView {
  return modal({ callbackId: ids.open, title: 'Your calendar' }, [...list(coming), ...asFile(coming, isOnItsWay)]);
}

function list(coming: Appointment[]): Block[] {
  if (coming.length === 0)
    return [section('Nothing is coming up. Once you have agreed on a time with someone, it stands here.')];
  const more = coming.length - MOST_SHOWN;
  const lines = coming.slice(0, MOST_SHOWN).map((one) => {
    const people = one.people.map((name) => escaped(oneLine(name, 80))).join(' and ');
    return `• ${dateText(one.startsAt)}: *${escaped(titleOf(one))}*${people === '' ? '' : ` with ${people}`}`;
  });
  return [section([...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'))];
}

function asFile(coming: Appointment[], isOnItsWay: boolean): Block[] {
  if (isOnItsWay) return [context('In a moment it’s a file in your messages with me.')];
  if (coming.length === 0) return [];
  return [
    actions(button(ids.file, 'Send me the file', { style: 'primary' })),
    context(
      'The file opens in Google Calendar, Outlook, Apple Calendar and others. Opening it again changes nothing twice.',
    ),
  ];
}

const FILE = { filename: 'bitewise.ics', title: 'Calendar file' };

/** What is said with the file of everything. */
export const allWords = () => ({ ...FILE, comment: 'What’s coming up, for your calendar.' });

/** What is said with the file of one appointment. */
export function entryWords({ isOff }: Appointment) {
  const comment = isOff ? 'This is off. Opening the file takes it out of your calendar.' : 'For your calendar.';
  return { ...FILE, comment };
}

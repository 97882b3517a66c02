import type { Appointment } from '../../src/features/calendar/rules/index.ts';
import { calendarModal } from '../../src/features/calendar/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const startsAt = Temporal.Instant.from('2026-03-02T10:00:00Z');
const session = (words: Words): Appointment => ({
  ...{ kind: 'session', id: 's1', startsAt, endsAt: startsAt.add({ minutes: 20 }), isOff: false },
  ...{ topic: words(300), people: [words(300), words(300)], format: 'video', link: '', channel: 'G1' },
});

export const samples: Sample[] = [
  {
    name: 'calendar',
    surface: 'modal',
    build: (words) => calendarModal({ coming: Array.from({ length: 60 }, () => session(words)) }),
  },
  { name: 'calendar, empty', surface: 'modal', build: () => calendarModal({ coming: [] }) },
  {
    name: 'calendar, file on its way',
    surface: 'modal',
    build: (words) => calendarModal({ coming: [session(words)], isOnItsWay: true }),
  },
];

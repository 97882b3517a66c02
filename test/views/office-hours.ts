import { type BookingState, MOST_DATES, type Place, places } from '../../src/features/office-hours/rules/index.ts';
import {
  announcedAfterAll,
  announcement,
  bookModal,
  calledOff,
  callLink,
  holdModal,
  hostReminder,
  kept,
  type ListData,
  lateChange,
  listCard,
  listModal,
  notAnnounced,
  opened,
  reminder,
} from '../../src/features/office-hours/views/index.ts';
import { aListing } from '../support/office-hours.ts';
import type { Sample, Words } from '../support/samples.ts';

const at = Temporal.Instant.from('2026-03-03T14:00:00Z');
const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
/** As long as a link may be. */
const LINK = `https://meet.example/${'a&b'.repeat(159)}`;
const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const { hours: usual, next } = aListing((max) => 'x'.repeat(max));

const list = (words: Words): ListData => ({
  own: many(6, () => aListing(words)),
  others: many(10, (i) => ({
    ...aListing(words, { slotMinutes: i % 2 ? 15 : undefined }),
    isOpenNow: i === 0,
  })),
  more: 40,
  kept: many(30, (i) => ({ booking: { id: `B${i}`, startsAt: at }, hostId: 'U0BRAM', topic: words(200) })),
  leaders: 3,
});
const noList: ListData = { own: [], others: [], more: 0, kept: [], leaders: undefined };

const hours = (words: Words, place: Place = 'video') =>
  aListing(words, { place, link: LINK, channel: 'C0GENERAL' }).hours;
const shown = (words: Words, state: BookingState) => ({
  booking: { id, startsAt: at, endsAt: at.add({ minutes: 20 }), state, memberId: 'U0ADA', goal: words(1000) },
  hours: hours(words),
  topic: words(200),
});
const states: BookingState[] = ['booked', 'cancelled', 'called off', 'held'];
const coming = (words: Words) => ({
  ...{ bookingId: 'B1', memberId: 'U0ADA', topic: words(200), goal: words(1000), startsAt: at },
});
const message = (name: string, build: Extract<Sample, { surface: 'message' }>['build']): Sample => ({
  name,
  surface: 'message',
  build,
});

export const samples: Sample[] = [
  message('list', (words) => listCard(list(words))),
  message('empty list', () => listCard(noList)),
  { name: 'list in a modal', surface: 'modal', build: (words) => listModal(list(words)) },
  {
    name: 'hold',
    surface: 'modal',
    build: (words) =>
      holdModal({
        date: '2026-03-03',
        time: '15:00',
        zone: 'America/Argentina/ComodRivadavia',
        topics: [words(60)],
        slot: 20,
      }),
  },
  {
    name: 'book',
    surface: 'modal',
    build: (words) =>
      bookModal({
        hours: hours(words),
        isLeader: true,
        times: many(24 * MOST_DATES, (i) => ({ date: `2026-03-${10 + (i % 4)}`, seat: i, text: words(75) })),
      }),
  },
  {
    name: 'book, one topic behind an open door',
    surface: 'modal',
    build: () =>
      bookModal({
        hours: { ...usual, topics: usual.topics.slice(0, 1), slotMinutes: undefined },
        isLeader: false,
        times: [{ date: '2026-03-03', seat: undefined, text: 'Now, until Tue 3 Mar, 16:00' }],
      }),
  },
  ...places.map((place) =>
    message(`announcement ${place}`, (words) => announcement({ hours: hours(words, place), next, isLeader: true })),
  ),
  message('announcement of what has ended', (words) =>
    announcement({ hours: hours(words), next: undefined, isLeader: false }),
  ),
  message('announcement of an open door', (words) =>
    announcement({ hours: { ...hours(words), slotMinutes: undefined }, next, isLeader: false }),
  ),
  ...['not_in_channel', 'is_archived', 'unclear', 'expired', 'invalid_blocks'].map((reason) =>
    message(`not announced: ${reason}`, () => notAnnounced('C0NEWS', reason)),
  ),
  message('announced after all', () => announcedAfterAll('C0NEWS')),
  message('host reminder of one guest', (words) =>
    hostReminder({ hours: hours(words), on: next, coming: [coming(words)], hasBegun: false }),
  ),
  message('opened', (words) => opened({ hours: hours(words), next, isLeader: false }, false)),
  message('opened, app not in the channel', (words) => opened({ hours: hours(words), next, isLeader: false }, true)),
  message('kept', (words) => kept({ ...shown(words, 'booked'), isReminded: true }, false)),
  message('kept and begun', (words) => kept({ ...shown(words, 'booked'), isReminded: false }, true)),
  ...states.flatMap((state) => [
    message(`reminder ${state}`, (words) => reminder(shown(words, state))),
    message(`late change ${state}`, (words) => lateChange(shown(words, state))),
  ]),
  message('called off', (words) => calledOff(shown(words, 'called off'))),
  message('called off for good', (words) =>
    calledOff({ ...shown(words, 'called off'), hours: { ...hours(words), isEnded: true } }),
  ),
  message('host reminder', (words) =>
    hostReminder({ hours: hours(words), on: next, coming: many(20, () => coming(words)), hasBegun: false }),
  ),
  message('host reminder without guests', (words) =>
    hostReminder({ hours: hours(words), on: next, coming: [], hasBegun: true }),
  ),
  message('host reminder of a date that is off', (words) =>
    hostReminder({ hours: hours(words), on: undefined, coming: [], hasBegun: false }),
  ),
  message('call link', () => callLink(LINK)),
];

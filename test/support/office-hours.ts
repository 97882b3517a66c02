import type { Hours } from '../../src/features/office-hours/rules/index.ts';
import type { ListedHours } from '../../src/features/office-hours/views/index.ts';
import type { Words } from './samples.ts';

/** Weekly office hours of Bram in Berlin, Tuesdays at 15:00, four slots, with what a test wants different. */
export function someHours(different: Partial<Hours> = {}): Hours {
  return {
    id: '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11',
    hostId: 'U0BRAM',
    topics: [{ id: 'K1', name: 'Kubernetes' }],
    rhythm: 'weekly',
    firstOn: Temporal.PlainDate.from('2026-03-03'),
    time: '15:00',
    zone: 'Europe/Berlin',
    minutes: 60,
    slotMinutes: 15,
    capacity: 4,
    place: 'thread',
    link: '',
    audience: 'everybody',
    named: [],
    lastOn: undefined,
    skipped: [],
    channel: undefined,
    post: undefined,
    isEnded: false,
    ...different,
  };
}

/** The same as a list shows them, with the longest topics. */
export function aListing(words: Words, different: Partial<Hours> = {}): ListedHours {
  const topics = Array.from({ length: 5 }, (_, i) => ({ id: `K${i}`, name: words(60) }));
  return {
    hours: someHours({ topics, ...different }),
    isLeader: true,
    next: {
      date: '2026-03-03',
      start: Temporal.Instant.from('2026-03-03T14:00:00Z'),
      end: Temporal.Instant.from('2026-03-03T15:00:00Z'),
    },
    left: 3,
    coming: 1,
    isOpenNow: false,
  };
}

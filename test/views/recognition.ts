import type { Digest } from '../../src/features/recognition/rules.ts';
import { digestPost, refusedNote, thanksNote } from '../../src/features/recognition/views.ts';
import type { Sample, Words } from '../support/samples.ts';

const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

const digest = (words: Words, n: number): Digest => ({
  helpers: times(n, () => ({ name: words(200), people: n, uses: n, topics: times(n, () => words(80)) })),
  thanks: times(n, () => ({ from: words(200), to: words(200), words: words(3000) })),
  topics: times(n, () => ({ name: words(80), people: n })),
  chances: times(n, () => ({ name: words(80), people: n })),
});

export const samples: Sample[] = [
  { name: 'digest of a busy week', surface: 'message', build: (words) => digestPost(digest(words, 100)) },
  { name: 'digest of a quiet week', surface: 'message', build: (words) => digestPost(digest(words, 1)) },
  {
    name: 'digest with topics only',
    surface: 'message',
    build: (words) => digestPost({ ...digest(words, 0), topics: [{ name: words(80), people: 1 }] }),
  },
  {
    name: 'thank-you',
    surface: 'message',
    build: (words) => thanksNote({ from: words(200), words: words(3000), isShown: false }),
  },
  {
    name: 'thank-you that is shown',
    surface: 'message',
    build: (words) => thanksNote({ from: words(200), words: words(3000), isShown: true }),
  },
  ...['not_in_channel', 'channel_not_found', 'is_archived'].map((reason): Sample => {
    return {
      name: `refused: ${reason}`,
      surface: 'message',
      build: () => refusedNote({ channel: 'C0MENTORING', reason }),
    };
  }),
];

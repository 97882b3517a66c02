import { type Entry, type GrowthRecord, parts } from '../../src/features/record/rules.ts';
import { fileOnItsWay, recordMessage } from '../../src/features/record/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const entry = (words: Words): Entry => ({
  at: Temporal.Instant.from('2026-03-02T10:00:00Z'),
  ...{ what: words(300), words: words(3000), note: words(300), isQuiet: true },
});
const record = (entries: Entry[]) => Object.fromEntries(parts.map((part) => [part, entries])) as GrowthRecord;

export const samples: Sample[] = [
  {
    name: 'growth record',
    surface: 'message',
    build: (words) => recordMessage(record(Array.from({ length: 60 }, () => entry(words)))),
  },
  { name: 'growth record, empty', surface: 'message', build: () => recordMessage(record([])) },
  { name: 'growth record, file', surface: 'message', build: fileOnItsWay },
];

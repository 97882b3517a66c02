import { careCard, careModal } from '../../src/features/care/views.ts';
import type { Sample, Words } from '../support/samples.ts';

const care = (words: Words) => ({
  says: words(300),
  turn: words(100),
  contacts: Array.from({ length: 12 }, () => words(120)),
});

export const samples: Sample[] = [
  { name: 'whom to turn to', surface: 'message', build: (words) => careCard(care(words)) },
  { name: 'whom to turn to', surface: 'modal', build: (words) => careModal(care(words)) },
];

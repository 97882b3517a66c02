import { troubleNote } from '../../src/features/upkeep/views.ts';
import type { Sample } from '../support/samples.ts';

export const samples: Sample[] = [
  { name: 'messages that did not arrive', surface: 'message', build: () => troubleNote({ dead: 120, unknown: 1 }) },
];

import { departureNote, troubleNote, unreachable } from '../../src/features/ops-alerts/views.ts';
import type { Sample } from '../support/samples.ts';

export const samples: Sample[] = [
  { name: 'messages that did not arrive', surface: 'message', build: () => troubleNote({ dead: 120, unknown: 1 }) },
  { name: 'somebody cannot be written to', surface: 'message', build: (words) => unreachable({ name: words(200) }) },
  ...(['asked', 'confirmed', 'refused', 'settled'] as const).map(
    (state): Sample => ({
      name: `many seem to have left, ${state}`,
      surface: 'message',
      build: () => departureNote({ id: '2026-03-02T10:00:00Z', since: '', people: 900, of: 1000, state, at: '' }),
    }),
  ),
];

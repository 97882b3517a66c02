import { departureNote, refusedNote, troubleNote, unreachable } from '../../src/features/ops-alerts/views.ts';
import type { Sample } from '../support/samples.ts';

export const samples: Sample[] = [
  ...[
    [1, 0],
    [120, 0],
    [0, 2],
    [1, 1],
  ].map(([dead = 0, unknown = 0]): Sample => {
    return {
      name: `${dead} did not arrive, ${unknown} unclear`,
      surface: 'message',
      build: () => troubleNote({ dead, unknown }),
    };
  }),
  { name: 'Slack refused everything', surface: 'message', build: (words) => refusedNote(words(200)) },
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

import { MOST_NAME } from '../../src/features/outside/rules/figure.ts';
import type { OutsidePlan } from '../../src/features/outside/service/index.ts';
import { addModal, roomModal, takenModal } from '../../src/features/outside/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const metric = (words: Words) => ({
  metric: words(MOST_NAME),
  periods: 36,
  groups: 9,
  last: '2026-04-01',
  benchmarks: 2,
});
const figure = { grain: 'month', from: '2026-03-01', to: '2026-04-01', value: 41.5, unit: '' } as const;
const plan = (words: Words): OutsidePlan => ({
  ...{ kind: 'own', changed: [], known: 3 },
  added: [{ ...figure, metric: words(MOST_NAME), group: words(MOST_NAME) }],
  problems: Array.from({ length: 90 }, (_, i) => ({ line: i + 1, what: words(160) })),
});
const form = (words: Words) => ({ kind: 'own' as const, lines: words(3000) });

export const samples: Sample[] = [
  { name: 'none', surface: 'modal', build: () => roomModal({ metrics: [], start: '2026-03-01', isChosen: false }) },
  {
    name: 'many',
    surface: 'modal',
    build: (words) =>
      roomModal({ metrics: Array.from({ length: 60 }, () => metric(words)), start: '2026-03-01', isChosen: true }),
  },
  { name: 'add', surface: 'modal', build: () => addModal(undefined) },
  {
    name: 'checked',
    surface: 'modal',
    build: (words) => addModal('V0', { form: form(words), plan: plan(words), mark: '0123456789abcdef' }),
  },
  {
    name: 'nothing to take over',
    surface: 'modal',
    build: (words) => addModal('V0', { form: form(words), plan: { ...plan(words), added: [] }, mark: 'x' }),
  },
  { name: 'taken', surface: 'modal', build: (words) => takenModal(plan(words)) },
];

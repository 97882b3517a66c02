import type { Finding } from '../../src/features/reports/rules/finding.ts';
import { onItsWay, readyNote, reportCard } from '../../src/features/reports/views/index.ts';
import type { Sample, Words } from '../support/samples.ts';

const QUARTER = { from: '2026-07-01', to: '2026-10-01' };
const findings = (words: Words): Finding[] =>
  Array.from({ length: 30 }, (_, i) => ({
    ...{ key: `short:${i}`, tone: 'worry', says: words(300), figure: words(100), change: words(200), weight: 90 },
    ...{ advice: { kind: 'invite-helpers', about: words(100), says: words(300) }, numbers: undefined },
  }));

export const samples: Sample[] = [
  { name: 'report being drawn', surface: 'message', build: () => reportCard(QUARTER, 'drawing') },
  { name: 'report, full', surface: 'message', build: (words) => reportCard(QUARTER, findings(words)) },
  { name: 'ready', surface: 'message', build: (words) => readyNote(QUARTER, findings(words)) },
  { name: 'on its way', surface: 'message', build: () => onItsWay(QUARTER) },
];

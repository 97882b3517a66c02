import type { FaultKind } from '../../sandbox/slack/faults/faults.ts';

/** Everything that can go wrong with one call to Slack. */
export const FAULTS: FaultKind[] = [
  '429',
  '500-before',
  '500-after',
  'reset-before',
  'reset-after',
  'hang-before',
  'hang-after',
  'fatal_error-after',
  'late',
];

import type { Finding } from '../rules/finding.ts';

/** The figure of a finding with its change; '' where it has neither. */
export function figureLine({ figure, change }: Finding): string {
  if (figure === '') return '';
  return change === undefined ? `${figure}.` : `${figure}; ${change}.`;
}

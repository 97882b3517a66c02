/** One thing that is measured, said once: docs/metrics.md has the same words, and a test compares them. */
export type Definition = {
  name: string;
  /** What a figure is: a number of things, a share, working minutes, hours, or between 0 and 1. */
  unit: 'count' | 'share' | 'minutes' | 'hours' | 'index';
  sentence: string;
  formula: string;
  cannotSay: string;
};

export const define = (
  name: string,
  unit: Definition['unit'],
  sentence: string,
  formula: string,
  cannotSay: string,
): Definition => ({ name, unit, sentence, formula, cannotSay });

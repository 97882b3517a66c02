import type { OutsidePlan } from '../service/index.ts';

/** A line that can't be used, in words. */
export const problemWords = ({ line, what }: OutsidePlan['problems'][number]) => `Line ${line}: ${what}`;

const count = (n: number, noun: string) => (n === 1 ? `1 ${noun}` : `${n} ${noun}s`);

/** What a file would change, in one sentence. */
export function planWords({ kind, added, changed, known }: Omit<OutsidePlan, 'problems'>): string {
  const noun = kind === 'own' ? 'figure' : 'benchmark';
  return `${count(added.length, noun)} new, ${changed.length} with another value, ${known} known already.`;
}

/** After lines were taken over. */
export const takenText = (plan: OutsidePlan) => `${planWords(plan)} They’ll be in the next report.`;

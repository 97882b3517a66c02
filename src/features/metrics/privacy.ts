import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: nothing, since whatever is told is about five people or more. */
export const personal = {
  told_metrics: { nobodys: 'figures as they were told, of five people or more each', facts: ['told'] },
} satisfies PersonalData;

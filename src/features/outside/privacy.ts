import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: nothing. A line that names a person, or a department of fewer than five, is refused. */
export const personal = {
  outside_figure: {
    nobodys: 'figures of groups that owners brought from other tools',
    facts: ['metric', 'group_name', 'grain', 'unit'],
  },
  outside_start: { nobodys: 'the day on which Bitewise began for everyone' },
} satisfies PersonalData;

import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  reflection: {
    what: 'reflections after a session',
    from: 'the person',
    seenBy: 'only their author; a quotation only with consent',
    people: {
      author_id: { erase: 'delete', words: { answer: null, differently: null } },
      partner_id: { erase: 'former' },
    },
    facts: ['role', 'question'],
    refers: { session_id: 'session' },
    exported: [
      {
        as: 'reflections',
        of: 'author_id',
        columns: ['role', 'partner_id', 'question', 'usefulness', 'answer', 'differently', 'answered_at'],
      },
    ],
    kept: { days: 365, by: 'created_at', after: 'it was asked for' },
  },
  outcome: {
    what: '“did you use it?”',
    from: 'the mentee',
    seenBy:
      'a yes is told to the mentor, with the line that the mentee wrote for them; how much time it saved: no one, but in totals over five people',
    people: { mentee_id: { erase: 'former', words: { detail: '' } }, mentor_id: { erase: 'former' } },
    facts: ['answer', 'time_saved'],
    refers: { session_id: 'session' },
    exported: [
      { as: 'outcomes', of: 'mentee_id', columns: ['mentor_id', 'answer', 'detail', 'time_saved', 'answered_at'] },
      {
        as: 'outcomesOfMyHelp',
        of: 'mentor_id',
        columns: ['mentee_id', 'answer', 'answered_at'],
        only: "answer = 'yes'",
      },
    ],
    wordsKept: 365,
    kept: { days: 730, by: 'answered_at', after: 'the answer' },
  },
} satisfies PersonalData;

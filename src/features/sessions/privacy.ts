import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  session: {
    what: 'sessions: who, when, how long, on what, the goal and the recap, whether the two talked and what came of it; what is written in one stays in Slack',
    from: 'both',
    seenBy: 'the two',
    people: {
      mentee_id: { erase: 'former', words: { goal: '', mentee_word: null } },
      mentor_id: { erase: 'former', words: { mentor_word: null } },
    },
    authored: ['recap'],
    facts: ['format', 'ending', 'opening_question', 'planned_for'],
    refers: { request_id: 'request', offer_id: 'offer', skill_id: 'skill' },
    exported: [
      {
        as: 'sessions',
        of: ['mentor_id', 'mentee_id', 'recap'],
        columns: [
          'skill_id',
          'mentor_id',
          'mentee_id',
          'goal',
          'minutes',
          'format',
          'state',
          'ending',
          'planned_for',
          'started_at',
          'ended_at',
          'held_at',
          'mentee_word',
          'mentor_word',
          'recap',
        ],
      },
    ],
    wordsKept: 365,
    kept: { days: 730, by: 'ended_at', after: 'the end' },
  },
} satisfies PersonalData;

import { sql } from 'kysely';
import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  goal_news: {
    what: 'what fits a goal of someone: colleagues and office hours',
    from: 'the app',
    seenBy: 'only that person',
    people: { member_id: { erase: 'delete' }, subject_id: { erase: 'delete' } },
    refers: { goal_id: 'goal' },
    exported: [{ as: 'fitting', of: 'member_id', columns: ['kind', 'subject_id', 'noticed_at', 'told_on'] }],
    kept: {
      days: 90,
      by: 'noticed_at',
      after: 'it was noticed and told',
      isOld: (before) => sql`noticed_at < ${before} and (told_on is null or told_on < ${before})`,
    },
  },
  goal: {
    what: 'what someone wants to learn',
    from: 'the person',
    seenBy: 'only that person',
    people: { member_id: { erase: 'delete', words: { words: '' } } },
    refers: { skill_id: 'skill' },
    exported: [
      {
        as: 'goals',
        of: 'member_id',
        columns: ['words', 'skill_id', 'by_on', 'state', 'created_at', 'looked_at', 'closed_at'],
        skillAs: 'skill',
      },
    ],
    kept: { days: 365, by: 'closed_at', after: 'it was reached or removed' },
  },
  skill_question: {
    what: 'that someone was asked whether a skill still fits, and the answer',
    from: 'the app; the person',
    seenBy: 'only that person',
    people: { member_id: { erase: 'delete' } },
    facts: ['answer'],
    refers: { skill_id: 'skill' },
    exported: [
      {
        as: 'askedAboutSkills',
        of: 'member_id',
        columns: ['skill_id', 'kind', 'asked_at', 'answer', 'answered_at'],
        skillAs: 'skill',
      },
    ],
    kept: { days: 730, by: 'asked_at', after: 'the question' },
  },
} satisfies PersonalData;

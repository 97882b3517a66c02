import type { PersonalData } from '../../database/personal-data.ts';
import { touchOwners } from './service/index.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  suggestion: {
    what: 'suggestions of what could be better, with the name of whoever made it only if they chose that, and what an owner said to it',
    from: 'the person; an owner',
    seenBy: 'owners; who made it reads the answer',
    people: {
      member_id: { erase: 'delete', words: { words: '' } },
      answered_by: { erase: 'clear', words: { answer: '' } },
    },
    exported: [
      { as: 'suggestions', of: 'member_id', columns: ['words', 'state', 'created_at', 'answered_at'] },
      { as: 'suggestionsAnswered', of: 'answered_by', columns: ['state', 'answer', 'answered_at'] },
    ],
    kept: { days: 730, by: 'created_at', after: 'owners could read it' },
    afterErasing: touchOwners,
  },
  suggestion_tell: {
    what: 'who is told what becomes of a suggestion without a name',
    from: 'the person',
    seenBy: 'no one',
    // The suggestion stays: one that went with somebody would say that it was theirs.
    people: { member_id: { erase: 'delete' } },
    refers: { suggestion_id: 'suggestion' },
    exported: [
      {
        as: 'suggestionsWithoutName',
        of: 'member_id',
        columns: [],
        read: { by: 'suggestion_id', columns: ['words', 'state'], only: 'member_id is null' },
      },
    ],
    kept: 'until they’re told that it’s done or not now, or as long as the suggestion',
  },
} satisfies PersonalData;

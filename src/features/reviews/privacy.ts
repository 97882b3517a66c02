import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  review: {
    what: 'quarterly reviews: which owner told everyone what changes, and where',
    from: 'owners',
    seenBy: 'the channel; owners',
    people: { posted_by: { erase: 'clear', words: { heading: '', body: '' } } },
    exported: [
      { as: 'reviewsPosted', of: 'posted_by', columns: ['from_on', 'to_on', 'state', 'channel', 'heading', 'body'] },
    ],
    kept: { days: 1095, by: 'created_at', after: 'it began' },
  },
  review_adjustment: {
    what: 'what owners decided to change after a quarter, with the figure of five people or more that it’s followed by',
    from: 'owners',
    seenBy: 'owners',
    people: { chosen_by: { erase: 'clear', words: { words: '' } } },
    facts: ['key', 'about', 'measure', 'before', 'undo'],
    refers: { review_id: 'review' },
    exported: [
      { as: 'adjustmentsChosen', of: 'chosen_by', columns: ['kind', 'about', 'words', 'created_at', 'done_at'] },
    ],
    kept: 'as long as the review',
  },
} satisfies PersonalData;

import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  action: {
    what: 'agreed next steps: when, what, and until when',
    from: 'both',
    seenBy: 'the two',
    people: {
      owner_id: { erase: 'delete', words: { when_text: '', will_text: '' } },
      partner_id: { erase: 'former' },
    },
    refers: { session_id: 'session' },
    exported: [
      {
        as: 'nextSteps',
        of: 'owner_id',
        columns: ['when_text', 'will_text', 'due_on', 'state', 'created_at', 'closed_at', 'partner_id'],
      },
    ],
    kept: { days: 365, by: 'created_at', after: 'it was agreed' },
  },
} satisfies PersonalData;

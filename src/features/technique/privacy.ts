import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  technique: {
    what: 'what someone picked to say or do in a session',
    from: 'the person',
    seenBy: 'the two',
    people: { by_id: { erase: 'delete', words: { pick: '' } } },
    mentions: ['pick'],
    refers: { session_id: 'session' },
    exported: [{ as: 'techniques', of: 'by_id', columns: ['kind', 'pick', 'created_at'] }],
    kept: { days: 7, by: 'created_at', after: 'it was picked' },
  },
} satisfies PersonalData;

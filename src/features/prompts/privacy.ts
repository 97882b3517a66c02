import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  prompt: {
    what: 'messages that were planned for someone without being asked for, and when they went out',
    from: 'the app',
    seenBy: 'the engineer who runs it',
    people: { member_id: { erase: 'delete' } },
    mentions: ['payload', 'key', 'grp'],
    facts: ['bundle', 'apart'],
    exported: [{ as: 'messagesPlanned', of: 'member_id', columns: ['kind', 'state', 'due_at', 'sent_at'] }],
    kept: { days: 90, by: 'due_at', after: 'they were due', only: "state <> 'due'" },
  },
  contact: {
    what: 'that a message reached someone, so that three a day are the most',
    from: 'the app',
    seenBy: 'the engineer who runs it',
    people: { member_id: { erase: 'delete' } },
    exported: [{ as: 'messagesSent', of: 'member_id', columns: ['kind', 'at'] }],
    facts: ['local_date', 'at'],
    kept: { days: 90, by: 'at', after: 'it went out' },
  },
} satisfies PersonalData;

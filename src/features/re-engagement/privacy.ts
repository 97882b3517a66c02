import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  momentum_round: {
    what: 'rounds of invitations after a quiet week, and which owner decided',
    from: 'the app; owners',
    seenBy: 'owners',
    people: { decided_by: { erase: 'clear' } },
    exported: [{ as: 'invitationsDecided', of: 'decided_by', columns: ['week', 'state'] }],
    kept: { days: 730, by: 'created_at', after: 'the week' },
  },
  invitation: {
    what: 'who was invited when',
    from: 'the app',
    seenBy: 'no one',
    people: { member_id: { erase: 'delete' } },
    exported: [{ as: 'invitations', of: 'member_id', columns: ['week', 'may_come_until'] }],
    kept: { days: 120, by: 'may_come_until', after: 'the last moment at which it may come' },
  },
} satisfies PersonalData;

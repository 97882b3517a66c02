import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  workspace: {
    what: 'who may change the settings, who reads reports of a concern, and who is marked as a leader',
    from: 'owners',
    seenBy: 'owners',
    lists: ['settings'],
    exported: [{ as: 'profile.namedByOwnersOf', of: 'settings', columns: ['name'] }],
    facts: ['name', 'bot_user_id', 'departure'],
    kept: 'until changed or deleted',
  },
} satisfies PersonalData;

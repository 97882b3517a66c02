import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  quota_use: {
    what: 'how much someone set going on a day (requests, thanks, wait lists and so on), and for whom, so that no one is flooded',
    from: 'the app',
    seenBy: 'the app',
    people: { member_id: { erase: 'delete' }, to_id: { erase: 'delete' } },
    exported: [{ as: 'setGoing', of: 'member_id', columns: ['kind', 'on_date', 'n'] }],
    kept: { days: 8, by: 'on_date', after: 'that day' },
  },
} satisfies PersonalData;

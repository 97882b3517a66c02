import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  calendar_entry: {
    what: 'with which time calendars were told of a session or a place last, by the id of that; no person',
    from: 'the app',
    seenBy: 'no one',
    facts: ['of_id'],
    kept: { days: 60, by: 'ends_at', after: 'the time' },
  },
} satisfies PersonalData;

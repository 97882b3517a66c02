import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  webhook: {
    nobodys: 'the address that owners set for events, and what they are signed with',
    facts: ['url', 'secret', 'failing_since', 'failing_with'],
  },
  webhook_delivery: {
    what: 'events for the address that owners set: what kind, on which drawn day, and of which department of five or more; no name, no id and no time of day',
    from: 'the app',
    seenBy: 'owners; whoever runs that address',
    facts: ['type', 'body', 'answer'],
    exported: [],
    kept: { days: 30, by: 'created_at', after: 'it was sent first' },
  },
} satisfies PersonalData;

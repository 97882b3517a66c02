import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here. */
export const personal = {
  erasure: {
    what: 'a deletion that is being carried out: who asked for it, and where messages are still to be edited',
    from: 'the person',
    seenBy: 'the engineer who runs it',
    people: { member_id: { erase: 'keep' } },
    facts: ['former_id', 'places'],
    exported: [],
    kept: 'until the messages are edited, some minutes',
  },
} satisfies PersonalData;

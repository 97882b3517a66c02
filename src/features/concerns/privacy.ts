import type { PersonalData } from '../../database/personal-data.ts';
import { SUSPENDED_FOR } from '../requests/store/suspension.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  concern: {
    what: 'reports of a concern: what happened, in the reporter’s own words, whom and what it is about, and whether the readers may know who reported',
    from: 'the person',
    seenBy:
      'the people named for it, never whom it is about; who reported and what it is about: only if the reporter said so; who had asked quietly: no one, unless one of them says that they need it, which is kept',
    people: {
      reporter_id: { erase: 'former', words: { words: '' } },
      reported_id: { erase: 'former' },
    },
    facts: ['about_kind', 'about_id'],
    exported: [
      {
        as: 'concernsReported',
        of: 'reporter_id',
        columns: ['kind', 'words', 'is_named', 'shows_content', 'created_at', 'read_at', 'closed_at'],
      },
      // Neither when it was made nor about what: either could say who reported.
      { as: 'concernsAboutMe', of: 'reported_id', columns: ['closed_at'], only: 'closed_at is not null' },
    ],
    kept: {
      days: 365,
      by: 'closed_at',
      after: 'it was closed, or as long as it suspends quiet asks',
      only: `id not in (${SUSPENDED_FOR})`,
    },
  },
  concern_copy: {
    what: 'to whom a report went, and whether it arrived',
    from: 'the app',
    seenBy: 'people who read reports',
    people: { reader_id: { erase: 'delete' } },
    refers: { concern_id: 'concern' },
    exported: [{ as: 'concernsSentToMe', of: 'reader_id', columns: ['state', 'sent_at'] }],
    kept: 'as long as the report',
  },
  concern_event: {
    what: 'who did what about a report, and when',
    from: 'people who read reports',
    seenBy: 'people who read reports',
    people: { by_id: { erase: 'former' } },
    facts: ['what', 'at'],
    refers: { concern_id: 'concern' },
    exported: [{ as: 'concernsDealtWith', of: 'by_id', columns: ['what', 'at'] }],
    kept: 'as long as the report',
  },
} satisfies PersonalData;

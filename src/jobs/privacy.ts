import { sql } from 'kysely';
import type { PersonalData } from '../database/personal-data.ts';
import { instant } from '../time.ts';
import { firstJobId } from './id.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  job: {
    what: 'what the app has to do and has done: ids, and where a message stands',
    from: 'the app',
    seenBy: 'the engineer who runs it',
    mentions: ['payload', 'key', 'lane', 'grp', 'ref'],
    facts: ['outcome', 'error'],
    exported: [],
    kept: {
      days: 30,
      by: 'finished_at',
      after: 'it was done',
      // What ended before then was made before then: by their ids such rows are found without reading the others.
      isOld: (before) => sql`id < ${firstJobId(instant(before))} and finished_at < ${before}`,
    },
  },
  inbox: {
    what: 'keys of what came in from Slack, so that nothing is done twice',
    from: 'Slack',
    seenBy: 'the engineer who runs it',
    mentions: ['key'],
    facts: ['at'],
    exported: [],
    kept: { days: 7, by: 'at', after: 'it came in' },
  },
} satisfies PersonalData;

import { sql } from 'kysely';
import type { PersonalData } from '../../database/personal-data.ts';
import { instant, iso } from '../../time.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  story: {
    what: 'stories for the newsletter',
    from: 'the person',
    seenBy: 'the other of the two, who may say no; everyone once it’s told, with or without the name as both chose',
    people: { author_id: { erase: 'delete', words: { words: '' } }, partner_id: { erase: 'delete' } },
    facts: ['source', 'answer'],
    refers: { session_id: 'session' },
    exported: [
      { as: 'stories', of: 'author_id', columns: ['source', 'words', 'is_named', 'told_in', 'created_at'] },
      {
        as: 'storiesAnswered',
        of: 'partner_id',
        columns: ['author_id', 'answer', 'answered_at', 'told_in'],
        only: 'answer is not null',
      },
    ],
    kept: {
      days: 365,
      by: 'created_at',
      after: 'it was offered; 120 days if it wasn’t told',
      isOld: (before) => sql`created_at < ${before} or (told_in is null and created_at < ${untold(before)})`,
    },
  },
  newsletter: {
    what: 'newsletters, and which owner worded and decided them',
    from: 'owners',
    seenBy: 'everyone, when it’s posted; who worded it: owners',
    people: {
      words_by: { erase: 'clear', words: { heading: '', opening: '', closing: '' } },
      decided_by: { erase: 'clear' },
    },
    isPost: true,
    facts: ['offered', 'stories', 'figures'],
    exported: [
      { as: 'newslettersDecided', of: 'decided_by', columns: ['month', 'state'] },
      { as: 'newslettersWorded', of: 'words_by', columns: ['month', 'heading', 'opening', 'closing'] },
    ],
    kept: { days: 730, by: 'created_at', after: 'the draft' },
  },
} satisfies PersonalData;

/** Days by which a story that was not told goes before one that was. */
const SOONER = 365 - 120;

const untold = (before: string) => iso(instant(before).add({ hours: 24 * SOONER }));

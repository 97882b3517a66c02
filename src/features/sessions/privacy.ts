import type { PersonalData } from '../../database/personal-data.ts';
import type { Tx } from '../../database/transaction.ts';
import { enqueue } from '../../jobs/store.ts';
import { cardEditJob, recapEditJob } from './service/queue.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  session: {
    what: 'sessions: who, when, how long, on what, the goal and the recap, whether the two talked and what came of it; what is written in one stays in Slack',
    from: 'both',
    seenBy: 'the two',
    people: {
      mentee_id: { erase: 'former', words: { goal: '', mentee_word: null } },
      mentor_id: { erase: 'former', words: { mentor_word: null } },
    },
    authored: ['recap'],
    facts: ['format', 'ending', 'opening_question', 'planned_for', 'asking'],
    refers: { request_id: 'request', offer_id: 'offer', skill_id: 'skill' },
    exported: [
      {
        as: 'sessions',
        of: ['mentor_id', 'mentee_id', 'recap'],
        only: 'is_quiet = 0 or channel is not null',
        columns: [
          'skill_id',
          'mentor_id',
          'mentee_id',
          'goal',
          'minutes',
          'format',
          'state',
          'ending',
          'planned_for',
          'started_at',
          'ended_at',
          'held_at',
          'mentee_word',
          'mentor_word',
          'recap',
        ],
      },
      {
        // Whose quiet ask it is, its mentor learns when it opens, and if it never does, not at all.
        as: 'sessionsNotOpened',
        of: ['mentor_id', 'mentee_id'],
        only: 'is_quiet = 1 and channel is null',
        columns: ['skill_id', 'mentor_id', 'goal', 'minutes', 'format', 'state', 'ending', 'planned_for', 'ended_at'],
      },
    ],
    wordsKept: 365,
    afterErasing: showAnew,
    kept: { days: 730, by: 'ended_at', after: 'the end' },
  },
  planned_time: {
    what: 'when two people are taken by what will be a session of theirs',
    from: 'the app',
    seenBy: 'no one',
    people: { one_id: { erase: 'delete' }, other_id: { erase: 'delete' } },
    exported: [{ as: 'timesPlanned', of: ['one_id', 'other_id'], columns: ['starts_at', 'ends_at'] }],
    kept: { days: 2, by: 'ends_at', after: 'the time' },
  },
} satisfies PersonalData;

/** The cards of a former member's sessions stay, for the other one. */
async function showAnew(tx: Tx, formerId: string): Promise<void> {
  const rows = await tx.db
    .selectFrom('session')
    .select(['id', 'recap_ts'])
    .where('root_ts', 'is not', null)
    .where((e) => e.or([e('mentor_id', '=', formerId), e('mentee_id', '=', formerId)]))
    .execute();
  for (const { id: sessionId, recap_ts } of rows) {
    await enqueue(tx, cardEditJob, { sessionId }, { lane: `edit:${sessionId}` });
    if (recap_ts !== null) await enqueue(tx, recapEditJob, { sessionId }, { lane: `edit:${sessionId}` });
  }
}

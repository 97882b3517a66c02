import type { PersonalData } from '../../database/personal-data.ts';
import type { Tx } from '../../database/transaction.ts';
import { offersOfSessions } from '../sessions/store/history.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  request: {
    what: 'requests: topic, goal, what was tried, and the message they began with',
    from: 'the person',
    seenBy:
      'the colleague who is asked; without the name, if the asker chose that, until the session of whoever accepted opens',
    people: {
      mentee_id: { erase: 'former', words: { goal: '', tried: '', source_text: null, source_link: null } },
      chosen_id: { erase: 'clear' },
    },
    lists: ['candidates'],
    facts: ['format', 'urgency'],
    refers: { skill_id: 'skill' },
    exported: [
      {
        as: 'requests',
        of: 'mentee_id',
        columns: [
          'skill_id',
          'goal',
          'tried',
          'minutes',
          'format',
          'urgency',
          'is_anonymous',
          'may_hint',
          'is_private',
          'may_name_topic',
          'source_text',
          'source_link',
          'state',
          'created_at',
          'closed_at',
          'waited_minutes',
        ],
      },
    ],
    wordsKept: 365,
    kept: { days: 365, by: 'closed_at', after: 'it closed, or as long as the session that came of it' },
  },
  offer: {
    what: 'who was asked to help, and what they answered',
    from: 'the app; the person',
    seenBy: 'who accepted: the two; who declined: no one',
    people: { mentor_id: { erase: 'former' } },
    facts: ['answer_by', 'proposed_for'],
    refers: { request_id: 'request' },
    exported: [
      {
        as: 'askedForHelp',
        of: 'mentor_id',
        columns: ['state', 'offered_at', 'answered_at', 'proposed_for'],
      },
    ],
    kept: {
      days: 90,
      by: 'offered_at',
      after: 'it was made; an accepted one as long as its session',
      only: "state <> 'pending' and state <> 'proposed'",
    },
    beforeErasing: deleteUnacceptedOffers,
  },
  quiet_suspension: {
    what: 'who may not ask quietly for now',
    from: 'people who read reports',
    seenBy: 'the person; people who read reports',
    people: { member_id: { erase: 'delete' } },
    facts: ['for_id'],
    exported: [{ as: 'quietAsksSuspended', of: 'member_id', columns: ['suspended_at'] }],
    kept: 'until lifted or deleted',
  },
  told_helper: {
    what: 'of whom someone on a wait list was told, so that they aren’t told again',
    from: 'the app',
    seenBy: 'the app',
    people: { helper_id: { erase: 'delete' } },
    refers: { request_id: 'request' },
    exported: [{ as: 'namedToWaitLists', of: 'helper_id', columns: ['told_at'] }],
    kept: { days: 180, by: 'told_at', after: 'they were told' },
  },
} satisfies PersonalData;

/** A no, and what never got an answer, is nobody's business. */
async function deleteUnacceptedOffers(tx: Tx, memberId: string): Promise<void> {
  await tx.db
    .deleteFrom('offer')
    .where('mentor_id', '=', memberId)
    .where('id', 'not in', offersOfSessions(tx))
    .execute();
}

import type { PersonalData } from '../../database/personal-data.ts';
import type { Tx } from '../../database/transaction.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  buddy_willing: {
    what: 'whether someone would welcome a newcomer',
    from: 'the person',
    seenBy: 'the app',
    people: { member_id: { erase: 'delete' } },
    facts: ['since'],
    exported: [{ as: 'buddies.welcomingSince', of: 'member_id', columns: ['since'], isSingle: true }],
    kept: 'until changed or deleted',
  },
  buddy_newcomer: {
    what: 'who is new, and their first day',
    from: 'Slack or an owner',
    seenBy: 'owners, while there’s no buddy; the buddy',
    people: { member_id: { erase: 'delete' } },
    exported: [
      {
        as: 'buddies.newcomer',
        of: 'member_id',
        columns: ['starts_on', 'state', 'has_changed', 'ended_at'],
        isSingle: true,
      },
    ],
    kept: { days: 400, by: 'ended_at', after: 'it is over' },
  },
  buddy_pair: {
    what: 'who is whose buddy, and who was asked',
    from: 'the app; the person',
    seenBy: 'the two; that someone was asked or declined: no one else',
    people: { newcomer_id: { erase: 'former' }, buddy_id: { erase: 'former' } },
    conversation: 'channel',
    facts: ['ending', 'answer_by'],
    exported: [
      {
        as: 'buddies.askedToBeBuddy',
        of: 'buddy_id',
        columns: ['newcomer_id', 'state', 'asked_at', 'accepted_at', 'closed_at'],
      },
      {
        as: 'buddies.hadAsBuddy',
        of: 'newcomer_id',
        columns: ['buddy_id', 'state', 'accepted_at', 'closed_at'],
        // Who declined is nobody's business.
        only: 'told_at is not null',
      },
    ],
    kept: { days: 400, by: 'closed_at', after: 'it is over' },
    beforeErasing: deletePairsWithoutYes,
  },
  buddy_check_in: {
    what: 'answers to a buddy’s check-ins',
    from: 'the newcomer',
    seenBy: 'only the newcomer; a line that they add: the two; owners see counts',
    people: { newcomer_id: { erase: 'delete', words: { line: '' } } },
    exported: [{ as: 'buddies.checkIns', of: 'newcomer_id', columns: ['day', 'asked_at', 'choice', 'line'] }],
    kept: { days: 180, by: 'asked_at', after: 'the question' },
  },
} satisfies PersonalData;

/** A pair that came about stays, for whoever was the other one; questions without a yes go altogether. */
async function deletePairsWithoutYes({ db }: Tx, memberId: string): Promise<void> {
  await db
    .deleteFrom('buddy_pair')
    .where('accepted_at', 'is', null)
    .where((e) => e.or([e('newcomer_id', '=', memberId), e('buddy_id', '=', memberId)]))
    .execute();
}

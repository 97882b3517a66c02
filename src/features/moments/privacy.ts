import type { PersonalData } from '../../database/personal-data.ts';
import type { Tx } from '../../database/transaction.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  moment: {
    what: 'moments in channels: when, where, and the lines of an own deck',
    from: 'who set it up',
    seenBy: 'the channel',
    people: { owner_id: { erase: 'former', words: { own: '[]' } } },
    facts: ['deck', 'holidays', 'skipped'],
    exported: [
      {
        as: 'moments.setUp',
        of: 'owner_id',
        columns: [
          'channel',
          'days',
          'starts_at',
          'zone',
          'minutes',
          'deck',
          'own',
          'holidays',
          'created_at',
          'ended_at',
        ],
      },
    ],
    kept: { days: 365, by: 'ended_at', after: 'it ended' },
    beforeErasing: forgetOwnWords,
  },
  moment_host: {
    what: 'who would host a moment',
    from: 'the person',
    seenBy: 'the channel, when it’s their turn',
    people: { member_id: { erase: 'delete' } },
    refers: { moment_id: 'moment' },
    facts: ['since'],
    exported: [{ as: 'moments.willingToHost', of: 'member_id', columns: ['moment_id', 'since'] }],
    kept: 'until changed or deleted',
  },
  moment_turn: {
    what: 'moments that took place: the question, who hosted, who couldn’t, how many answered',
    from: 'the app; the host',
    seenBy: 'the channel; who couldn’t: no one',
    people: { host_id: { erase: 'clear' } },
    lists: ['declined'],
    facts: ['prompt'],
    refers: { moment_id: 'moment' },
    exported: [
      { as: 'moments.hosted', of: 'host_id', columns: ['starts_at', 'prompt', 'state'] },
      { as: 'moments.declined', of: 'declined', columns: ['starts_at', 'state'] },
    ],
    kept: { days: 365, by: 'ends_at', after: 'the date' },
  },
  moment_share: {
    what: 'that someone answered in a moment',
    from: 'the person',
    seenBy: 'the channel, in Slack',
    people: { member_id: { erase: 'delete' } },
    refers: { turn_id: 'moment_turn' },
    exported: [{ as: 'moments.shared', of: 'member_id', columns: ['shared_at'] }],
    kept: { days: 7, by: 'shared_at', after: 'the answer' },
  },
} satisfies PersonalData;

/** Their own questions go from the moments that asked them; from now on the shipped ones are asked. */
async function forgetOwnWords({ db }: Tx, memberId: string): Promise<void> {
  const own = db.selectFrom('moment').select('id').where('owner_id', '=', memberId).where('deck', '=', 'own');
  await db.updateTable('moment_turn').set({ prompt: '' }).where('moment_id', 'in', own).execute();
  await db.updateTable('moment').set({ deck: 'insights' }).where('id', 'in', own).execute();
}

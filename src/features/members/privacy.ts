import type { PersonalData } from '../../database/personal-data.ts';
import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';
import { updateMember } from './store/index.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  member: {
    what: 'name, short name, title, time zone, language, and whether someone is a guest, an admin, a bot or has left; working hours, capacity, formats, department, muted messages, and whether the digest may name them',
    from: 'Slack; the person',
    seenBy: 'names and titles: colleagues; the rest: the app',
    people: {
      id: {
        erase: 'keep',
        words: { name: 'A colleague', handle: '', title: '', zone: '', locale: '', department: '' },
      },
    },
    facts: ['work_start', 'work_end', 'work_days', 'other_hours', 'formats', 'mutes', 'unreachable'],
    exported: [
      {
        as: 'profile',
        of: 'id',
        isSingle: true,
        columns: [
          'id',
          'name',
          'handle',
          'title',
          'zone',
          'locale',
          'is_guest',
          'is_deactivated',
          'is_owner',
          'work_start',
          'work_end',
          'work_days',
          'other_hours',
          'capacity',
          'formats',
          'usual_minutes',
          'paused_until',
          'mutes',
          'in_digest',
          'department',
          'unreachable',
          'home_opened_at',
          'profile_saved_at',
          'seen_at',
          'said_gone_at',
          'erased_at',
          'left_at',
          'created_at',
        ],
      },
    ],
    kept: 'while the person is in the workspace; 30 days after they left only “a former member” is kept',
    beforeErasing: (tx, memberId) => forgetChoices(tx, memberId),
  },
  member_block: {
    what: 'people someone would rather not be matched with',
    from: 'the person',
    seenBy: 'only that person',
    people: { member_id: { erase: 'delete' }, blocked_id: { erase: 'delete' } },
    exported: [{ as: 'profile.ratherNotMatchedWith', of: 'member_id', columns: ['blocked_id'] }],
    kept: 'until changed or deleted',
  },
  quiet_block: {
    what: 'that someone gets no more questions of a colleague who had asked them quietly; whose they were stays untold',
    from: 'the person',
    seenBy: 'no one; that there’s one: the person who made it',
    people: { member_id: { erase: 'delete' }, blocked_id: { erase: 'delete' } },
    facts: ['for_id'],
    exported: [{ as: 'profile.quietBlocks', of: 'member_id', columns: ['made_at'] }],
    kept: 'until changed or deleted',
  },
} satisfies PersonalData;

/** What somebody chose for themselves is as for a newcomer. */
async function forgetChoices(tx: Tx, memberId: string): Promise<void> {
  await updateMember(tx, memberId, {
    work_start: '09:00',
    work_end: '17:00',
    work_days: '[1,2,3,4,5]',
    other_hours: '',
    capacity: 2,
    formats: '[]',
    usual_minutes: 20,
    mutes: '[]',
    in_digest: 0,
    profile_saved_at: null,
    erased_at: iso(tx.now),
  });
}

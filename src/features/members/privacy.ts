import type { PersonalData } from '../../database/personal-data.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { updateMember } from './store.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  member: {
    what: 'name, short name, title, time zone, language, and whether somebody is a guest, an admin, a bot or has left; working hours, capacity, formats, department, muted messages, and whether the digest may name them',
    from: 'Slack; the person',
    seenBy: 'names and titles: colleagues; the rest: the app',
    people: {
      id: {
        erase: 'keep',
        words: { name: 'A colleague', handle: '', title: '', zone: '', locale: '', department: '' },
      },
    },
    facts: ['work_start', 'work_end', 'work_days', 'formats', 'mutes', 'unreachable'],
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
    beforeErasing: (work, memberId) => forgetChoices(work, memberId),
  },
  member_block: {
    what: 'people somebody would rather not be matched with',
    from: 'the person',
    seenBy: 'only that person',
    people: { member_id: { erase: 'delete' }, blocked_id: { erase: 'delete' } },
    exported: [{ as: 'profile.ratherNotMatchedWith', of: 'member_id', columns: ['blocked_id'] }],
    kept: 'until changed or deleted',
  },
  quiet_block: {
    what: 'that somebody gets no more questions of a colleague who had asked them quietly; whose they were stays untold',
    from: 'the person',
    seenBy: 'nobody; that there is one: the person who made it',
    people: { member_id: { erase: 'delete' }, blocked_id: { erase: 'delete' } },
    facts: ['for_id'],
    exported: [{ as: 'profile.quietBlocks', of: 'member_id', columns: ['made_at'] }],
    kept: 'until changed or deleted',
  },
  member_skill: {
    what: 'skills that somebody offers, with the level, or wants',
    from: 'the person',
    seenBy: 'offers: everybody; wants: the app',
    people: { member_id: { erase: 'delete' } },
    refers: { skill_id: 'skill' },
    exported: [
      {
        as: 'profile.skills',
        of: 'member_id',
        columns: ['skill_id', 'kind', 'level', 'added_at'],
        skillAs: 'name',
      },
    ],
    kept: 'until changed or deleted',
  },
  skill: {
    what: 'names of topics; who coined one that no vocabulary knew, so that others see it only once a second person uses it; one that only an erased person used goes with them',
    from: 'the vocabulary; the person',
    seenBy: 'everybody, and a coined one that nobody else uses only that person; who coined it: the app',
    people: { coined_by: { erase: 'former' } },
    facts: ['key', 'name'],
    beforeErasing: forgetCoined,
    exported: [{ as: 'topicsCoined', of: 'coined_by', columns: ['name', 'created_at'] }],
    kept: 'while the topic is here',
  },
} satisfies PersonalData;

/** Names of topics that only they saw. A session of theirs may be about one, so the topic stays without its name. */
async function forgetCoined({ db, workspaceId }: Work, memberId: string): Promise<void> {
  await db
    .updateTable('skill')
    .set((skill) => ({ name: 'A topic', key: skill.ref('id') }))
    .where('workspace_id', '=', workspaceId)
    .where('coined_by', '=', memberId)
    .where('shared_at', 'is', null)
    .where('approved_at', 'is', null)
    .execute();
}

/** What somebody chose for themselves is as for a newcomer. */
async function forgetChoices(work: Work, memberId: string): Promise<void> {
  await updateMember(work, memberId, {
    work_start: '09:00',
    work_end: '17:00',
    work_days: '[1,2,3,4,5]',
    capacity: 2,
    formats: '[]',
    usual_minutes: 20,
    mutes: '[]',
    in_digest: 0,
    profile_saved_at: null,
    erased_at: iso(work.now),
  });
}

import type { PersonalData } from '../../database/personal-data.ts';
import type { Tx } from '../../database/transaction.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  member_skill: {
    what: 'skills that someone offers, with the level, or wants',
    from: 'the person',
    seenBy: 'offers: everyone; wants: the app',
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
    seenBy: 'everyone, and a coined one that no one else uses only that person; who coined it: the app',
    people: { coined_by: { erase: 'former' } },
    facts: ['key', 'name'],
    beforeErasing: forgetCoined,
    exported: [{ as: 'topicsCoined', of: 'coined_by', columns: ['name', 'created_at'] }],
    kept: 'while the topic is here',
  },
  skill_alias: {
    what: 'what someone typed before they picked a topic',
    from: 'the person',
    seenBy: 'no one',
    lists: ['seen_by'],
    goesWhenEmptied: true,
    facts: ['key', 'text', 'target', 'origin'],
    exported: [{ as: 'profile.typedAndMeant', of: 'seen_by', columns: ['text', 'target'] }],
    kept: 'until three people picked the same: then the text stays without them; or until deleted',
  },
  skill_apart: {
    nobodys: 'topics that owners keep apart',
    refers: { skill_id: 'skill', other_skill_id: 'skill' },
  },
} satisfies PersonalData;

/** Names of topics that only they saw. A session of theirs may be about one, so the topic stays without its name. */
async function forgetCoined({ db }: Tx, memberId: string): Promise<void> {
  await db
    .updateTable('skill')
    .set((skill) => ({ name: 'A topic', key: skill.ref('id') }))
    .where('coined_by', '=', memberId)
    .where('shared_at', 'is', null)
    .where('approved_at', 'is', null)
    .execute();
}

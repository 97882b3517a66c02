import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  hint: {
    what: 'words of a job title, and of goals that people allowed to lead others to whoever helped',
    from: 'Slack; the asker, by a tick when they ask, off at first',
    seenBy:
      'no one; who searches reads that a title mentions their word, or that someone helped with something like it',
    people: { member_id: { erase: 'delete' } },
    facts: ['word', 'source', 'session_id'],
    exported: [{ as: 'foundBy', of: 'member_id', columns: ['word'], only: "source = 'title'" }],
    kept: 'until the title changes, the tick is taken back (“Stop using my goals”), the answer to “did you use it?” changes, or deleted',
  },
  exposure: {
    what: 'how often someone was shown lately, so that all have a turn',
    from: 'the app',
    seenBy: 'no one',
    people: { member_id: { erase: 'delete' } },
    exported: [{ as: 'profile.shownLately', of: 'member_id', columns: ['amount', 'day'], isSingle: true }],
    kept: 'it fades within weeks; until deleted',
  },
  shown_mentor: {
    what: 'whom a search showed for a topic that day, so that the next shows them in the same order',
    from: 'the app',
    seenBy: 'no one',
    people: { asker_id: { erase: 'delete' }, mentor_id: { erase: 'delete' } },
    facts: ['how'],
    refers: { skill_id: 'skill' },
    exported: [{ as: 'profile.searchedLately', of: 'asker_id', columns: ['skill_id', 'on_date'] }],
    kept: { days: 2, by: 'shown_at', after: 'the search' },
  },
  profile_change: {
    what: 'when something about someone changed last, for other running copies of the app',
    from: 'the app',
    seenBy: 'no one',
    people: { member_id: { erase: 'delete' } },
    exported: [{ as: 'profile.changed', of: 'member_id', columns: ['changed_at'], isSingle: true }],
    kept: { days: 30, by: 'changed_at', after: 'the change' },
  },
} satisfies PersonalData;

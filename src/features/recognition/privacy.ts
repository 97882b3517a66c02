import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  thanks: {
    what: 'thanks',
    from: 'the giver',
    seenBy: 'the receiver; the digest if the giver made it public, both appear there, and the receiver said yes to it',
    people: {
      giver_id: { erase: 'delete', words: { words: '' } },
      receiver_id: { erase: 'delete', words: { words: '' } },
    },
    refers: { session_id: 'session' },
    exported: [
      {
        as: 'thanks',
        of: ['giver_id', 'receiver_id'],
        columns: ['giver_id', 'receiver_id', 'words', 'is_public', 'agreed_at', 'created_at'],
      },
    ],
    kept: { days: 365, by: 'created_at', after: 'they were given' },
  },
  badge: {
    what: 'badges',
    from: 'the app',
    seenBy: 'the person; the digest if they appear there, but for what rests on a quiet ask',
    people: { member_id: { erase: 'delete' } },
    facts: ['badge'],
    exported: [{ as: 'badges', of: 'member_id', columns: ['badge', 'earned_at', 'awarded_at', 'is_quiet'] }],
    kept: 'until deleted',
  },
  recognition_choice: {
    what: 'whether someone appears on the board, and whether public thanks to them are shown without asking',
    from: 'the person',
    seenBy: 'the app',
    people: { member_id: { erase: 'delete' } },
    exported: [{ as: 'whatOthersMaySee', of: 'member_id', columns: ['on_board', 'thanks_shown'], isSingle: true }],
    kept: 'until changed or deleted',
  },
  member_break: {
    what: 'when a break began and ended',
    from: 'the person',
    seenBy: 'the app',
    people: { member_id: { erase: 'delete' } },
    exported: [{ as: 'breaks', of: 'member_id', columns: ['started_at', 'ends_at'] }],
    kept: { days: 400, by: 'ends_at', after: 'its end' },
  },
  digest: { nobodys: 'which digests were posted', isPost: true },
} satisfies PersonalData;

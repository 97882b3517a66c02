import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  course: {
    what: 'which lessons someone takes',
    from: 'the person',
    seenBy: 'only that person',
    people: { member_id: { erase: 'delete' } },
    facts: ['track', 'lesson', 'because'],
    exported: [{ as: 'courses', of: 'member_id', columns: ['track', 'state', 'started_at', 'lesson', 'because'] }],
    kept: { days: 730, by: 'started_at', after: 'it began' },
  },
  lesson_step: {
    what: 'lessons that someone answered or skipped',
    from: 'the person',
    seenBy: 'only that person',
    people: { member_id: { erase: 'delete' } },
    facts: ['lesson', 'at'],
    exported: [{ as: 'lessons', of: 'member_id', columns: ['lesson', 'state', 'choice', 'at'] }],
    kept: { days: 730, by: 'at', after: 'the answer' },
  },
} satisfies PersonalData;

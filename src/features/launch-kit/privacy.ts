import type { PersonalData } from '../../database/personal-data.ts';

/** What is kept about people here: features/privacy exports, erases and ages it. */
export const personal = {
  launch_post: {
    what: 'texts of the launch kit that an owner posted',
    from: 'an owner',
    seenBy: 'the channel; who posted it: owners',
    people: { by_id: { erase: 'clear', words: { heading: '', body: '' } } },
    facts: ['piece'],
    exported: [{ as: 'launched', of: 'by_id', columns: ['piece', 'channel', 'on_date', 'state', 'heading', 'body'] }],
    kept: { days: 730, by: 'created_at', after: 'the post' },
  },
} satisfies PersonalData;

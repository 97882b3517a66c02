import type { Answer } from '../rules.ts';

/** What an owner made of a suggestion, after “The owners:”. */
export const answerNames: Record<Answer, string> = { heard: 'Heard', done: 'Done', 'not now': 'Not now' };

/** The same as whoever made it reads it. */
export const answerSays: Record<Answer, string> = {
  heard: 'The owners have heard your suggestion.',
  done: 'Your suggestion is done.',
  'not now': 'The owners won’t take your suggestion up now.',
};

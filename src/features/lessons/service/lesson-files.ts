import { z } from 'zod';
import { contentFiles, plainWords, readContent } from '../../../content.ts';
import { StartError } from '../../../errors.ts';
import { type Lesson, occasions, tracks } from '../rules.ts';

const answer = z.strictObject(
  { say: plainWords(2, 70), reply: plainWords(20, 300), good: z.literal(true).optional() },
  'must hold say and reply',
);

export const lessonFile = z.strictObject(
  {
    for: z.enum(tracks, 'must be mentee or mentor'),
    when: z.enum(occasions, `must be one of ${occasions.join(', ')}`).optional(),
    title: plainWords(5, 60),
    idea: plainWords(100, 700),
    example: plainWords(100, 700),
    today: plainWords(50, 400),
    question: z.strictObject(
      {
        ask: plainWords(10, 200),
        answers: z
          .array(answer, 'must be a list of answers')
          .min(2, 'must hold 2 answers at least')
          .max(3, 'must hold 3 answers at most')
          .refine((list) => list.some((a) => a.good), 'must mark a good answer with “good: true”'),
      },
      'must hold ask and answers',
    ),
    source: plainWords(10, 400).optional(),
  },
  'must be a lesson with for, perhaps when, title, idea, example, today and question',
);

let read: Lesson[] | undefined;

/**
 * The lessons of content/lessons, in the order of the files' names, at least one for each track.
 * @throws StartError naming file and line of what is wrong.
 */
export function lessons(): Lesson[] {
  read ??= readLessons();
  return read;
}

function readLessons(): Lesson[] {
  const found = contentFiles('lessons').map((id) => {
    const { for: track, question, ...rest } = readContent(`lessons/${id}.yml`, lessonFile);
    const answers = question.answers.map(({ good, ...a }) => ({ ...a, isGood: good === true }));
    return { ...rest, id, track, ask: question.ask, answers };
  });
  for (const track of tracks) {
    if (!found.some((lesson) => lesson.track === track))
      throw new StartError(`Bitewise can’t start: content/lessons holds no lesson for ${track}s.`);
  }
  return found;
}

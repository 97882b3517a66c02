import { z } from 'zod';
import { plainWords, readContent } from '../../../content.ts';
import { type CheckInDay, checkInDays, type Functions } from '../rules/index.ts';

const answer = z.strictObject({ say: plainWords(2, 70), reply: plainWords(20, 300) }, 'must hold say and reply');
const checkIn = (day: CheckInDay) =>
  z.strictObject(
    {
      day: z.literal(day, `must be ${day}: the days are ${checkInDays.join(', ')}, in this order`),
      ask: plainWords(10, 200),
      answers: z.tuple([answer, answer, answer], 'must hold three answers'),
      buddy: plainWords(50, 400),
    },
    'must hold day, ask, answers and buddy',
  );

export const checkInFile = z.strictObject(
  {
    first: plainWords(50, 400),
    checkIns: z.tuple(
      [checkIn(1), checkIn(5), checkIn(20), checkIn(60), checkIn(90)],
      'must hold the five check-ins, in order',
    ),
    source: plainWords(10, 500).optional(),
  },
  'must hold first and checkIns',
);

export type CheckIn = z.infer<typeof checkInFile>['checkIns'][number];

const words = z.array(z.string().regex(/^[\p{Ll}\p{Lo}\p{N}]+$/u, 'must be one word in lower case'), 'must be words');

export const functionFile = z.record(z.string(), words, 'must be lists of words').superRefine((file, check) => {
  const seen = new Map<string, string>();
  for (const [work, list] of Object.entries(file)) {
    for (const [index, word] of list.entries()) {
      const other = seen.get(word);
      if (other !== undefined)
        check.addIssue({ code: 'custom', path: [work, index], message: `“${word}” is under ${other} already` });
      seen.set(word, work);
    }
  }
});

let read: { first: string; checkIns: readonly CheckIn[]; functions: Functions } | undefined;

/**
 * The words of check-ins, and those that tell what kind of work a job title is about.
 * @throws StartError naming file and line of what is wrong.
 */
export function buddyFiles(): NonNullable<typeof read> {
  if (!read) {
    const { first, checkIns } = readContent('buddy-check-ins.yml', checkInFile);
    const lists = Object.entries(readContent('functions.yml', functionFile));
    const functions = new Map(lists.flatMap(([work, list]) => list.map((word) => [word, work] as const)));
    read = { first, checkIns, functions };
  }
  return read;
}

/** The check-in of a day. */
export function checkInOf(day: number): CheckIn | undefined {
  return buddyFiles().checkIns.find((c) => c.day === day);
}

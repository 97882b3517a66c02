import { z } from 'zod';
import { cleanSkillName } from '../../skills/rules/names.ts';
import { LONGEST_GOAL } from './index.ts';

const NO_WORDS = 'Please say in a few words what you would like to get better at.';
const OVER = 'That day is over. Please pick one that is still to come, or leave it empty.';

/** One line as its owner means it: no line breaks, no invisible or control characters, no Slack markup. */
const line = (text: string) =>
  text
    .toWellFormed()
    .replace(/[<>]/g, ' ')
    .replace(/[\p{Cc}\p{Co}\p{Zl}\p{Zp}\s\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim();

const words = z
  .string(NO_WORDS)
  .transform(line)
  .refine((text) => /[\p{L}\p{N}].*[\p{L}\p{N}]/u.test(text), NO_WORDS)
  .refine((text) => text.length <= LONGEST_GOAL, `Please keep it under ${LONGEST_GOAL} characters.`);

/** The answers of the goal's form, by block. A day counts as over when it is over everywhere. */
export const goalForm = (now: () => Temporal.Instant) =>
  z
    .object({
      words,
      skill: z.string().default('').transform(cleanSkillName),
      by: z.iso.date('Please pick a day.').optional(),
    })
    .transform(({ words, skill, by }, check) => {
      const earliest = now().toZonedDateTimeISO('-12:00').toPlainDate();
      const byOn = by === undefined ? undefined : Temporal.PlainDate.from(by);
      if (byOn && Temporal.PlainDate.compare(byOn, earliest) < 0)
        check.addIssue({ code: 'custom', path: ['by'], message: OVER });
      return { words, skill, byOn };
    });

export type GoalForm = z.infer<ReturnType<typeof goalForm>>;

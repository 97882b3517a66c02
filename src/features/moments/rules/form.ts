import { z } from 'zod';
import { isZone } from '../../../time.ts';
import { boxes, deckNames } from './index.ts';

/** Lines of a deck of one's own, their length in characters, and dates in the list of holidays. */
export const OWN_LINES = { least: 3, most: 30, longest: 150 };
const MOST_HOLIDAYS = 100;

const linesOf = (text: string) =>
  text
    .toWellFormed()
    .split(/[\r\n]+/)
    .map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim())
    .filter((line) => line !== '');

const own = z
  .string()
  .default('')
  .transform(linesOf)
  .refine((lines) => lines.length <= OWN_LINES.most, `Please keep to ${OWN_LINES.most} questions.`)
  .refine(
    (lines) => lines.every((line) => line.length <= OWN_LINES.longest),
    `Please keep each question under ${OWN_LINES.longest} characters.`,
  );

const holidays = z
  .string()
  .default('')
  .transform((text, context) => {
    const lines = linesOf(text.replaceAll(',', '\n'));
    const wrong = lines.find((line) => !z.iso.date().safeParse(line).success);
    if (wrong !== undefined) {
      context.addIssue(`“${wrong.slice(0, 30)}” is no date. Please write dates such as 2026-12-24, one a line.`);
    }
    if (lines.length > MOST_HOLIDAYS) context.addIssue(`Please keep to ${MOST_HOLIDAYS} dates.`);
    return [...new Set(lines)].sort();
  });

const NO_DAY = 'Please tick at least one day.';

/** The answers of the modal that sets up a moment, by block. */
export const momentForm = z
  .object({
    channel: z.string('Please choose a channel.').regex(/^[CG]/, 'Please choose a channel.').optional(),
    days: z
      .array(z.coerce.number().int().min(1).max(7), NO_DAY)
      .min(1, NO_DAY)
      .transform((days) => [...new Set(days)].sort()),
    time: z.string('Please pick a time.').regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Please pick a time.'),
    zone: z.string('Please choose a time zone.').refine(isZone, 'Please choose a time zone from the list.'),
    minutes: z.coerce.number().refine((n) => boxes.some((box) => box === n), 'Please pick a length.'),
    deck: z.enum(deckNames),
    own,
    holidays,
    willing: z.array(z.string()).default([]),
  })
  .superRefine((form, context) => {
    if (form.deck === 'own' && form.own.length < OWN_LINES.least) {
      const message = `Please write at least ${OWN_LINES.least} questions, one a line.`;
      context.addIssue({ code: 'custom', path: ['own'], message });
    }
  })
  .transform(({ willing, own, ...form }) => ({
    ...form,
    own: form.deck === 'own' ? own : [],
    isWilling: willing.length > 0,
  }));

export type MomentForm = z.infer<typeof momentForm>;

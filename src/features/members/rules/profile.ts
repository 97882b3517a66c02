import { z } from 'zod';
import { cleanSkillName, type Level, MOST_SKILLS } from '../../skills/rules/names.ts';
import { normalise } from '../../skills/rules/normalise.ts';
import { formats, lengths, type OtherHours } from './index.ts';

/** The fields of the profile modal, by block id. */
export const fields = {
  offers: { 3: 'offers_3', 2: 'offers_2', 1: 'offers_1' },
  wants: 'wants',
  start: 'start',
  end: 'end',
  days: 'days',
  otherDays: 'other_days',
  otherStart: 'other_start',
  otherEnd: 'other_end',
  capacity: 'capacity',
  formats: 'formats',
  minutes: 'minutes',
  blocked: 'blocked',
  digest: 'digest',
  department: 'department',
} as const;

export const MOST_CAPACITY = 20;
/** People that a member may keep away from. */
export const MOST_BLOCKED = 50;

const TOO_MANY = `That is more than ${MOST_SKILLS}. The ones you are asked about most are enough.`;
const skillNames = z
  .array(z.string())
  .default([])
  .transform((names) => names.map(cleanSkillName).filter((name) => name !== ''))
  .refine((names) => names.length <= MOST_SKILLS, TOO_MANY);

const time = z.string('Please choose a time.').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please choose a time.');
const days = z
  .array(z.coerce.number().int().min(1).max(7), 'Please choose at least one day.')
  .min(1, 'Please choose at least one day.')
  .transform((chosen) => [...new Set(chosen)].sort());

/** What the modal answers, checked; messages appear at their fields. */
export const profileForm = z
  .object({
    offers_3: skillNames,
    offers_2: skillNames,
    offers_1: skillNames,
    wants: skillNames,
    start: time,
    end: time,
    days,
    other_days: z.array(z.coerce.number().int().min(1).max(7)).default([]),
    other_start: time.optional(),
    other_end: time.optional(),
    capacity: z.coerce.number().int().min(0).max(MOST_CAPACITY),
    formats: z.array(z.enum(formats), 'Please choose at least one.').min(1, 'Please choose at least one.'),
    minutes: z.coerce.number().refine((n) => lengths.some((length) => length === n)),
    blocked: z.array(z.string()).max(MOST_BLOCKED).default([]),
    digest: z.array(z.string()).default([]),
    department: z.string().default('').transform(cleanSkillName),
  })
  .superRefine((form, check) => {
    const at = (path: string, message: string) => check.addIssue({ code: 'custom', path: [path], message });
    if (form.start === form.end) at('end', SAME);
    for (const [field, message] of Object.entries(otherFaults(form))) at(field, message);
    const twice = firstTwice(form);
    if (twice) at(twice.field, `${twice.name} is at two levels. Please keep one of them.`);
    if (form.offers_1.length + form.offers_2.length + form.offers_3.length > MOST_SKILLS) {
      at('offers_1', `All three levels together: ${TOO_MANY.toLowerCase()}`);
    }
  })
  .transform((form) => ({
    offers: [...leveled(form.offers_3, 3), ...leveled(form.offers_2, 2), ...leveled(form.offers_1, 1)],
    wants: form.wants,
    workStart: form.start,
    workEnd: form.end,
    workDays: form.days,
    otherHours: otherHours(form),
    capacity: form.capacity,
    formats: form.formats,
    usualMinutes: form.minutes,
    blocked: form.blocked,
    inDigest: form.digest.length > 0,
    department: form.department,
  }));

export type Profile = z.infer<typeof profileForm>;

type OtherForm = {
  days: number[];
  other_days: number[];
  other_start?: string | undefined;
  other_end?: string | undefined;
};

const SAME = 'Your day has to end at another time than it starts. An end before the start is on the next day.';

/** What is wrong with the hours of single days, by field: days and both times come together. */
function otherFaults({ days, other_days: on, other_start: start, other_end: end }: OtherForm): Record<string, string> {
  if (on.length === 0 && !start && !end) return {};
  if (on.length === 0) return { other_days: 'Choose the days with these hours, or leave the hours empty.' };
  if (!start) return { other_start: 'When do these days start?' };
  if (!end) return { other_end: 'When do these days end?' };
  if (start === end) return { other_end: SAME };
  return on.every((day) => days.includes(day)) ? {} : { other_days: 'Choose only days that you work.' };
}

function otherHours({ other_days, other_start, other_end }: OtherForm): OtherHours | undefined {
  if (other_days.length === 0 || !other_start || !other_end) return undefined;
  return { days: [...new Set(other_days)].sort(), start: other_start, end: other_end };
}

const leveled = (names: string[], level: Level) => names.map((name) => ({ name, level }));

/** The first skill that stands at two levels, and the lower of the two fields. */
function firstTwice(form: Record<'offers_1' | 'offers_2' | 'offers_3', string[]>) {
  const seen = new Set<string>();
  for (const field of ['offers_3', 'offers_2', 'offers_1'] as const) {
    const keys = form[field].map((name) => normalise(name) || name.toLowerCase());
    const index = keys.findIndex((key) => seen.has(key));
    if (index >= 0) return { field, name: form[field][index]! };
    for (const key of keys) seen.add(key);
  }
  return undefined;
}

/** Whether colleagues who look for a skill of somebody's find them, or why not. */
export type Standing = 'found' | 'on a break' | 'nothing offered' | 'no sessions';

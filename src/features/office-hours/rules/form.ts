import { z } from 'zod';
import { isBefore, isZone } from '../../../time.ts';
import { goal } from '../../requests/rules/form.ts';
import {
  audiences,
  MOST_NAMED,
  MOST_PEOPLE,
  MOST_TOPICS,
  occurrences,
  places,
  rhythms,
  slotLengths,
  totals,
} from './index.ts';

const NO_LINK = 'Please paste the link of the video call, beginning with https://.';
const oneOf = (numbers: readonly number[], message: string) =>
  z.coerce.number(message).refine((n) => numbers.includes(n), message);

/** The value that stands for an open door where a slot's length could be chosen. */
export const OPEN_DOOR = 'door';

const fields = z.object({
  topics: z.array(z.string()).min(1, 'Please choose a topic.').max(MOST_TOPICS),
  rhythm: z.enum(rhythms),
  firstOn: z.iso.date('Please pick a day.'),
  time: z.string('Please pick a time.').regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Please pick a time.'),
  zone: z.string('Please choose a time zone.').refine(isZone, 'Please choose a time zone from the list.'),
  minutes: oneOf(totals, 'Please pick a length.'),
  slots: z.union([z.literal(OPEN_DOOR), oneOf(slotLengths, 'Please pick the length of a slot.')]),
  capacity: z.coerce.number().int().min(1).max(MOST_PEOPLE).optional(),
  place: z.enum(places),
  link: z
    .string()
    .trim()
    .max(500)
    .refine((text) => text === '' || isWebLink(text), NO_LINK)
    .default(''),
  audience: z.enum(audiences),
  named: z.array(z.string()).max(MOST_NAMED).default([]),
  lastOn: z.iso.date().optional(),
  channel: z.string().optional(),
});

type Fields = z.infer<typeof fields>;

function isWebLink(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:' && !/[\s<>|]/.test(text);
}

/** The answers of the modal that opens office hours; the first time must be ahead of `now()`. */
export function hoursForm(now: () => Temporal.Instant) {
  // Piped, so that what belongs together is looked at only once each answer is readable by itself.
  const readable = z.custom<Fields>();
  const checked = readable
    .superRefine((form, context) => {
      for (const [path, message] of faults(form, now())) context.addIssue({ code: 'custom', path: [path], message });
    })
    .transform(({ slots, capacity, link, named, ...form }) => {
      const slotMinutes = slots === OPEN_DOOR ? undefined : slots;
      const fit = slotMinutes === undefined ? MOST_PEOPLE : Math.floor(form.minutes / slotMinutes);
      return {
        ...form,
        slotMinutes,
        capacity: Math.min(capacity ?? fit, fit),
        link: form.place === 'video' ? link : '',
        named: form.audience === 'named' ? [...new Set(named)] : [],
        lastOn: form.rhythm === 'once' ? undefined : form.lastOn,
      };
    });
  return fields.pipe(checked);
}

export type NewHours = z.infer<ReturnType<typeof hoursForm>>;

function* faults(form: Fields, now: Temporal.Instant): Generator<[keyof Fields, string]> {
  if (form.slots !== OPEN_DOOR && form.slots > form.minutes) yield ['slots', 'A slot is longer than the whole.'];
  if (form.place === 'video' && form.link === '') yield ['link', NO_LINK];
  if (form.audience === 'named' && form.named.length === 0) yield ['named', 'Please name who may come.'];
  if (form.lastOn && form.lastOn < form.firstOn) yield ['lastOn', 'The last date is before the first.'];
  const firstOn = Temporal.PlainDate.from(form.firstOn);
  const [first] = occurrences({ ...form, rhythm: 'once', firstOn, lastOn: undefined, skipped: [] }, now, 1);
  if (!first || !isBefore(now, first.start)) yield ['firstOn', 'That time has passed. Please pick one ahead.'];
  if (isBefore(now.add({ hours: 24 * 366 }), first?.start ?? now)) {
    yield ['firstOn', 'That is more than a year away. Please pick an earlier day.'];
  }
}

/** A place as a modal carries it: its local date, and its number or `door`. */
export function seatValue(date: string, seat: number | undefined): string {
  return `${date}/${seat ?? OPEN_DOOR}`;
}

/** The answers of the modal that keeps a place. */
export const bookForm = z.object({
  when: z
    .string('Please pick a time.')
    .regex(/^\d{4}-\d\d-\d\d\/(?:door|\d{1,2})$/, 'Please pick a time.')
    .transform((text) => {
      const [date = '', seat = OPEN_DOOR] = text.split('/');
      return { date, seat: seat === OPEN_DOOR ? undefined : Number(seat) };
    }),
  topic: z.string().optional(),
  goal,
});

import { z } from 'zod';
import { MOST_ACTIONS, type Role } from './index.ts';

/** Letters for either half of an action, and for a recap. */
export const MOST_WORDS = 300;
export const MOST_RECAP = 3000;

/** The block ids of the nth action's fields, from 1; `recap` is the recap's. */
export const fieldsOf = (n: number) => ({ when: `when${n}`, will: `will${n}`, owner: `owner${n}`, due: `due${n}` });
export const slots = Array.from({ length: MOST_ACTIONS }, (_, i) => i + 1);

/** One "when …, I will …" as it was typed. Without a date it is due in three working days of its owner. */
export type Step = { when: string; will: string; owner: Role; dueOn: Temporal.PlainDate | undefined };
export type WrapUp = { recap: string; steps: Step[] };

/** Working days after which an action is due when nobody chose a date. */
export const DUE_AFTER = 3;

const roles: Role[] = ['mentee', 'mentor'];

/**
 * Reads the wrap-up's fields; what is wrong is said at the field.
 * @param today the earliest date that is still today for anybody on Earth.
 */
export function wrapUpForm(today: () => Temporal.PlainDate): z.ZodType<WrapUp> {
  return z.record(z.string(), z.unknown()).transform((answers, context) => {
    const text = (block: string, max: number) => {
      const given = answers[block];
      return typeof given === 'string' ? given.trim().slice(0, max) : '';
    };
    const refuse = (block: string, message: string) => context.addIssue({ code: 'custom', path: [block], message });
    const steps = slots.flatMap((n): Step[] => {
      const at = fieldsOf(n);
      const [when, will] = [text(at.when, MOST_WORDS), text(at.will, MOST_WORDS)];
      if (when === '' && will === '') return [];
      if (when === '') refuse(at.when, 'Say when as well, for example “the next time I deploy”.');
      if (will === '') refuse(at.will, 'Say what will happen as well, for example “I’ll read the logs first”.');
      const dueOn = readDate(text(at.due, 10));
      if (dueOn && Temporal.PlainDate.compare(dueOn, today()) < 0) refuse(at.due, 'Choose today or a day after it.');
      return [{ when, will, owner: roles.find((role) => role === text(at.owner, 10)) ?? 'mentee', dueOn }];
    });
    return { recap: text('recap', MOST_RECAP), steps };
  });
}

function readDate(text: string): Temporal.PlainDate | undefined {
  return z.iso.date().safeParse(text).success ? Temporal.PlainDate.from(text) : undefined;
}

/** The date that is still today where the day ends last. */
export function earliestToday(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO('Etc/GMT+12').toPlainDate();
}

type Words = { ownerId: string; when: string; will: string };
const sameWords = (a: Words, b: Words) =>
  a.ownerId === b.ownerId && squeeze(a.when) === squeeze(b.when) && squeeze(a.will) === squeeze(b.will);
const squeeze = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** Which of the steps are new, and for which of them there is room beside what was agreed before. */
export function divide<T extends Words>(agreed: Words[], steps: T[]): { fit: T[]; unfit: T[] } {
  const fresh = steps.filter((step, i) => ![...agreed, ...steps.slice(0, i)].some((other) => sameWords(other, step)));
  const room = Math.max(0, MOST_ACTIONS - agreed.length);
  return { fit: fresh.slice(0, room), unfit: fresh.slice(room) };
}

import type { Filling } from './buttons.ts';
import type { Person } from './cast.ts';
import type { Life } from './life.ts';

/** What somebody presses on a message, and what they put into the modal that opens. */
export type Choice = {
  press: string;
  fill?: Filling;
  /** Instead of filling in the modal. */
  go?: (life: Life, person: Person) => Promise<void>;
  /** What they press a little later on what has become of the message. */
  afterwards?: Choice;
};

/** Nothing for leaving it. */
export type Reaction = (life: Life, person: Person) => Choice | undefined;

export const press =
  (id: string, fill?: Filling): Reaction =>
  () => ({ press: id, ...(fill ? { fill } : {}) });

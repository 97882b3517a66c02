import type { Tx } from '../../../database/transaction.ts';
import { type Appointment, isChange } from '../rules/index.ts';
import * as store from '../store.ts';

/** An appointment with the number of times that calendars had to be told of a change. */
export type Numbered = Appointment & { sequence: number };

/** Each with its sequence, which goes up where it is not what calendars were told last. */
export async function numbered(tx: Tx, appointments: Appointment[]): Promise<Numbered[]> {
  const all: Numbered[] = [];
  for (const one of appointments) all.push({ ...one, sequence: (await entryOf(tx, one)).sequence });
  return all;
}

/** How calendars were told of it, brought up to now. */
export async function entryOf(tx: Tx, appointment: Appointment): Promise<store.Entry> {
  const known = await store.findEntry(tx, appointment);
  if (known && isChange(known, appointment)) {
    await store.raiseEntry(tx, appointment, appointment, known.sequence + 1);
    return { ...known, sequence: known.sequence + 1 };
  }
  if (known) return known;
  await store.insertEntry(tx, appointment, appointment);
  return { ...appointment, sequence: 0, sentSequence: undefined };
}

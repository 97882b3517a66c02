import { z } from 'zod';
import { isFormer } from '../../../database/personal-data.ts';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import type { Where } from '../../../slack/send-files.ts';
import { instant, isBefore, iso } from '../../../time.ts';
import { bookingNow } from '../../office-hours/service/index.ts';
import { admitAll, isStillThere } from '../../prompts/service/readers.ts';
import { isVeiled } from '../../sessions/rules/index.ts';
import { getSession } from '../../sessions/service/index.ts';
import type { Appointment, AppointmentKind } from '../rules/index.ts';
import * as store from '../store.ts';
import { placeAppointment, sessionAppointment } from './appointments.ts';
import { entryOf, type Numbered } from './sequence.ts';

/** The file of one appointment, into the conversation that it belongs to; `at` = when its people were told of it. */
export const sendEntryJob = jobKind(
  'calendar.send-entry',
  z.object({ kind: z.enum(['session', 'booking']), id: z.string(), at: z.string() }),
);
type Send = { kind: 'session' | 'booking'; id: string; at: string };

async function plan(tx: Tx, kind: Send['kind'], id: string, runAt = tx.now): Promise<void> {
  await enqueue(tx, sendEntryJob, { kind, id, at: iso(tx.now) }, { runAt, lane: `calendar:${id}` });
}

/** The time of a session stands in its conversation: its file goes there too. */
export async function sessionChanged(tx: Tx, id: string): Promise<void> {
  const session = await getSession(tx, id);
  if (session?.state === 'planned' && session.plannedFor && session.place) await plan(tx, 'session', id);
}

/** It is over before it began: whoever has it in their calendar gets the file that takes it out. */
export async function sessionIsOff(tx: Tx, id: string): Promise<void> {
  const entry = await store.findEntry(tx, { kind: 'session', id });
  const session = await getSession(tx, id);
  if (entry?.sentSequence !== undefined && session && session.openedAt === undefined) await plan(tx, 'session', id);
}

/** A place was booked, given up or called off. */
export const placeChanged = (tx: Tx, id: string) => plan(tx, 'booking', id);

export type ToSend = { to: Where; entry: Numbered };

/** What is to be sent now, at another time, or not any more. Who was told of it a moment ago is not surprised by it. */
export async function fileToSend(
  tx: Tx,
  { kind, id, at }: Send,
): Promise<ToSend | { wait: Temporal.Instant } | undefined> {
  const found = kind === 'session' ? await ofSession(tx, id) : await ofPlace(tx, id);
  if (!found || !isBefore(tx.now, found.entry.startsAt)) return undefined;
  const { sequence, sentSequence } = await entryOf(tx, found.entry);
  if (sequence === sentSequence || (found.entry.isOff && sentSequence === undefined)) return undefined;
  const isSurprise = found.entry.isOff || !isStillThere(tx, instant(at));
  const jobId = `calendar:${kind}:${id}:${sequence}`;
  const open = isSurprise ? await admitAll(tx, found.readers, sendEntryJob.name, jobId) : { ok: true };
  if ('until' in open) return { wait: open.until };
  return open.ok ? { to: found.to, entry: { ...found.entry, sequence } } : undefined;
}

/** It comes again, when it suits those who read it. */
export async function fileWaits(tx: Tx, { kind, id }: Send, until: Temporal.Instant): Promise<void> {
  await plan(tx, kind, id, until);
}

export const fileSent = (tx: Tx, kind: AppointmentKind, { id, sequence }: Numbered) =>
  store.markSent(tx, { kind, id }, sequence);

type Found = { to: Where; readers: string[]; entry: Appointment };

async function ofSession(tx: Tx, id: string): Promise<Found | undefined> {
  const session = await getSession(tx, id);
  if (!session?.place || isVeiled(session)) return undefined;
  const both = [session.menteeId, session.mentorId];
  const entry = await sessionAppointment(tx, session, both);
  const { channel, rootTs } = session.place;
  return entry && { to: { channel, threadTs: rootTs }, readers: both, entry };
}

/** To who booked it; the host has it in their own list, and hears of it beforehand. */
async function ofPlace(tx: Tx, id: string): Promise<Found | undefined> {
  const now = await bookingNow(tx, id);
  if (!now) return undefined;
  const guest = now.booking.memberId;
  if (isFormer(guest)) return undefined;
  return { to: { user: guest }, readers: [guest], entry: await placeAppointment(tx, now, now.hours.hostId) };
}

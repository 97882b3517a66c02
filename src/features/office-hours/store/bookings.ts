import type { Selectable, Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { heldSessions } from '../../sessions/store/history.ts';
import type { Booking } from '../rules/index.ts';
import type { BookingTable } from '../tables.ts';

/** Of these, a place is taken. */
const live = ['booked', 'held'] as const;

const toBooking = (row: Selectable<BookingTable>): Booking => ({
  id: row.id,
  hoursId: row.hours_id,
  memberId: row.member_id,
  onDate: row.on_date,
  seat: row.seat,
  startsAt: instant(row.starts_at),
  endsAt: instant(row.ends_at),
  skillId: row.skill_id,
  goal: row.goal,
  state: row.state,
  sessionId: row.session_id ?? undefined,
});

const rowsOf = (tx: Tx) => tx.db.selectFrom('booking').selectAll();

export async function findBooking(tx: Tx, id: string): Promise<Booking | undefined> {
  const row = await rowsOf(tx).where('id', '=', id).executeTakeFirst();
  return row && toBooking(row);
}

/** Who comes to these office hours, in order of time; with `date`, on that date. */
export async function takenSeats(tx: Tx, hoursIds: string[], date?: string): Promise<Booking[]> {
  if (hoursIds.length === 0) return [];
  const query = rowsOf(tx).where('hours_id', 'in', hoursIds).where('state', 'in', live);
  const onDate = date === undefined ? query : query.where('on_date', '=', date);
  return (await onDate.orderBy('starts_at').orderBy('seat').orderBy('id').execute()).map(toBooking);
}

/** What a member has kept a place in and what has not begun, in order of time. */
export async function comingOf(tx: Tx, memberId: string): Promise<Booking[]> {
  const query = rowsOf(tx).where('member_id', '=', memberId).where('state', '=', 'booked');
  return (await query.orderBy('starts_at').orderBy('id').execute()).map(toBooking);
}

/** The places of a host's office hours that are taken and have not begun, in order of time. */
export async function comingTo(tx: Tx, hoursId: string): Promise<Booking[]> {
  const query = rowsOf(tx).where('hours_id', '=', hoursId).where('state', '=', 'booked');
  return (await query.orderBy('starts_at').orderBy('id').execute()).map(toBooking);
}

/** What a member takes part in, or did, from `now` on: kept places and sessions that were opened. */
export async function busyOf(tx: Tx, memberId: string): Promise<Booking[]> {
  const query = rowsOf(tx).where('member_id', '=', memberId).where('state', 'in', live);
  return (await query.where('ends_at', '>', iso(tx.now)).execute()).map(toBooking);
}

/** Kept places that have not begun, with their host, of these people as guests or hosts. */
export async function comingWith(tx: Tx, ids: string[]): Promise<(Booking & { hostId: string })[]> {
  if (ids.length === 0) return [];
  const rows = await tx.db
    .selectFrom('booking')
    .innerJoin('office_hours', 'office_hours.id', 'booking.hours_id')
    .selectAll('booking')
    .select('office_hours.host_id as hostId')
    .where('booking.state', '=', 'booked')
    .where((e) => e.or([e('booking.member_id', 'in', ids), e('office_hours.host_id', 'in', ids)]))
    .execute();
  return rows.map((row) => ({ ...toBooking(row), hostId: row.hostId }));
}

/** Takes a place. @returns false when the place was taken, or the person has one on that date. */
export async function insertBooking(tx: Tx, booking: Booking): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('booking')
    .values({
      id: booking.id,
      workspace_id: tx.workspaceId,
      hours_id: booking.hoursId,
      member_id: booking.memberId,
      on_date: booking.onDate,
      seat: booking.seat,
      starts_at: iso(booking.startsAt),
      ends_at: iso(booking.endsAt),
      skill_id: booking.skillId,
      goal: booking.goal,
      state: booking.state,
      session_id: null,
      by_leader: 0,
      created_at: iso(tx.now),
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Writes to a booking that has not begun. @returns false when it has, or was given up. */
export async function changeBooked(tx: Tx, id: string, to: Updateable<BookingTable>): Promise<boolean> {
  const result = await tx.db
    .updateTable('booking')
    .set(to)
    .where('id', '=', id)
    .where('state', '=', 'booked')
    .executeTakeFirst();
  return affectedRows(result) === 1;
}

/** Places in office hours at which the two talked, as “booking”, with their “office_hours” and their “session”. */
export const heldBookings = (tx: Tx) =>
  tx.db
    .selectFrom('booking')
    .innerJoin('office_hours', 'office_hours.id', 'booking.hours_id')
    .innerJoin(heldSessions(tx).selectAll().as('session'), 'session.id', 'booking.session_id');

/** Leaders to whose office hours somebody came since then, so that the two talked. */
export async function leadersSince(tx: Tx, since: Temporal.Instant): Promise<number> {
  const row = await heldBookings(tx)
    .select((e) => e.fn.count<number>('office_hours.host_id').distinct().as('leaders'))
    .where('booking.by_leader', '=', 1)
    .where('booking.starts_at', '>=', iso(since))
    .executeTakeFirst();
  return Number(row?.leaders ?? 0);
}

/** Whether anybody ever had a place on this date. */
export async function everBooked(tx: Tx, hoursId: string, date: string): Promise<boolean> {
  const row = await rowsOf(tx).where('hours_id', '=', hoursId).where('on_date', '=', date).limit(1).executeTakeFirst();
  return row !== undefined;
}

/** Places in office hours that their host took back: what was said of them offers another one as long as there are any. */
export async function calledOffAt(tx: Tx, hoursId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('booking')
    .select('id')
    .where('hours_id', '=', hoursId)
    .where('state', '=', 'called off')
    .execute();
  return rows.map((row) => row.id);
}

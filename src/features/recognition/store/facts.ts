import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { doneActions } from '../../follow-ups/store/index.ts';
import { trackRecord } from '../../matching/rules/track-record.ts';
import { allMembers } from '../../members/store/index.ts';
import { heldBookings } from '../../office-hours/store/bookings.ts';
import { heldSessions, quietSessions } from '../../sessions/store/history.ts';
import type { Facts } from '../rules/badges.ts';
import type { Use } from '../rules/board.ts';
import { changeableUntil, isChangeable } from '../rules/thanks.ts';

/** What is looked at: everything, or only what others may be told, so nothing of what was asked quietly. */
type Scope = 'all' | 'shown';

/** All that badges of one member are decided by, out of what the other rooms keep. */
export async function factsOf(tx: Tx, memberId: string, zone: string, scope: Scope): Promise<Facts> {
  const quiet = scope === 'all' ? [] : await quietSessionsOf(tx, memberId);
  const uses = await usesOf(tx, memberId, quiet);
  return {
    sessions: await sessionsOf(tx, memberId, quiet),
    uses,
    departments: await departmentsOf(
      tx,
      uses.map((use) => use.partnerId),
    ),
    ratings: await trackRecord().ratingsOf(tx, memberId, quiet),
    actionsDone: await actionsDone(tx, memberId, quiet),
    officeHours: await officeHoursOf(tx, memberId),
    thanks: await thanksOf(tx, memberId, quiet),
    breaks: await breaksOf(tx, memberId),
    zone,
  };
}

async function quietSessionsOf(tx: Tx, memberId: string): Promise<string[]> {
  const mine = quietSessions(tx).where((e) => e.or([e('mentor_id', '=', memberId), e('mentee_id', '=', memberId)]));
  return (await mine.execute()).map((row) => row.id);
}

/**
 * Sessions that count for a member: as the mentee those that were held, unless they call them useless; as the mentor
 * those that were useful or used. So a badge that does not come tells nobody of a rating.
 */
async function sessionsOf(tx: Tx, memberId: string, without: string[]): Promise<Facts['sessions']> {
  const rows = await heldSessions(tx)
    .select(['mentor_id', 'ended_at'])
    .where((e) =>
      e.or([
        e.and([e('mentor_id', '=', memberId), e.or(OF_USE.map((at) => e(at, 'is not', null)))]),
        e.and([e('mentee_id', '=', memberId), e.or([e('is_useless', '=', 0), e('used_at', 'is not', null)])]),
      ]),
    )
    .where('id', 'not in', [...without, ''])
    .execute();
  return rows.flatMap(({ mentor_id, ended_at }) =>
    ended_at
      ? [{ role: mentor_id === memberId ? ('mentor' as const) : ('mentee' as const), at: instant(ended_at) }]
      : [],
  );
}

/** When the mentee rated it 3 or better, and when they said that they used it: either, and it was of use. */
const OF_USE = ['session.useful_at', 'session.used_at'] as const;

async function usesOf(tx: Tx, memberId: string, without: string[]): Promise<Facts['uses']> {
  const rows = await heldSessions(tx)
    .select(['mentor_id', 'mentee_id', 'skill_id', 'used_at'])
    .where('used_at', 'is not', null)
    .where((e) => e.or([e('mentor_id', '=', memberId), e('mentee_id', '=', memberId)]))
    .where('id', 'not in', [...without, ''])
    .execute();
  return rows.flatMap(({ mentor_id, mentee_id, skill_id: skillId, used_at }): Facts['uses'] => {
    if (!used_at) return [];
    const isMentor = mentor_id === memberId;
    const partnerId = isMentor ? mentee_id : mentor_id;
    return [{ way: isMentor ? 'gave' : 'got', partnerId, skillId, at: instant(used_at) }];
  });
}

async function departmentsOf(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await allMembers(tx)
    .select(['id', 'department'])
    .where('id', 'in', [...new Set(ids)])
    .where('department', '!=', '')
    .execute();
  return new Map(rows.map((row) => [row.id, row.department.toLocaleLowerCase('en')]));
}

async function actionsDone(tx: Tx, memberId: string, without: string[]): Promise<Temporal.Instant[]> {
  const rows = await doneActions(tx)
    .innerJoin(heldSessions(tx).select('session.id').as('session'), 'session.id', 'action.session_id')
    .select('action.closed_at')
    .where('action.owner_id', '=', memberId)
    .where('session.id', 'not in', [...without, ''])
    .execute();
  return rows.flatMap(({ closed_at }) => (closed_at ? [instant(closed_at)] : []));
}

/** Dates on which this member's office hours were of use to somebody. */
async function officeHoursOf(tx: Tx, memberId: string): Promise<Temporal.Instant[]> {
  const rows = await heldBookings(tx)
    .select((e) => ['booking.hours_id', 'booking.on_date', e.fn.min('booking.starts_at').as('at')])
    .where('office_hours.host_id', '=', memberId)
    .where((e) => e.or(OF_USE.map((at) => e(at, 'is not', null))))
    .groupBy(['booking.hours_id', 'booking.on_date'])
    .execute();
  return rows.map((row) => instant(row.at));
}

async function thanksOf(tx: Tx, memberId: string, without: string[]): Promise<Facts['thanks']> {
  const rows = await tx.db
    .selectFrom('thanks')
    .select(['giver_id', 'receiver_id', 'created_at'])
    .where((e) => e.or([e('session_id', 'is', null), e('session_id', 'not in', [...without, ''])]))
    .where((e) => e.or([e('giver_id', '=', memberId), e('receiver_id', '=', memberId)]))
    .execute();
  return rows.flatMap((row): Facts['thanks'] => {
    const given = instant(row.created_at);
    if (isChangeable(given, tx.now)) return [];
    const isGiver = row.giver_id === memberId;
    const partnerId = isGiver ? row.receiver_id : row.giver_id;
    return [{ way: isGiver ? 'gave' : 'got', partnerId, at: changeableUntil(given) }];
  });
}

async function breaksOf(tx: Tx, memberId: string): Promise<Facts['breaks']> {
  const rows = await tx.db
    .selectFrom('member_break')
    .select(['started_at', 'ends_at'])
    .where('member_id', '=', memberId)
    .execute();
  return rows.map((row) => ({ from: instant(row.started_at), to: instant(row.ends_at) }));
}

/** Whose help was useful or used since then, and by whom: for the board, which tells nothing of what was asked quietly. */
export async function usesInQuarter(tx: Tx, start: Temporal.Instant): Promise<Use[]> {
  const [from, to] = [iso(start), iso(tx.now)];
  return heldSessions(tx)
    .select(['mentor_id as mentorId', 'mentee_id as menteeId'])
    .where((e) => e.or([e.between('used_at', from, to), e.between('useful_at', from, to)]))
    .where('is_quiet', '=', 0)
    .execute();
}

import type { Insertable, Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import { formats } from '../../members/rules/index.ts';
import type { Merge } from '../../skills/service/index.ts';
import { lines, type Role, type Session, type SessionState, saidWords } from '../rules/index.ts';
import type { SessionTable } from '../tables.ts';

const recaps = z.array(z.object({ authorId: z.string(), text: z.string() }));
const asking = z.array(z.object({ line: z.enum(lines), ts: z.string() }));
const at = (stored: string | null) => (stored === null ? undefined : instant(stored));

const toSession = (row: Selectable<SessionTable>): Session => ({
  id: row.id,
  requestId: row.request_id,
  offerId: row.offer_id,
  mentorId: row.mentor_id,
  menteeId: row.mentee_id,
  skillId: row.skill_id,
  goal: row.goal,
  minutes: row.minutes,
  format: formats.find((format) => format === row.format) ?? 'thread',
  isQuiet: row.is_quiet === 1,
  isPrivate: row.is_private === 1,
  state: row.state,
  ending: row.ending ?? undefined,
  place:
    row.channel && row.root_ts
      ? { channel: row.channel, rootTs: row.root_ts, isShared: row.in_channel === 1 }
      : undefined,
  openingQuestion: row.opening_question,
  plannedFor: at(row.planned_for),
  openedAt: at(row.opened_at),
  startedAt: at(row.started_at),
  endsAt: at(row.ends_at),
  extensions: row.extensions,
  menteeSpokeAt: at(row.mentee_spoke_at),
  mentorSpokeAt: at(row.mentor_spoke_at),
  lastLineAt: at(row.last_line_at),
  menteeLines: row.mentee_lines,
  mentorLines: row.mentor_lines,
  beganEarly: row.began_early === 1,
  menteeWord: saidWords.find((word) => word === row.mentee_word),
  mentorWord: saidWords.find((word) => word === row.mentor_word),
  heldAt: at(row.held_at),
  usefulAt: at(row.useful_at),
  usedAt: at(row.used_at),
  isUseless: row.is_useless === 1,
  endedAt: at(row.ended_at),
  recaps: recaps.parse(JSON.parse(row.recap ?? '[]')),
  recapTs: row.recap_ts ?? undefined,
  asking: asking.parse(JSON.parse(row.asking)),
  createdAt: instant(row.created_at),
});

export async function insertSession(
  tx: Tx,
  row: Omit<Insertable<SessionTable>, 'workspace_id' | 'created_at'>,
): Promise<void> {
  await tx.db
    .insertInto('session')
    .values({ ...row, workspace_id: tx.workspaceId, created_at: iso(tx.now) })
    .execute();
}

const select = (tx: Tx) => tx.db.selectFrom('session').selectAll();

export async function findSession(tx: Tx, id: string): Promise<Session | undefined> {
  const row = await select(tx).where('id', '=', id).executeTakeFirst();
  return row && toSession(row);
}

/** The session that an accepted offer opened. */
export async function findSessionFrom(tx: Tx, offerId: string): Promise<Session | undefined> {
  const row = await select(tx).where('offer_id', '=', offerId).executeTakeFirst();
  return row && toSession(row);
}

/** A member's sessions on either side, in these states, the newest first. */
export async function findSessionsOf(tx: Tx, memberId: string, states: SessionState[]): Promise<Session[]> {
  const rows = await select(tx)
    .where((e) => e.or([e('mentor_id', '=', memberId), e('mentee_id', '=', memberId)]))
    .where('state', 'in', states)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toSession);
}

/** Sessions that are not over, of any of these members, on either side. */
export async function findLiveSessionsWith(tx: Tx, ids: string[]): Promise<Session[]> {
  if (ids.length === 0) return [];
  const rows = await select(tx)
    .where((e) => e.or([e('mentor_id', 'in', ids), e('mentee_id', 'in', ids)]))
    .where('state', '!=', 'ended')
    .execute();
  return rows.map(toSession);
}

/** The session whose card is this message and which is not over. */
export async function findLiveThread(tx: Tx, channel: string, rootTs: string): Promise<Session | undefined> {
  const row = await select(tx)
    .where('channel', '=', channel)
    .where('root_ts', '=', rootTs)
    .where('state', '!=', 'ended')
    .executeTakeFirst();
  return row && toSession(row);
}

/** The session of a channel that people there are most likely in: the one that runs, is open, or is the newest. */
export async function findLiveIn(tx: Tx, channel: string): Promise<Session | undefined> {
  const rows = await select(tx)
    .where('channel', '=', channel)
    .where('state', '!=', 'ended')
    .orderBy('created_at', 'desc')
    .execute();
  const row = rows.find((r) => r.state === 'running') ?? rows.find((r) => r.state === 'open') ?? rows[0];
  return row && toSession(row);
}

/** The mentors' sessions that touch the time from `from` on, and those whose time is still open. */
export async function findSessionsOfMentors(tx: Tx, ids: string[], from: Temporal.Instant): Promise<Session[]> {
  if (ids.length === 0) return [];
  const since = iso(from);
  const rows = await select(tx)
    .where('mentor_id', 'in', ids)
    .where((e) => e.or([e('state', '!=', 'ended'), e('created_at', '>=', since), e('opened_at', '>=', since)]))
    .execute();
  return rows.map(toSession);
}

/** When each of these mentors gave back a quiet ask as soon as it was theirs, since then. */
export async function earlyHandBacks(
  tx: Tx,
  mentorIds: string[],
  since: Temporal.Instant,
): Promise<{ mentorId: string; at: Temporal.Instant }[]> {
  if (mentorIds.length === 0) return [];
  const rows = await tx.db
    .selectFrom('session')
    .select(['mentor_id', 'ended_at'])
    .where('mentor_id', 'in', mentorIds)
    .where('was_handed_back_early', '=', 1)
    .where('ended_at', '>=', iso(since))
    .execute();
  return rows.flatMap(({ mentor_id, ended_at }) => (ended_at ? [{ mentorId: mentor_id, at: instant(ended_at) }] : []));
}

export type SessionChange = Omit<
  Updateable<SessionTable>,
  'id' | 'workspace_id' | 'request_id' | 'offer_id' | 'mentor_id' | 'mentee_id' | 'created_at'
>;

/** Writes to a session. @returns it as it is now, or undefined when there is none of that id. */
export async function changeSession(tx: Tx, id: string, to: SessionChange): Promise<Session | undefined> {
  const rows = await tx.db.updateTable('session').set(to).where('id', '=', id).returningAll().execute();
  return rows[0] && toSession(rows[0]);
}

/** A session that nobody else changes before this transaction ends: an update that changes nothing takes the lock. */
export async function lockSession(tx: Tx, id: string): Promise<Session | undefined> {
  const rows = await tx.db.updateTable('session').set(lockBy('state')).where('id', '=', id).returningAll().execute();
  return rows[0] && toSession(rows[0]);
}

/** Notes that one of the two wrote or pressed something. @returns the row as it is now, whoever else did at the same time. */
export function markHeard(tx: Tx, id: string, role: Role): Promise<Session | undefined> {
  const heard = iso(tx.now);
  return changeSession(tx, id, role === 'mentor' ? { mentor_spoke_at: heard } : { mentee_spoke_at: heard });
}

/** Sessions about a skill that are not over. */
export async function liveAbout(tx: Tx, skillId: string): Promise<Session[]> {
  const rows = await select(tx).where('skill_id', '=', skillId).where('state', '!=', 'ended').orderBy('id').execute();
  return rows.map(toSession);
}

/** Sessions about the first of two skills are about the second. */
export async function moveSessions(tx: Tx, { fromId, intoId }: Merge): Promise<void> {
  await tx.db.updateTable('session').set({ skill_id: intoId }).where('skill_id', '=', fromId).execute();
}

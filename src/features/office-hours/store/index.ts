import type { Selectable, Updateable } from 'kysely';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Merge } from '../../skills/store/merging.ts';
import { skillNames } from '../../skills/store/skills.ts';
import type { Hours } from '../rules/index.ts';
import type { OfficeHoursTable } from '../tables.ts';

type HoursRow = Selectable<OfficeHoursTable>;

const rowsOf = (tx: Tx) => tx.db.selectFrom('office_hours').selectAll();

export async function findHours(tx: Tx, id: string): Promise<Hours | undefined> {
  const row = await rowsOf(tx).where('id', '=', id).executeTakeFirst();
  return row && (await complete(tx, [row]))[0];
}

/** The same, and nobody else changes or books them before this transaction ends. */
export async function lockHours(tx: Tx, id: string): Promise<Hours | undefined> {
  await tx.db.updateTable('office_hours').set(lockBy('capacity')).where('id', '=', id).execute();
  return findHours(tx, id);
}

/** All office hours that have not been ended, oldest first. */
export async function liveHours(tx: Tx): Promise<Hours[]> {
  return complete(tx, await rowsOf(tx).where('ended_at', 'is', null).orderBy('created_at').orderBy('id').execute());
}

export async function liveHoursOf(tx: Tx, hostId: string): Promise<Hours[]> {
  const query = rowsOf(tx).where('ended_at', 'is', null).where('host_id', '=', hostId);
  return complete(tx, await query.orderBy('created_at').orderBy('id').execute());
}

/** Those about one of the skills. */
export async function liveHoursAbout(tx: Tx, skillIds: string[]): Promise<Hours[]> {
  if (skillIds.length === 0) return [];
  const about = tx.db.selectFrom('office_hours_skill').select('hours_id').where('skill_id', 'in', skillIds);
  const query = rowsOf(tx).where('ended_at', 'is', null).where('id', 'in', about);
  return complete(tx, await query.orderBy('created_at').orderBy('id').execute());
}

/** Those announced in a channel to which the announcement never came. */
export async function unannounced(tx: Tx, channel: string): Promise<string[]> {
  const query = rowsOf(tx).where('channel', '=', channel).where('post_ts', 'is', null);
  return (await query.where('ended_at', 'is', null).execute()).map((row) => row.id);
}

/** Rows with what belongs to them from the other tables. */
async function complete(tx: Tx, rows: HoursRow[]): Promise<Hours[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const topics = await tx.db
    .selectFrom('office_hours_skill as h')
    .innerJoin(skillNames(tx), 'skill.id', 'h.skill_id')
    .select(['h.hours_id', 'skill.id', 'skill.name'])
    .where('h.hours_id', 'in', ids)
    .orderBy('skill.name')
    .execute();
  const guests = await tx.db
    .selectFrom('office_hours_guest')
    .selectAll()
    .where('hours_id', 'in', ids)
    .orderBy('member_id')
    .execute();
  const skips = await tx.db
    .selectFrom('office_hours_skip')
    .selectAll()
    .where('hours_id', 'in', ids)
    .orderBy('on_date')
    .execute();
  return rows.map((row) => ({
    ...toHours(row),
    topics: topics.filter((t) => t.hours_id === row.id).map(({ id, name }) => ({ id, name })),
    named: guests.filter((g) => g.hours_id === row.id).map((g) => g.member_id),
    skipped: skips.filter((s) => s.hours_id === row.id).map((s) => s.on_date),
  }));
}

function toHours(row: HoursRow): Omit<Hours, 'topics' | 'named' | 'skipped'> {
  return {
    id: row.id,
    hostId: row.host_id,
    rhythm: row.rhythm,
    firstOn: Temporal.PlainDate.from(row.first_on),
    time: row.starts_at,
    zone: row.zone,
    minutes: row.minutes,
    slotMinutes: row.slot_minutes ?? undefined,
    capacity: row.capacity,
    place: row.place,
    link: row.link,
    audience: row.audience,
    lastOn: row.last_on ? Temporal.PlainDate.from(row.last_on) : undefined,
    channel: row.channel ?? undefined,
    post: row.post_channel && row.post_ts ? { channel: row.post_channel, ts: row.post_ts } : undefined,
    isEnded: row.ended_at !== null,
  };
}

export async function insertHours(
  tx: Tx,
  row: Omit<OfficeHoursTable, 'workspace_id' | 'created_at' | 'post_channel' | 'post_ts' | 'ended_at'>,
  skillIds: string[],
  named: string[],
): Promise<void> {
  const { db, workspaceId: workspace_id } = tx;
  const fresh = { workspace_id, created_at: iso(tx.now), post_channel: null, post_ts: null, ended_at: null };
  await db
    .insertInto('office_hours')
    .values({ ...row, ...fresh })
    .execute();
  const of = { workspace_id, hours_id: row.id };
  for (const skill_id of skillIds)
    await db
      .insertInto('office_hours_skill')
      .values({ ...of, skill_id })
      .execute();
  for (const member_id of named)
    await db
      .insertInto('office_hours_guest')
      .values({ ...of, member_id })
      .execute();
}

export async function updateHours(tx: Tx, id: string, to: Updateable<OfficeHoursTable>): Promise<void> {
  await tx.db.updateTable('office_hours').set(to).where('id', '=', id).execute();
}

export async function insertSkip(tx: Tx, hoursId: string, date: string): Promise<void> {
  await tx.db
    .insertInto('office_hours_skip')
    .values({ workspace_id: tx.workspaceId, hours_id: hoursId, on_date: date })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Two topics are one: places and office hours about the first are about the second, and each names it once. */
export async function mergeTopics({ db }: Tx, { fromId, intoId }: Merge): Promise<void> {
  const both = db.selectFrom('office_hours_skill').select('hours_id').where('skill_id', '=', intoId);
  await db.deleteFrom('office_hours_skill').where('skill_id', '=', fromId).where('hours_id', 'in', both).execute();
  await db.updateTable('office_hours_skill').set({ skill_id: intoId }).where('skill_id', '=', fromId).execute();
  await db.updateTable('booking').set({ skill_id: intoId }).where('skill_id', '=', fromId).execute();
}

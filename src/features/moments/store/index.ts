import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { affectedRows } from '../../../database/affected.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Moment, Willing } from '../rules/index.ts';
import type { MomentTable } from '../tables.ts';

const texts = z.array(z.string());
const numbers = z.array(z.number());

const toMoment = (row: Selectable<MomentTable>): Moment => ({
  id: row.id,
  channel: row.channel,
  ownerId: row.owner_id,
  days: numbers.parse(JSON.parse(row.days)),
  time: row.starts_at,
  zone: row.zone,
  minutes: row.minutes,
  deck: row.deck,
  own: texts.parse(JSON.parse(row.own)),
  holidays: texts.parse(JSON.parse(row.holidays)),
  skipped: texts.parse(JSON.parse(row.skipped)),
  isPaused: row.is_paused === 1,
  isEnded: row.ended_at !== null,
});

const moments = (tx: Tx) => tx.db.selectFrom('moment').selectAll();

export async function findMoment(tx: Tx, id: string): Promise<Moment | undefined> {
  const row = await moments(tx).where('id', '=', id).executeTakeFirst();
  return row && toMoment(row);
}

/** The same, and nobody else changes it before this transaction ends. */
export async function lockMoment(tx: Tx, id: string): Promise<Moment | undefined> {
  await tx.db.updateTable('moment').set(lockBy('minutes')).where('id', '=', id).execute();
  return findMoment(tx, id);
}

/** The one moment of a channel that has not been ended. */
export async function liveMomentIn(tx: Tx, channel: string): Promise<Moment | undefined> {
  const row = await moments(tx).where('channel', '=', channel).where('ended_at', 'is', null).executeTakeFirst();
  return row && toMoment(row);
}

/** Moments that a member set up or is willing to host, oldest first. */
export async function liveMomentsOf(tx: Tx, memberId: string): Promise<Moment[]> {
  const hosted = tx.db.selectFrom('moment_host').select('moment_id').where('member_id', '=', memberId);
  const rows = await moments(tx)
    .where('ended_at', 'is', null)
    .where((e) => e.or([e('owner_id', '=', memberId), e('id', 'in', hosted)]))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toMoment);
}

/** Adds a moment. @returns false when the channel has one. */
export async function insertMoment(
  tx: Tx,
  row: Omit<MomentTable, 'workspace_id' | 'created_at' | 'ended_at' | 'skipped' | 'is_paused'>,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('moment')
    .values({
      ...row,
      workspace_id: tx.workspaceId,
      created_at: iso(tx.now),
      ended_at: null,
      skipped: '[]',
      is_paused: 0,
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

export async function updateMoment(tx: Tx, id: string, to: Updateable<MomentTable>): Promise<void> {
  await tx.db.updateTable('moment').set(to).where('id', '=', id).execute();
}

/** Who is willing to host, with the last date on which they did or were to. */
export async function willingHosts(tx: Tx, momentId: string): Promise<Willing[]> {
  const rows = await tx.db
    .selectFrom('moment_host as h')
    .leftJoin('moment_turn as t', (j) =>
      j.onRef('t.moment_id', '=', 'h.moment_id').onRef('t.host_id', '=', 'h.member_id').on('t.state', '!=', 'off'),
    )
    .select((e) => ['h.member_id as id', e.fn.max('t.on_date').as('lastHosted')])
    .where('h.moment_id', '=', momentId)
    .groupBy('h.member_id')
    .execute();
  return rows.map(({ id, lastHosted }) => ({ id, lastHosted: lastHosted ?? undefined }));
}

export async function addWilling(tx: Tx, momentId: string, memberId: string): Promise<void> {
  await tx.db
    .insertInto('moment_host')
    .values({ workspace_id: tx.workspaceId, moment_id: momentId, member_id: memberId, since: iso(tx.now) })
    .onConflict((c) => c.doNothing())
    .execute();
}

/** Takes somebody off the list of one moment, or of all. */
export async function removeWilling(tx: Tx, memberId: string, momentId?: string): Promise<void> {
  const all = tx.db.deleteFrom('moment_host').where('member_id', '=', memberId);
  await (momentId === undefined ? all : all.where('moment_id', '=', momentId)).execute();
}

import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { instant, iso } from '../../../time.ts';
import type { Turn, TurnState } from '../rules/index.ts';
import type { MomentTurnTable } from '../tables.ts';

const texts = z.array(z.string());

const toTurn = (row: Selectable<MomentTurnTable>): Turn => ({
  id: row.id,
  momentId: row.moment_id,
  date: row.on_date,
  startsAt: instant(row.starts_at),
  endsAt: instant(row.ends_at),
  prompt: row.prompt,
  hostId: row.host_id ?? undefined,
  declined: texts.parse(JSON.parse(row.declined)),
  state: row.state,
  post: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : undefined,
  summaryTs: row.summary_ts ?? undefined,
  shared: row.shared,
});

const turns = (tx: Tx) => tx.db.selectFrom('moment_turn').selectAll();

export async function findTurn(tx: Tx, id: string): Promise<Turn | undefined> {
  const row = await turns(tx).where('id', '=', id).executeTakeFirst();
  return row && toTurn(row);
}

export async function findTurnOn(tx: Tx, momentId: string, date: string): Promise<Turn | undefined> {
  const row = await turns(tx).where('moment_id', '=', momentId).where('on_date', '=', date).executeTakeFirst();
  return row && toTurn(row);
}

/** The turn whose post is this message. */
export async function findTurnAt(tx: Tx, channel: string, ts: string): Promise<Turn | undefined> {
  const row = await turns(tx).where('channel', '=', channel).where('ts', '=', ts).executeTakeFirst();
  return row && toTurn(row);
}

/** The turns of a moment in a state. */
export async function turnsIn(tx: Tx, momentId: string, state: TurnState): Promise<Turn[]> {
  const rows = await turns(tx).where('moment_id', '=', momentId).where('state', '=', state).execute();
  return rows.map(toTurn);
}

/** The turns that a member is to host. */
export async function drawnFor(tx: Tx, hostId: string): Promise<Turn[]> {
  const rows = await turns(tx).where('host_id', '=', hostId).where('state', '=', 'drawn').execute();
  return rows.map(toTurn);
}

/** What was asked lately, the newest first. */
export async function promptsUsed(tx: Tx, momentId: string, most: number): Promise<string[]> {
  const rows = await turns(tx).where('moment_id', '=', momentId).orderBy('on_date', 'desc').limit(most).execute();
  return rows.map((row) => row.prompt);
}

export async function insertTurn(
  tx: Tx,
  turn: Pick<Turn, 'id' | 'momentId' | 'date' | 'startsAt' | 'endsAt' | 'prompt'>,
): Promise<void> {
  await tx.db
    .insertInto('moment_turn')
    .values({
      ...{ id: turn.id, workspace_id: tx.workspaceId, moment_id: turn.momentId, on_date: turn.date },
      ...{ starts_at: iso(turn.startsAt), ends_at: iso(turn.endsAt), prompt: turn.prompt },
      ...{ host_id: null, declined: '[]', state: 'drawn', channel: null, ts: null, summary_ts: null, shared: 0 },
    })
    .execute();
}

export async function updateTurn(tx: Tx, id: string, to: Updateable<MomentTurnTable>): Promise<void> {
  await tx.db.updateTable('moment_turn').set(to).where('id', '=', id).execute();
}

/** Notes that somebody shared. @returns whether it was their first word in this turn. */
export async function insertShare(tx: Tx, turnId: string, memberId: string): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('moment_share')
    .values({ workspace_id: tx.workspaceId, turn_id: turnId, member_id: memberId, shared_at: iso(tx.now) })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

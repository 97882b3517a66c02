import type { Selectable, Updateable } from 'kysely';
import { z } from 'zod';
import { affectedRows } from '../../../database/affected.ts';
import { instant, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import type { Turn, TurnState } from '../rules.ts';
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

const turns = (work: Work) => work.db.selectFrom('moment_turn').selectAll();

export async function findTurn(work: Work, id: string): Promise<Turn | undefined> {
  const row = await turns(work).where('id', '=', id).executeTakeFirst();
  return row && toTurn(row);
}

export async function findTurnOn(work: Work, momentId: string, date: string): Promise<Turn | undefined> {
  const row = await turns(work).where('moment_id', '=', momentId).where('on_date', '=', date).executeTakeFirst();
  return row && toTurn(row);
}

/** The turn whose post is this message. */
export async function findTurnAt(work: Work, channel: string, ts: string): Promise<Turn | undefined> {
  const row = await turns(work).where('channel', '=', channel).where('ts', '=', ts).executeTakeFirst();
  return row && toTurn(row);
}

/** The turns of a moment in a state. */
export async function turnsIn(work: Work, momentId: string, state: TurnState): Promise<Turn[]> {
  const rows = await turns(work).where('moment_id', '=', momentId).where('state', '=', state).execute();
  return rows.map(toTurn);
}

/** The turns that a member is to host. */
export async function drawnFor(work: Work, hostId: string): Promise<Turn[]> {
  const rows = await turns(work).where('host_id', '=', hostId).where('state', '=', 'drawn').execute();
  return rows.map(toTurn);
}

/** What was asked lately, the newest first. */
export async function promptsUsed(work: Work, momentId: string, most: number): Promise<string[]> {
  const rows = await turns(work).where('moment_id', '=', momentId).orderBy('on_date', 'desc').limit(most).execute();
  return rows.map((row) => row.prompt);
}

export async function insertTurn(
  work: Work,
  turn: Pick<Turn, 'id' | 'momentId' | 'date' | 'startsAt' | 'endsAt' | 'prompt'>,
): Promise<void> {
  await work.db
    .insertInto('moment_turn')
    .values({
      ...{ id: turn.id, workspace_id: work.workspaceId, moment_id: turn.momentId, on_date: turn.date },
      ...{ starts_at: iso(turn.startsAt), ends_at: iso(turn.endsAt), prompt: turn.prompt },
      ...{ host_id: null, declined: '[]', state: 'drawn', channel: null, ts: null, summary_ts: null, shared: 0 },
    })
    .execute();
}

export async function updateTurn(work: Work, id: string, to: Updateable<MomentTurnTable>): Promise<void> {
  await work.db.updateTable('moment_turn').set(to).where('id', '=', id).execute();
}

/** Notes that somebody shared. @returns whether it was their first word in this turn. */
export async function insertShare(work: Work, turnId: string, memberId: string): Promise<boolean> {
  const inserted = await work.db
    .insertInto('moment_share')
    .values({ workspace_id: work.workspaceId, turn_id: turnId, member_id: memberId, shared_at: iso(work.now) })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { workspaceRow, writeWorkspace } from '../../settings/store.ts';
import type { Departure } from '../rules/departure.ts';

const stored: z.ZodType<Departure | undefined> = z
  .object({
    id: z.string(),
    since: z.string(),
    people: z.number(),
    of: z.number(),
    state: z.enum(['asked', 'confirmed', 'refused', 'settled']),
    at: z.string(),
  })
  .optional()
  .catch(undefined);

/** The last question to the owners about people who seem to have left. */
export async function departureNow(tx: Tx): Promise<Departure | undefined> {
  const row = await workspaceRow(tx);
  return row?.departure ? stored.parse(JSON.parse(row.departure)) : undefined;
}

export function setDeparture(tx: Tx, departure: Departure): Promise<void> {
  return writeWorkspace(tx, { departure: JSON.stringify(departure) });
}

const active = (tx: Tx) =>
  tx.db
    .selectFrom('member')
    // Literally, so that the index of active people serves.
    .where('is_deactivated', '=', sql.lit(0));

/** People whom the reading from `since` on did not name, or called deactivated, and how many people there are. */
export async function countMissing(tx: Tx, since: string): Promise<{ missing: number; all: number }> {
  const people = active(tx)
    .where('is_bot', '=', 0)
    .select((e) => e.fn.countAll<number>().as('n'));
  const count = async (query: typeof people) => Number((await query.executeTakeFirstOrThrow()).n);
  const unnamed = people.where('created_at', '<', since).where('said_gone_at', 'is', null);
  // In parts, since SQLite uses no index for “null or less”.
  const never = await count(unnamed.where('seen_at', 'is', null));
  const before = await count(unnamed.where('seen_at', '<', since));
  const said = await count(people.where('said_gone_at', 'is not', null));
  return { missing: never + before + said, all: await count(people) };
}

/** Ids of active people after an id whom the reading from `since` on did not name, in their order, `limit` at most. */
export async function unseenSince(tx: Tx, since: string, after: string, limit: number): Promise<string[]> {
  const some = active(tx)
    .select('id')
    .where('created_at', '<', since)
    .where('said_gone_at', 'is', null)
    .where('id', '>', after);
  const never = await some.where('seen_at', 'is', null).orderBy('id').limit(limit).execute();
  const before = await some.where('seen_at', '<', since).orderBy('id').limit(limit).execute();
  return [...never, ...before]
    .map((row) => row.id)
    .sort()
    .slice(0, limit);
}

/** Ids of active people after an id whom a reading called deactivated, in their order, `limit` at most. */
export async function saidGone(tx: Tx, after: string, limit: number): Promise<string[]> {
  const rows = await active(tx)
    .select('id')
    .where('said_gone_at', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** They have not left after all. */
export async function clearSaidGone(tx: Tx): Promise<void> {
  await tx.db.updateTable('member').set({ said_gone_at: null }).where('said_gone_at', 'is not', null).execute();
}

import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import { place } from '../rules.ts';
import type { ErasureTable } from '../tables.ts';

const around = z.object({ places: z.array(place), people: z.array(z.string()) });
/** Where messages about somebody may stand: places, and people whose direct messages may name them. */
export type Around = z.infer<typeof around>;
export type Erasure = Around & { id: string; memberId: string; formerId: string };

const rows = ({ db }: Tx) => db.selectFrom('erasure').selectAll();

const toErasure = (row: ErasureTable): Erasure => ({
  ...around.parse(JSON.parse(row.places)),
  id: row.id,
  memberId: row.member_id,
  formerId: row.former_id,
});

/** The deletion of somebody's data that is being carried out. */
export async function erasureOf(tx: Tx, memberId: string): Promise<Erasure | undefined> {
  const row = await rows(tx).where('member_id', '=', memberId).executeTakeFirst();
  return row && toErasure(row);
}

export async function findErasure(tx: Tx, id: string): Promise<Erasure | undefined> {
  const row = await rows(tx).where('id', '=', id).executeTakeFirst();
  return row && toErasure(row);
}

export async function insertErasure(tx: Tx, memberId: string, formerId: string, to: Around): Promise<string> {
  const id = randomUUID();
  const row = { id, workspace_id: tx.workspaceId, member_id: memberId, former_id: formerId, asked_at: iso(tx.now) };
  await tx.db
    .insertInto('erasure')
    .values({ ...row, places: JSON.stringify(to) })
    .execute();
  return id;
}

export async function widenErasure(tx: Tx, id: string, to: Around): Promise<void> {
  await tx.db
    .updateTable('erasure')
    .set({ places: JSON.stringify(to) })
    .where('id', '=', id)
    .execute();
}

export async function deleteErasure(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('erasure').where('id', '=', id).execute();
}

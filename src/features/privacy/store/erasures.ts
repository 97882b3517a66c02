import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { place } from '../rules.ts';
import type { ErasureTable } from '../tables.ts';

const around = z.object({ places: z.array(place), people: z.array(z.string()) });
/** Where messages about somebody may stand: places, and people whose direct messages may name them. */
export type Around = z.infer<typeof around>;
export type Erasure = Around & { id: string; memberId: string; formerId: string };

const rows = ({ db }: Work) => db.selectFrom('erasure').selectAll();

const toErasure = (row: ErasureTable): Erasure => ({
  ...around.parse(JSON.parse(row.places)),
  id: row.id,
  memberId: row.member_id,
  formerId: row.former_id,
});

/** The deletion of somebody's data that is being carried out. */
export async function erasureOf(work: Work, memberId: string): Promise<Erasure | undefined> {
  const row = await rows(work).where('member_id', '=', memberId).executeTakeFirst();
  return row && toErasure(row);
}

export async function findErasure(work: Work, id: string): Promise<Erasure | undefined> {
  const row = await rows(work).where('id', '=', id).executeTakeFirst();
  return row && toErasure(row);
}

export async function insertErasure(work: Work, memberId: string, formerId: string, to: Around): Promise<string> {
  const id = randomUUID();
  const row = { id, workspace_id: work.workspaceId, member_id: memberId, former_id: formerId, asked_at: iso(work.now) };
  await work.db
    .insertInto('erasure')
    .values({ ...row, places: JSON.stringify(to) })
    .execute();
  return id;
}

export async function widenErasure(work: Work, id: string, to: Around): Promise<void> {
  await work.db
    .updateTable('erasure')
    .set({ places: JSON.stringify(to) })
    .where('id', '=', id)
    .execute();
}

export async function deleteErasure(work: Work, id: string): Promise<void> {
  await work.db.deleteFrom('erasure').where('id', '=', id).execute();
}

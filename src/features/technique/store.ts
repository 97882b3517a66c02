import { affectedRows } from '../../database/affected.ts';
import type { Tx } from '../../database/transaction.ts';
import { instant, iso } from '../../time.ts';
import { pick, type Technique } from './rules.ts';
import type { TechniqueTable } from './tables.ts';

const toTechnique = (row: TechniqueTable): Technique => ({
  id: row.id,
  sessionId: row.session_id,
  byId: row.by_id,
  pick: pick.parse(JSON.parse(row.pick)),
  endsAt: row.ends_at === null ? undefined : instant(row.ends_at),
  isOver: row.over_at !== null,
  messageTs: row.message_ts ?? undefined,
  debriefTs: row.debrief_ts ?? undefined,
});

/** @returns false when it is a role-play and one is going on in that session. */
export async function insertTechnique(
  tx: Tx,
  { id, sessionId, byId, pick }: Pick<Technique, 'id' | 'sessionId' | 'byId' | 'pick'>,
): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('technique')
    .values({
      id,
      workspace_id: tx.workspaceId,
      session_id: sessionId,
      by_id: byId,
      kind: pick.kind,
      pick: JSON.stringify(pick),
      created_at: iso(tx.now),
    })
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

const select = (tx: Tx) => tx.db.selectFrom('technique').selectAll();

export async function findTechnique(tx: Tx, id: string): Promise<Technique | undefined> {
  const row = await select(tx).where('id', '=', id).executeTakeFirst();
  return row && toTechnique(row);
}

/** What was picked in a session so far, oldest first. */
export async function findTechniques(tx: Tx, sessionId: string): Promise<Technique[]> {
  const rows = await select(tx).where('session_id', '=', sessionId).orderBy('created_at').orderBy('id').execute();
  return rows.map(toTechnique);
}

export async function updateTechnique(
  tx: Tx,
  id: string,
  to: Partial<Pick<TechniqueTable, 'ends_at' | 'message_ts' | 'debrief_ts'>>,
): Promise<void> {
  await tx.db.updateTable('technique').set(to).where('id', '=', id).execute();
}

/** Ends a role-play. @returns false when it was over before. */
export async function setOver(tx: Tx, id: string): Promise<boolean> {
  const result = await tx.db
    .updateTable('technique')
    .set({ over_at: iso(tx.now) })
    .where('id', '=', id)
    .where('over_at', 'is', null)
    .executeTakeFirst();
  return affectedRows(result) === 1;
}

export async function deleteTechnique(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('technique').where('id', '=', id).execute();
}

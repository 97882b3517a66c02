import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** A database as one workspace sees it: whatever is selected, changed or deleted through it is that workspace's own. */
export type ScopedDb = Pick<Kysely<Schema>, 'selectFrom' | 'updateTable' | 'deleteFrom' | 'insertInto' | 'getExecutor'>;

/**
 * Narrows every query to the rows of one workspace. What is joined to them, or stands in a subquery, is to be tied to
 * them by ids that no other workspace has, or by its own workspace_id.
 * @throws Error for a query from anything but one table by its name.
 */
export function scopedTo(db: Kysely<Schema>, workspaceId: string): ScopedDb {
  const own = (from: unknown) => {
    if (typeof from !== 'string') throw new Error('A scoped query is from one table, by its name');
    const [table = '', alias = table] = from.split(' as ');
    return (table === 'workspace' ? `${alias}.id` : `${alias}.workspace_id`) as 'job.workspace_id';
  };
  const select = (from: 'job') => db.selectFrom(from).where(own(from), '=', workspaceId);
  const update = (table: 'job') => db.updateTable(table).where(own(table), '=', workspaceId);
  const remove = (from: 'job') => db.deleteFrom(from).where(own(from), '=', workspaceId);
  return {
    selectFrom: select as unknown as ScopedDb['selectFrom'],
    updateTable: update as unknown as ScopedDb['updateTable'],
    deleteFrom: remove as unknown as ScopedDb['deleteFrom'],
    insertInto: (table) => db.insertInto(table),
    getExecutor: () => db.getExecutor(),
  };
}

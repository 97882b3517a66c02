import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** A transaction, or whatever else reads one workspace's rows. */
type Source = { db: Pick<Kysely<Schema>, 'getExecutor'>; workspaceId: string };

/**
 * What this process keeps in memory for each workspace of each database, made by `blank` when it is first asked for.
 * The adapter is the one object that every transaction on a Kysely shares with it, so it stands for the database.
 */
export function createMemory<T>(blank: () => T): (source: Source) => T {
  const databases = new WeakMap<object, Map<string, T>>();
  return ({ db, workspaceId }) => {
    const database = db.getExecutor().adapter;
    const workspaces = databases.get(database) ?? new Map<string, T>();
    databases.set(database, workspaces);
    const memory = workspaces.get(workspaceId) ?? blank();
    workspaces.set(workspaceId, memory);
    return memory;
  };
}

import type { Transaction } from 'kysely';
import type { Clock } from '../clock.ts';
import { iso } from '../time.ts';
import { affectedRows } from './affected.ts';
import type { Database } from './open.ts';
import type { Schema } from './schema.ts';
import { type ScopedDb, scopedTo } from './scoped.ts';

/** One transaction's worth of work for one workspace: what every service function gets first. */
export type Tx = {
  /** This workspace's rows only. */
  db: ScopedDb;
  now: Temporal.Instant;
  workspaceId: string;
  /** Says that what App Home or the ranking shows of this member has changed; `membersTouched` is told before the commit. */
  touch(memberId: string): void;
  /** Who is told of events, in the order of the features. */
  listeners: readonly Listener[];
};

/** Hears of what took place; events.ts says what that can be. */
export type Listener = (tx: Tx, event: object) => Promise<void>;

/** What a transaction is begun with; of `WorkspaceDeps`, which has more. */
type Needed = {
  db: Database;
  clock: Clock;
  workspace: { id: string };
  jobs: { wake(workspaceId?: string): void };
  listeners: readonly Listener[];
};

type Given = Pick<Tx, 'now' | 'workspaceId'> & { listeners?: readonly Listener[]; touched?: Set<string> };

/** Thrown inside to say that this very event was handled before. */
class DuplicateDelivery extends Error {}

/**
 * Runs `unit` in one transaction and wakes the jobs that it enqueued.
 * With `once`, the key of an incoming event, a second run for the same key does nothing.
 * @returns what `unit` returned, or undefined when `once` was handled before. @throws what `unit` throws, all undone.
 */
export async function inTransaction<T>(
  deps: Needed,
  unit: (tx: Tx) => Promise<T>,
  once?: string,
): Promise<T | undefined> {
  const touched = new Set<string>();
  try {
    const result = await deps.db.transact(async (trx) => {
      const tx = createTx(trx, { ...deps, now: deps.clock.now(), workspaceId: deps.workspace.id, touched });
      if (once !== undefined && !(await isNew(tx, once))) throw new DuplicateDelivery();
      const value = await unit(tx);
      await tellOfTouched(tx, touched);
      return value;
    });
    deps.jobs.wake(deps.workspace.id);
    return result;
  } catch (error) {
    if (error instanceof DuplicateDelivery) return undefined;
    throw error;
  }
}

/** In one order everywhere, so that two transactions never wait for each other. */
async function tellOfTouched(tx: Tx, touched: Set<string>): Promise<void> {
  if (touched.size === 0) return;
  for (const listener of tx.listeners) await listener(tx, { membersTouched: { memberIds: [...touched].sort() } });
}

/** What services get first, in a transaction that somebody began; `touched` gathers whom they touch. */
export function createTx(
  trx: Transaction<Schema>,
  { now, workspaceId, listeners = [], touched = new Set() }: Given,
): Tx {
  const touch = (memberId: string) => void touched.add(memberId);
  return { db: scopedTo(trx, workspaceId), now, workspaceId, touch, listeners };
}

async function isNew(tx: Tx, key: string): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('inbox')
    .values({ workspace_id: tx.workspaceId, key, at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'key']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

import { Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { Clock } from '../clock.ts';
import { messageOf, StartError } from '../errors.ts';
import { codeOf, isConflict } from './conflict.ts';
import { followClock } from './follow-clock.ts';
import { isPooled } from './pooler.ts';
import { preparing, QuickPostgres } from './quick-postgres.ts';
import type { Schema } from './schema.ts';

/** Milliseconds after which the server ends a transaction that its client left lying, and with it the locks of a lost machine. */
const ABANDONED_AFTER = 60_000;

function createPool(url: string, isBehindPooler: boolean, prepare: (client: pg.PoolClient) => void): pg.Pool {
  // int8 (counts) as numbers: none of ours comes near 2^53.
  const types = { getTypeParser: (oid: number) => (oid === 20 ? Number : pg.types.getTypeParser(oid)) };
  const pool = new pg.Pool({
    ...{ connectionString: url, max: 10, types, connectionTimeoutMillis: 10_000, pipeline: true },
    // A pooler refuses what would hold for its whole connection.
    ...(isBehindPooler ? {} : { idle_in_transaction_session_timeout: ABANDONED_AFTER }),
  });
  const ignore = () => {
    // A connection broke: whoever uses it hears of it by their query, and the pool opens another one.
  };
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
    // What is prepared on one connection of a pooler is not there on the next.
    if (!isBehindPooler) prepare(client);
  });
  return pool;
}

/** @throws StartError in one sentence when the server cannot be reached, or its pooler knows no transactions. */
export async function openPostgres(url: string, clock: Clock) {
  const isBehindPooler = await isPooled(url);
  const { prepare, forget } = preparing();
  const pool = createPool(url, isBehindPooler, prepare);
  const dialect = new QuickPostgres({ pool }, isBehindPooler ? { abandonedAfter: ABANDONED_AFTER } : {});
  const read = new Kysely<Schema>({ dialect });
  const followed = await followClock(read, clock).catch((error) => {
    throw new StartError(`The PostgreSQL database can’t be reached: ${messageOf(error)}.`);
  });
  return {
    read,
    transact: <T>(unit: (trx: Transaction<Schema>) => Promise<T>) =>
      retryConflicts(() => read.transaction().execute(unit), forget),
    statement: <R>(query: RawBuilder<R>) => retryConflicts(async () => (await query.execute(read)).rows, forget),
    clock: followed.clock,
    skipLocked: sql`for update skip locked`,
    isAlone: false,
    close: async () => {
      followed.stop();
      await read.destroy();
    },
  };
}

/** "Cached plan must not change result type": another version has changed a table. */
const STALE_PLAN = '0A000';

async function retryConflicts<T>(run: () => Promise<T>, forget: () => void, left = 3): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isStale = codeOf(error) === STALE_PLAN;
    if (isStale) forget();
    if (left > 0 && (isStale || isConflict(error))) return retryConflicts(run, forget, left - 1);
    throw error;
  }
}

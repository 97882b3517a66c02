import pg from 'pg';
import { messageOf, StartError } from '../errors.ts';

/**
 * Whether a pooler such as PgBouncer stands before the server: it may give each transaction another of its connections.
 * PostgreSQL names the process that serves a connection; a pooler names something else, by which it knows its client.
 * @throws StartError when there is no connection, or the pooler allows no transactions.
 */
export async function isPooled(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {
    // It broke: the statement in hand says so.
  });
  try {
    await client.connect();
    await client.query('begin');
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    await client.query('commit');
    return rows[0]?.pid !== (client as pg.Client & { processID: number }).processID;
  } catch (error) {
    const why = messageOf(error);
    if (/statement pooling/.test(why))
      throw new StartError(
        `The pooler before PostgreSQL allows no transactions (${why}). Set its pool_mode to “transaction”.`,
      );
    throw new StartError(`The PostgreSQL database can’t be reached: ${why}.`);
  } finally {
    await client.end().catch(() => {});
  }
}

import { sql, type Transaction } from 'kysely';

/** Runs a part of a transaction. When it throws, what it wrote is undone and the rest of the transaction goes on. */
export async function inSavepoint<S, T>(db: Pick<Transaction<S>, 'getExecutor'>, part: () => Promise<T>): Promise<T> {
  await sql`savepoint part`.execute(db);
  try {
    const result = await part();
    await sql`release savepoint part`.execute(db);
    return result;
  } catch (error) {
    await sql`rollback to savepoint part`.execute(db);
    await sql`release savepoint part`.execute(db);
    throw error;
  }
}

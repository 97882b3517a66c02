import { setImmediate as turn } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import { monotonic } from '../clock.ts';

type Unit<S> = { run(trx: Transaction<S>): Promise<void>; committed(): void; failed(error: unknown): void };

/** How many units may share a commit: enough to hide the fsync, few enough that the first is not kept waiting. */
const LARGEST_GROUP = 64;

/** Milliseconds after which a group lets others have a turn: acknowledgements do not wait for a long group. */
const LONGEST_TURN = 4;

/**
 * A `transact` for a database with one writer. Units that wait at the same time run one after the other inside one
 * transaction, each behind its own savepoint, and share its fsync; a unit that throws is rolled back alone.
 */
export function groupCommits<S>(db: Kysely<S>) {
  const waiting: Unit<S>[] = [];
  let flushing = false;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0, LARGEST_GROUP);
      try {
        const done = await db.transaction().execute((trx) => runEach(trx, group));
        for (const settle of done) settle();
      } catch (error) {
        for (const unit of group) unit.failed(error);
      }
    }
    flushing = false;
  }

  return <T>(unit: (trx: Transaction<S>) => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      let result: T;
      waiting.push({
        run: async (trx) => {
          result = await unit(trx);
        },
        committed: () => resolve(result),
        failed: reject,
      });
      if (!flushing) {
        flushing = true;
        // One turn later, so that units of the same moment find each other.
        setImmediate(() => void flush());
      }
    });
}

async function runEach<S>(trx: Transaction<S>, group: Unit<S>[]): Promise<(() => void)[]> {
  const outcomes: (() => void)[] = [];
  let since = monotonic();
  for (const unit of group) {
    if (monotonic() - since > LONGEST_TURN) {
      await turn();
      since = monotonic();
    }
    await sql`savepoint unit`.execute(trx);
    try {
      await unit.run(trx);
      outcomes.push(unit.committed);
    } catch (error) {
      await sql`rollback to unit`.execute(trx);
      outcomes.push(() => unit.failed(error));
    }
    await sql`release unit`.execute(trx);
  }
  return outcomes;
}

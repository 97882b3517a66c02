import { type Kysely, sql } from 'kysely';
import { type Clock, monotonic } from '../clock.ts';

/** Milliseconds between two looks at the database's clock: two oscillators drift apart by a few of them a minute. */
const LOOK_EVERY = 60_000;

/**
 * The database's clock, for instances on several machines that have to agree on the time. Between two looks it goes on
 * evenly, so a machine's clock that is wrong, or is set while the app runs, changes nothing. A clock that is no
 * machine's, such as a test's, is left as it is. @throws what the first look throws.
 */
export async function followClock<S>(db: Kysely<S>, clock: Clock): Promise<{ clock: Clock; stop(): void }> {
  if (!clock.isMachine) return { clock, stop: () => {} };
  let offset = await look(db);
  const again = setInterval(() => {
    look(db).then(
      (newer) => {
        offset = newer;
      },
      () => {
        // The database is away for the moment; the last offset still holds.
      },
    );
  }, LOOK_EVERY);
  again.unref();
  return {
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(Math.round(monotonic() + offset)) },
    stop: () => clearInterval(again),
  };
}

/** Milliseconds from our even clock to the database's time, as of the middle of the question. */
async function look<S>(db: Kysely<S>): Promise<number> {
  const before = monotonic();
  const { rows } = await sql<{
    ms: number;
  }>`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(db);
  return rows[0]!.ms - (before + monotonic()) / 2;
}

import {
  CompiledQuery,
  type DatabaseConnection,
  PostgresDialect,
  type PostgresDialectConfig,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';

/** Statements that each connection keeps prepared; lists of varying length make new texts without end. */
const MOST_PREPARED = 200;

/**
 * PostgreSQL with fewer and lighter round trips: the statements that recur are prepared once a connection, and `begin`
 * travels with the first statement of its transaction.
 */
export class QuickPostgres extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #limits: Limits;

  constructor(config: PostgresDialectConfig, limits: Limits = {}) {
    super(config);
    this.#config = config;
    this.#limits = limits;
  }

  override createDriver() {
    return new EagerDriver(this.#config, this.#limits);
  }
}

/** What each transaction says of itself, where the connection cannot: `abandonedAfter` in milliseconds. */
type Limits = { abandonedAfter?: number };

class EagerDriver extends PostgresDriver {
  readonly #limits: Limits;

  constructor(config: PostgresDialectConfig, limits: Limits) {
    super(config);
    this.#limits = limits;
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    // Not awaited: when it fails, the connection is broken, and the statement behind it fails as well.
    super.beginTransaction(connection, settings).catch(() => {});
    const { abandonedAfter } = this.#limits;
    if (abandonedAfter === undefined) return;
    const limit = CompiledQuery.raw(`set local idle_in_transaction_session_timeout = ${abandonedAfter}`);
    connection.executeQuery(limit).catch(() => {});
  }
}

/** What a pool needs to prepare the statements of its connections. */
export function preparing() {
  const names = new Map<string, string>();
  let generation = 0;
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < MOST_PREPARED) names.set(text, `s${generation}_${names.size}`);
    return names.get(text);
  };
  return {
    /** For each new connection. */
    prepare(client: pg.ClientBase): void {
      const query = client.query.bind(client);
      const named = (text: unknown, values: unknown, ...more: unknown[]) => {
        const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
        return Reflect.apply(query, client, name ? [{ name, text, values }, ...more] : [text, values, ...more]);
      };
      Object.assign(client, { query: named });
    },
    /** After another version changed a table: what was prepared for the old one is of no use. */
    forget(): void {
      names.clear();
      generation += 1;
    },
  };
}

import { type RawBuilder, sql } from 'kysely';

/**
 * For `set` of an update that changes nothing: it locks the rows until the transaction is over, on both databases.
 * @param column any column of theirs, which keeps its value
 */
export const lockBy = <C extends string>(column: C) =>
  ({ [column]: sql.ref<never>(column) }) as Record<C, RawBuilder<never>>;

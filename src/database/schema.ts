/**
 * Every table, for Kysely. Empty here: each tables.ts adds the names of its own, so that no list has to be kept. Instants
 * are text (time.ts), flags are 0 or 1, JSON is text.
 */
// biome-ignore lint/suspicious/noEmptyInterface: a type cannot be added to, an interface can.
export interface Schema {}

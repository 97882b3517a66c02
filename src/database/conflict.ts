/** Deadlocks and serialization failures are PostgreSQL's way of saying "once more". */
const CONFLICTS = ['40001', '40P01'];

/** PostgreSQL's code of what it says about a query; '' where an error has none. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether a transaction met another one: nothing in it is at fault, and run again as a whole it comes to its end. */
export function isConflict(error: unknown): boolean {
  return CONFLICTS.includes(codeOf(error));
}

/** A job that keeps failing is given up after this many failures: with the back-off, after about an hour. */
export const MOST_FAILURES = 12;

/** Seconds to wait after the nth failure: 1, 2, 4 … at most half an hour. */
export function backOffSeconds(failures: number): number {
  return Math.min(2 ** (failures - 1), 30 * 60);
}

/**
 * Many people whom a reading of the directory missed, and what the owners said to it. `settled` = the directory named
 * them again before anybody answered.
 */
export type Departure = {
  id: string;
  /** When that reading began, ISO. */
  since: string;
  /** People who seem to have left, of how many there were. */
  people: number;
  of: number;
  state: 'asked' | 'confirmed' | 'refused' | 'settled';
  /** When it was asked or decided, ISO. */
  at: string;
};

/** Whether more than a tenth of the workspace would leave at once (the measure); a single person may always. */
export function isTooMany(missing: number, all: number): boolean {
  return missing > 1 && missing * 10 > all;
}

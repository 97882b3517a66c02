const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];

/**
 * Optimal string alignment distance: insertions, deletions, substitutions, and swaps of two neighbours, each one.
 * @returns the distance, or `most + 1` as soon as it is sure to exceed `most`; words over 60 letters never match.
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > most || a.length > 60 || b.length > 60) return most + 1;
  let [before, previous, current] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) previous[j] = j;
  for (let i = 1; i <= a.length; i++) {
    if (fillRow(a, b, i, before, previous, current) > most) return most + 1;
    [before, previous, current] = [previous, current, before];
  }
  return Math.min(previous[b.length]!, most + 1);
}

function fillRow(
  a: string,
  b: string,
  i: number,
  before: Uint8Array,
  previous: Uint8Array,
  current: Uint8Array,
): number {
  const letter = a.charCodeAt(i - 1);
  let least = i;
  current[0] = i;
  for (let j = 1; j <= b.length; j++) {
    const other = b.charCodeAt(j - 1);
    let cost = Math.min(previous[j]! + 1, current[j - 1]! + 1, previous[j - 1]! + (letter === other ? 0 : 1));
    if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other)
      cost = Math.min(cost, before[j - 2]! + 1);
    current[j] = cost;
    if (cost < least) least = cost;
  }
  return least;
}

/**
 * How many slips a word of this length may hold and still be read as another: one from four letters, two from nine.
 * Shorter words have too many neighbours.
 */
export function slipsAllowed(length: number): 0 | 1 | 2 {
  return length >= 9 ? 2 : length >= 4 ? 1 : 0;
}

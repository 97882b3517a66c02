/** The letters that a word holds, as a set of 31 bits: two words that are one slip apart differ by two at most. */
export function letterSet(word: string): number {
  let set = 0;
  for (let i = 0; i < word.length; i++) set |= 1 << (word.charCodeAt(i) % 31);
  return set;
}

/** How many letters are in one set only. */
export function differingLetters(a: number, b: number): number {
  let count = 0;
  for (let bits = a ^ b; bits !== 0; count++) bits &= bits - 1;
  return count;
}

/** Every three letters in a row, with a mark for the word's start and end. */
export function trigrams(word: string): Set<string> {
  const marked = `^${word}$`;
  const found = new Set<string>();
  for (let i = 0; i + 3 <= marked.length; i++) found.add(marked.slice(i, i + 3));
  return found;
}

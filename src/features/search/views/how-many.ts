/** Where the colleagues on a card stand among all who can help; `isAll` = nobody is left uncounted in `total`. */
export type Among = { before: number; total: number; isAll: boolean };

/** How many can help, and which of them these `count` are. */
export function howMany(count: number, { before, total, isAll }: Among): string {
  if (total === 1) return 'one colleague can help';
  const all = isAll ? inWords(total) : `more than ${total - 1}`;
  if (before > 0) return `${before + 1} to ${before + count} of ${all} colleagues who can help`;
  return count < total ? `the best ${inWords(count)} of ${all} who can help` : `${count} colleagues can help`;
}

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const inWords = (n: number) => numbers[n] ?? String(n);

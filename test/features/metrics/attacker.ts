/** Something that took place, with who took part in which role; `isReal` false = that might have taken place, and did not. */
export type Deed = { people: string[]; isReal?: boolean };

/** What is known of some deeds together: how many there were of them. */
export type Known<T> = Set<T>;

/** Arithmetic in which a half is a number, too: whole numbers modulo a prime. */
const PRIME = 32_749;

/**
 * Somebody who has all that was ever told, adds and subtracts it in every way there is, and knows that nothing took
 * place less than not at all. Deeds that are in the same figures cannot be told apart, so they are one unknown; what can
 * be worked out is the span of the figures.
 * @returns deeds of fewer than five people whose number comes out, those of one or two unknowns.
 */
export function findOut<T extends Deed>(deeds: T[], known: Known<T>[], few: number): T[][] {
  let left = deeds;
  for (;;) {
    const { classes, isOut } = workOut(left, known);
    const unions = unionsOf(classes.length).map((chosen) => ({ chosen, all: chosen.flatMap((i) => classes[i]!) }));
    const zero = unions.filter(({ chosen, all }) => !all.some(isReal) && isOut(chosen)).flatMap(({ all }) => all);
    if (zero.length === 0)
      return unions
        .filter(({ chosen, all }) => isFew(all.filter(isReal), few) && isOut(chosen))
        .map(({ all }) => all.filter(isReal));
    const gone = new Set(zero);
    left = left.filter((deed) => !gone.has(deed));
  }
}

const isReal = (deed: Deed) => deed.isReal !== false;
const isFew = (deeds: Deed[], few: number) => deeds.length > 0 && fewestOf(deeds) < few;

function workOut<T extends Deed>(deeds: T[], known: Known<T>[]) {
  const classes = [...Map.groupBy(deeds, (deed) => known.map((one) => (one.has(deed) ? 1 : 0)).join('')).values()];
  const solved = reduced(known.map((one) => classes.map(([first]) => (one.has(first!) ? 1 : 0))));
  const isOut = (chosen: number[]) =>
    isInSpan(
      solved,
      classes.map((_, i) => (chosen.includes(i) ? 1 : 0)),
    );
  return { classes, isOut };
}

function fewestOf(deeds: Deed[]): number {
  const roles = deeds[0]?.people.map((_, role) => new Set(deeds.map(({ people }) => people[role])).size) ?? [];
  return Math.min(...roles);
}

function* upTo(n: number, size: number, from = 0): Generator<number[]> {
  yield [];
  if (size === 0) return;
  for (let i = from; i < n; i++) for (const rest of upTo(n, size - 1, i + 1)) yield [i, ...rest];
}

const unionsOf = (n: number) => [...upTo(n, 2)].filter((chosen) => chosen.length > 0);

type Row = { at: number; values: number[] };

/** The rows in echelon form, by Gauss. */
function reduced(rows: number[][]): Row[] {
  const done: Row[] = [];
  for (const row of rows) {
    const values = less(row, done);
    const at = values.findIndex((value) => value !== 0);
    if (at < 0) continue;
    const inverse = power(values[at]!, PRIME - 2);
    done.push({ at, values: values.map((value) => (value * inverse) % PRIME) });
  }
  return done;
}

function less(row: number[], done: Row[]): number[] {
  let values = row;
  for (const { at, values: other } of done) {
    const factor = values[at]!;
    if (factor !== 0) values = values.map((value, i) => (value + (PRIME - factor) * other[i]!) % PRIME);
  }
  return values;
}

const isInSpan = (done: Row[], row: number[]) => less(row, done).every((value) => value === 0);

function power(base: number, exponent: number): number {
  let [result, square] = [1, base];
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
}

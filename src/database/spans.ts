import { type RawBuilder, sql } from 'kysely';

/**
 * Which of several consecutive spans a stored instant lies in, counted from 0. It stands in the statement word by word,
 * so that both databases know it again in `group by`.
 * @param bounds instants as the app stores them: the starts of the spans, and the end of the last.
 */
export function spanOf(column: string, bounds: readonly string[]): RawBuilder<number> {
  const inner = bounds
    .slice(1, -1)
    .map((bound, i) => sql`when ${sql.ref(column)} < ${sql.lit(bound)} then ${sql.lit(i)}`);
  const last = sql.lit(Math.max(0, bounds.length - 2));
  // A bare number in `group by` means the column at that place of the list.
  const one = sql<number>`case when ${sql.ref(column)} is null then ${last} else ${last} end`;
  return inner.length === 0 ? one : sql`case ${sql.join(inner, sql` `)} else ${last} end`;
}

/** The sum of a number over the rows for which a condition holds, or of the rows themselves. */
export const sumIf = (condition: string, what = '1') =>
  sql<number>`sum(case when ${sql.raw(condition)} then ${sql.raw(what)} else 0 end)`;

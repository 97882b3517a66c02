/** What Kysely answers to a statement that changes rows. */
type Result = {
  numInsertedOrUpdatedRows?: bigint | undefined;
  numUpdatedRows?: bigint;
  numDeletedRows?: bigint;
};

/** How many rows a statement added, changed or took away. */
export function affectedRows({ numInsertedOrUpdatedRows, numUpdatedRows, numDeletedRows }: Result): number {
  return Number(numInsertedOrUpdatedRows ?? numUpdatedRows ?? numDeletedRows ?? 0);
}

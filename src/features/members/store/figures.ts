import type { Tx } from '../../../database/transaction.ts';

/** What figures about many people need of each (features/metrics): all but bots, those who left included. */
export async function peopleForFigures(tx: Tx) {
  const rows = await tx.db
    .selectFrom('member')
    .select(['id', 'title', 'department', 'zone', 'capacity', 'created_at', 'is_deactivated', 'erased_at'])
    .where('is_bot', '=', 0)
    .execute();
  return rows;
}

/** How many people have an account, and how many of them are guests; apps are no people. */
export async function countPeople(tx: Tx): Promise<{ people: number; guests: number }> {
  const { people, guests } = await tx.db
    .selectFrom('member')
    .select(({ fn }) => [fn.countAll<number>().as('people'), fn.sum<number | null>('is_guest').as('guests')])
    .where('is_bot', '=', 0)
    .where('is_deactivated', '=', 0)
    .executeTakeFirstOrThrow();
  return { people: Number(people), guests: Number(guests ?? 0) };
}

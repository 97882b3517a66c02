import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';
import type { Period } from './rules/period.ts';

// What other features keep is read by queries of their own stores: they alone know what must not be counted.
export { buddiesFound } from '../buddies/store/figures.ts';
export { stepsAgreed, stepsClosed } from '../follow-ups/store/figures.ts';
export { cardsOfUse, cardsPublished } from '../knowledge/store/figures.ts';
export { lessonsTaken } from '../lessons/store/figures.ts';
export { peopleForFigures } from '../members/store/figures.ts';
export { momentsHeld } from '../moments/store/figures.ts';
export { placesUsed } from '../office-hours/store/figures.ts';
export { heldSkills } from '../recognition/store/index.ts';
export { outcomesIn } from '../reflections/store/figures.ts';
export {
  askersBetween,
  asksOpenAt,
  closedAsks,
  putForward,
  waitListed,
} from '../requests/store/figures.ts';
export { quietSessionIds, talkersBetween, talksOfMentors, talksOfPairs } from '../sessions/store/figures.ts';
export { namesOf, offeringIds } from '../skills/store/figures.ts';

/** What was told of a period, as it was kept; undefined when nobody has asked for it. */
export async function findTold(tx: Tx, { from, to }: Period, version: number): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('told_metrics')
    .select('told')
    .where('from_on', '=', from)
    .where('to_on', '=', to)
    .where('version', '=', version)
    .executeTakeFirst();
  return row?.told;
}

/** Keeps what is told of a period. What was kept first stays. */
export async function keepTold(tx: Tx, { from, to }: Period, version: number, told: string): Promise<void> {
  const row = { workspace_id: tx.workspaceId, from_on: from, to_on: to, version, told, made_at: iso(tx.now) };
  await tx.db
    .insertInto('told_metrics')
    .values(row)
    .onConflict((c) => c.columns(['workspace_id', 'from_on', 'to_on', 'version']).doNothing())
    .execute();
}

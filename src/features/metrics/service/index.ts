import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { ownersOnly } from '../../members/service.ts';
import { today } from '../../settings/service.ts';
import { type Metrics, metricsIn } from '../rules/metrics.ts';
import { type Period, periodOf, whyNot } from '../rules/period.ts';
import { readTold, VERSION } from '../rules/told.ts';
import { findTold, keepTold } from '../store.ts';
import { gather } from './gather.ts';

export type { Metrics } from '../rules/metrics.ts';
export { type Period, periodOf } from '../rules/period.ts';

/**
 * The figures of a period of whole months that are over. They are worked out once, when they are first asked for, and
 * stay: told anew they would differ by whoever changed a rating or a department since, or left.
 * @throws UserError for any other period.
 */
export async function metricsOf(tx: Tx, period: Period): Promise<Metrics> {
  const why = whyNot(period, await today(tx));
  if (why !== undefined) throw new UserError(why);
  const kept = await findTold(tx, period, VERSION);
  if (kept !== undefined) return readTold(kept);
  const metrics = await workOut(tx, period);
  await keepMetrics(tx, period, metrics);
  // Of two owners who ask at the same moment, both read what was kept.
  return readTold((await findTold(tx, period, VERSION)) ?? metrics);
}

/** JSON of the figures of a period as they come out now, for whoever keeps them with `keepMetrics`: it takes seconds in a large company. */
export async function workOut(tx: Tx, period: Period): Promise<string> {
  return JSON.stringify(metricsIn(await gather(tx, period)));
}

/** Keeps what was worked out; what was told before stays. */
export const keepMetrics = (tx: Tx, period: Period, metrics: string) => keepTold(tx, period, VERSION, metrics);

/** Whether a period was told before, so that its figures are there at once. */
export const isTold = async (tx: Tx, period: Period) => (await findTold(tx, period, VERSION)) !== undefined;

/** The figures for an owner, of the period that they typed. @throws UserError to anybody else, and for a period of which nothing is told. */
export async function metricsFor(tx: Tx, by: string, words: string): Promise<{ period: Period; metrics: Metrics }> {
  await ownersOnly(tx, by);
  const period = periodOf(words, await today(tx));
  if (typeof period === 'string') throw new UserError(period);
  return { period, metrics: await metricsOf(tx, period) };
}

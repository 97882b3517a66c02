import type { Tx } from '../../../database/transaction.ts';
import { whyNot } from '../../metrics/rules/period.ts';
import { isTold, metricsOf, type Period } from '../../metrics/service/index.ts';
import { outsideUntil } from '../../outside/service/index.ts';
import { pulseIn } from '../../pulses/service/index.ts';
import { today } from '../../settings/service.ts';
import type { Finding } from '../rules/finding.ts';
import { findingsIn, type Material } from '../rules/findings.ts';
import { USUAL, wordsIn } from '../rules/words.ts';

/**
 * What a period of whole months that are over shows, in sentences, what matters most first. Who reads it is for the
 * caller to see to: it is for owners, or for everybody.
 * @param locale of the reader's numbers and dates, as Slack has it.
 * @throws UserError for a period of which nothing is told.
 */
export async function findingsOf(tx: Tx, period: Period, locale = USUAL): Promise<Finding[]> {
  return findingsFrom(await materialOf(tx, period), locale);
}

export const findingsFrom = (material: Material, locale: string) => findingsIn(material, wordsIn(locale));

/** All that is told of a period and of the one before it. */
export async function materialOf(tx: Tx, period: Period): Promise<Material> {
  const metrics = await metricsOf(tx, period);
  const earlier = await earlierOf(tx, period);
  const before = earlier && { period: earlier, metrics: await metricsOf(tx, earlier) };
  const [pulse, outside] = [await pulseIn(tx, period), await outsideUntil(tx, period.to)];
  return { period, metrics, before, pulse, outside };
}

/** Which of a period and the one before it are still to be worked out. */
export async function untold(tx: Tx, period: Period): Promise<Period[]> {
  const earlier = await earlierOf(tx, period);
  const left = [];
  for (const one of earlier ? [period, earlier] : [period]) if (!(await isTold(tx, one))) left.push(one);
  return left;
}

/** The period before, where anything is told of it. */
async function earlierOf(tx: Tx, period: Period): Promise<Period | undefined> {
  const earlier = periodBefore(period);
  return whyNot(earlier, await today(tx)) === undefined ? earlier : undefined;
}

/** As many months, just before. */
export function periodBefore({ from, to }: Period): Period {
  const [start, end] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)];
  const { months } = start.until(end, { largestUnit: 'months' });
  return { from: start.subtract({ months }).toString(), to: from };
}

import type { Tx } from '../../../database/transaction.ts';
import { isTold, metricsOf, type Period } from '../../metrics/service/index.ts';
import { today } from '../../settings/service.ts';
import { type Month, type Trend, trendsOf } from '../rules/trends.ts';
import { wordsIn } from '../rules/words.ts';

/** Months that a line of bars has. */
const MONTHS = 6;

/** The last months that are over, the oldest first. */
export async function lastMonths(tx: Tx): Promise<Period[]> {
  const end = (await today(tx)).with({ day: 1 });
  return Array.from({ length: MONTHS }, (_, i) => ({
    from: end.subtract({ months: MONTHS - i }).toString(),
    to: end.subtract({ months: MONTHS - i - 1 }).toString(),
  }));
}

/** How five figures went in the last months, of what was told: nothing is worked out here. @param locale of the reader */
export async function trendsFor(tx: Tx, locale: string): Promise<Trend[]> {
  const months: Month[] = [];
  for (const period of await lastMonths(tx))
    months.push({ period, metrics: (await isTold(tx, period)) ? await metricsOf(tx, period) : undefined });
  return trendsOf(months, wordsIn(locale));
}

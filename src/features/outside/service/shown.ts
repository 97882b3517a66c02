import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { ownersOnly } from '../../members/service.ts';
import { getSettings, knownSince, today } from '../../settings/service.ts';
import { type OutsideMetric, outsideMetric } from '../rules/before-after.ts';
import { nameKey, type OutsideFigure } from '../rules/figure.ts';
import { allFigures, deleteMetric, findStart, saveStart } from '../store.ts';

/** A metric as the list for owners has it. */
export type MetricShown = { metric: string; periods: number; groups: number; last: string; benchmarks: number };
export type OutsideShown = { metrics: MetricShown[]; start: string; isChosen: boolean };

/** What owners have brought. @throws UserError for anybody else. */
export async function outsideFor(tx: Tx, by: string): Promise<OutsideShown> {
  await ownersOnly(tx, by);
  const byMetric = Map.groupBy(await allFigures(tx), ({ metric }) => nameKey(metric));
  const chosen = await findStart(tx);
  const metrics = [...byMetric.values()].map((all) => {
    const own = all.filter(({ kind }) => kind === 'own');
    return {
      metric: all[0]!.metric,
      periods: new Set(own.map(({ from }) => from)).size,
      groups: new Set(own.map(({ group }) => group).filter((group) => group !== '')).size,
      last: all
        .map(({ to }) => to)
        .sort()
        .at(-1)!,
      benchmarks: all.length - own.length,
    };
  });
  return { metrics, start: chosen ?? (await firstDay(tx)), isChosen: chosen !== undefined };
}

/** An owner removes a metric with all its figures and benchmarks. @throws UserError for anybody else. */
export async function removeMetric(tx: Tx, by: string, metric: string): Promise<void> {
  await ownersOnly(tx, by);
  await deleteMetric(tx, metric);
}

/** An owner says from which day “since the start” counts. @throws UserError for anybody else, and for a day to come. */
export async function setStart(tx: Tx, by: string, day: string): Promise<void> {
  await ownersOnly(tx, by);
  if (day > (await today(tx)).toString())
    throw new UserError('That day is still to come. Choose the day on which people began, or leave it as it is.');
  await saveStart(tx, day);
}

/** The day on which the app came here. */
async function firstDay(tx: Tx): Promise<string> {
  const { zone } = await getSettings(tx);
  return ((await knownSince(tx)) ?? tx.now).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** All that was brought, up to a date, before and after the start. Who reads it is for the caller to see to. */
export async function outsideUntil(tx: Tx, to: string): Promise<OutsideMetric[]> {
  const all = (await allFigures(tx)).filter((one) => one.to <= to);
  if (all.length === 0) return [];
  const start = (await findStart(tx)) ?? (await firstDay(tx));
  const byMetric = Map.groupBy(all, ({ metric }) => nameKey(metric));
  return [...byMetric.values()].flatMap((figures) => {
    const { own = [], benchmark = [] } = Object.groupBy(figures, ({ kind }) => kind);
    return isSome(own) ? [outsideMetric(own, benchmark, start)] : [];
  });
}

const isSome = (figures: OutsideFigure[]): figures is [OutsideFigure, ...OutsideFigure[]] => figures.length > 0;

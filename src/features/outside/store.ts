import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';
import type { FigureKind, OutsideFigure } from './rules/figure.ts';

/** Rows in one statement: each has ten parameters. */
const AT_ONCE = 500;

export async function allFigures(tx: Tx): Promise<(OutsideFigure & { kind: FigureKind })[]> {
  const rows = await tx.db
    .selectFrom('outside_figure')
    .select(['kind', 'metric', 'group_name as group', 'grain', 'from_on as from', 'to_on as to', 'value', 'unit'])
    .orderBy('metric')
    .orderBy('group_name')
    .orderBy('from_on')
    .execute();
  return rows;
}

/** Writes figures; one of the same metric, group and period takes the place of what was there. */
export async function saveFigures(tx: Tx, kind: FigureKind, figures: readonly OutsideFigure[]): Promise<void> {
  for (let i = 0; i < figures.length; i += AT_ONCE) {
    const rows = figures.slice(i, i + AT_ONCE).map(({ metric, group, grain, from, to, value, unit }) => ({
      ...{
        workspace_id: tx.workspaceId,
        kind,
        metric,
        group_name: group,
        grain,
        from_on: from,
        to_on: to,
        value,
        unit,
      },
      added_at: iso(tx.now),
    }));
    await tx.db
      .insertInto('outside_figure')
      .values(rows)
      .onConflict((c) =>
        c
          .columns(['workspace_id', 'kind', 'metric', 'group_name', 'from_on', 'to_on'])
          .doUpdateSet((e) => ({ value: e.ref('excluded.value'), added_at: e.ref('excluded.added_at') })),
      )
      .execute();
  }
}

export async function deleteMetric(tx: Tx, metric: string): Promise<void> {
  await tx.db.deleteFrom('outside_figure').where('metric', '=', metric).execute();
}

export async function findStart(tx: Tx): Promise<string | undefined> {
  return (await tx.db.selectFrom('outside_start').select('on_date').executeTakeFirst())?.on_date;
}

export async function saveStart(tx: Tx, day: string): Promise<void> {
  await tx.db
    .insertInto('outside_start')
    .values({ workspace_id: tx.workspaceId, on_date: day })
    .onConflict((c) => c.column('workspace_id').doUpdateSet({ on_date: day }))
    .execute();
}

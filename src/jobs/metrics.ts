import { sql } from 'kysely';
import type { Database } from '../database/open.ts';
import { iso } from '../time.ts';

/** Minutes after its time at which a job counts as late. */
const LATE = 5;
/** Longer than any back-off, in hours: what failed lately is seen, and the far future need not be read. */
const AHEAD = 1;

/** How the jobs of one kind are doing. `late` ones are due for five minutes; `dead` and `unknown` wait for a person. */
export type JobMetrics = { kind: string; due: number; late: number; unknown: number; dead: number };

const count = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`sum(case when ${condition} then 1 else 0 end)`;

/** The kinds of jobs with something to say about them, by name. Without a workspace, those of all. */
export async function jobMetrics(db: Database, now: Temporal.Instant, workspaceId?: string): Promise<JobMetrics[]> {
  const at = iso(now);
  const none = { due: 0, late: 0, unknown: 0, dead: 0 };
  const live = await db.read
    .selectFrom('job')
    .select([
      'kind',
      count(sql`run_at <= ${at}`).as('due'),
      count(sql`due_at < ${iso(now.subtract({ minutes: LATE }))}`).as('late'),
    ])
    .where('finished_at', 'is', null)
    .where('run_at', '<=', iso(now.add({ hours: AHEAD })))
    .$if(workspaceId !== undefined, (q) => q.where('workspace_id', '=', workspaceId ?? ''))
    .groupBy('kind')
    .execute();
  const troubled = await db.read
    .selectFrom('job')
    .select(['kind', count(sql`outcome = 'unknown'`).as('unknown'), count(sql`outcome = 'dead'`).as('dead')])
    .where('outcome', 'in', ['dead', 'unknown'])
    .$if(workspaceId !== undefined, (q) => q.where('workspace_id', '=', workspaceId ?? ''))
    .groupBy('kind')
    .execute();
  const kinds = new Map<string, JobMetrics>();
  for (const { kind, ...counts } of [...live, ...troubled]) {
    kinds.set(kind, { ...none, ...kinds.get(kind), ...counts, kind });
  }
  const isNews = (m: JobMetrics) => m.due + m.late + m.unknown + m.dead > 0;
  return [...kinds.values()].filter(isNews).sort((a, b) => a.kind.localeCompare(b.kind, 'en'));
}

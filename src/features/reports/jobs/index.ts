import { inTransaction } from '../../../database/transaction.ts';
import { nothing, type Registry } from '../../../jobs/define.ts';
import { touchOwners } from '../../members/service.ts';
import { metricsOf } from '../../metrics/service/index.ts';
import {
  cardJob,
  cardNow,
  drawJob,
  dueJob,
  editJob,
  lastMonths,
  monthsJob,
  planCardEdit,
  prepareDue,
  prepareJob,
  readyNow,
  readyPrompt,
  tellOwners,
} from '../service/index.ts';
import { readyNote, reportCard } from '../views/index.ts';
import { type Drawings, drawFor, prepare } from './draw.ts';

export function registerJobs(registry: Registry): void {
  const drawings: Drawings = new Map();
  registry.task(drawJob, (deps, { memberId, ...period }) => drawFor(deps, drawings, memberId, period));
  registry.message(cardJob, {
    async render(tx, { memberId, ...period }) {
      const now = await cardNow(tx, memberId, period);
      return now ? { post: { to: { user: memberId }, ...reportCard(period, now) } } : { skip: 'no owner any more' };
    },
    ends: {
      arrived: (tx, payload, posted) => planCardEdit(tx, payload, posted),
      dead: nothing,
      expired: nothing,
      unknown: nothing,
    },
    waiting: async (_tx, { memberId }) => [memberId],
  });
  registry.edit(editJob, async (tx, { memberId, channel, ts, ...period }) => {
    const now = await cardNow(tx, memberId, period);
    if (!now) return { skip: 'no owner any more' };
    if (now === 'drawing') return { wait: tx.now.add({ seconds: 2 }) };
    return { edit: { channel, ts, ...reportCard(period, now) } };
  });
  registry.timer(dueJob, prepareDue);
  registry.task(prepareJob, async (deps, period) => {
    await prepare(deps, period);
    await inTransaction(deps, (tx) => tellOwners(tx, period));
  });
  registry.task(monthsJob, async (deps) => {
    for (const month of (await inTransaction(deps, lastMonths)) ?? []) {
      await prepare(deps, month);
      await inTransaction(deps, (tx) => metricsOf(tx, month));
    }
    await inTransaction(deps, touchOwners);
  });
  registry.prompt(readyPrompt, async (tx, { memberId, ...period }) => {
    const findings = await readyNow(tx, memberId, period);
    return findings && readyNote(period, findings);
  });
}

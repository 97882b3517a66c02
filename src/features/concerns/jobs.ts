import type { Tx } from '../../database/transaction.ts';
import { nothing, type Registry, type Rendered } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import { nextWorkingMoment } from '../members/rules/index.ts';
import { getMember, markUnreachable } from '../members/service.ts';
import { admitAnswer } from '../prompts/service/readers.ts';
import {
  copyArrived,
  copyEditJob,
  copyJob,
  copyKey,
  copyLost,
  mayRead,
  newsPrompt,
  placeOf,
  receiptArrived,
  receiptEditJob,
  receiptJob,
  receiptKey,
  receiptOf,
  shownTo,
  stillUnread,
  unreadJob,
} from './service/index.ts';
import * as views from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(unreadJob, (tx, { concernId }) => stillUnread(tx, concernId));
  registerCopies(registry);
  registerReceipt(registry);
  registry.prompt(newsPrompt, async (tx, { concernId, what }) => {
    const now = await receiptOf(tx, concernId);
    // What was overtaken is told by what overtook it.
    return now?.state === what ? views.newsNote({ ...now, createdAt: now.concern.createdAt }) : undefined;
  });
}

function registerCopies(registry: Registry): void {
  registry.message(copyJob, {
    words: async (tx, { concernId, readerId }) => {
      const shown = await receiptOf(tx, concernId);
      return shown ? [[shown.concern.reporterId, readerId, 'under way']] : [];
    },
    render: (tx, payload) => renderCopy(tx, payload),
    ends: {
      arrived: (tx, { concernId, readerId }, posted) => copyArrived(tx, concernId, readerId, posted),
      async dead(tx, { concernId, readerId }, reason) {
        await markUnreachable(tx, readerId, reason);
        await copyLost(tx, concernId, readerId);
      },
      expired: (tx, { concernId, readerId }) => copyLost(tx, concernId, readerId),
      unknown: (tx, { concernId, readerId }) => copyLost(tx, concernId, readerId),
    },
    async waiting(tx, { concernId }) {
      const shown = await receiptOf(tx, concernId);
      return shown ? [shown.concern.reporterId] : [];
    },
  });
  registry.edit(copyEditJob, async (tx, { concernId, readerId }) => {
    const shown = await shownTo(tx, concernId, readerId);
    const place = shown && (await placeOf(tx, concernId, readerId));
    if (!shown) return { skip: 'not for them' };
    return place ? { edit: { ...place, ...views.readerCard(shown) } } : { behind: [copyKey(concernId, readerId)] };
  });
}

/** It comes whatever else comes on that day, but not at night. */
async function renderCopy(tx: Tx, { concernId, readerId }: { concernId: string; readerId: string }) {
  const [now, reader] = [await receiptOf(tx, concernId), await getMember(tx, readerId)];
  if (!now || !reader || now.concern.closedAt) return { skip: 'no longer needed' } satisfies Rendered;
  const shown = (await mayRead(tx, now.concern)).includes(readerId) && (await shownTo(tx, concernId, readerId));
  if (!shown) {
    await copyLost(tx, concernId, readerId);
    return { skip: 'they do not read reports any more' } satisfies Rendered;
  }
  const at = nextWorkingMoment(reader, tx.now);
  if (Temporal.Instant.compare(tx.now, at) < 0) return { wait: at } satisfies Rendered;
  return { post: { to: { user: readerId }, ...views.readerCard(shown) } } satisfies Rendered;
}

function registerReceipt(registry: Registry): void {
  registry.message(receiptJob, {
    async render(tx, { concernId }, job) {
      const now = await receiptOf(tx, concernId);
      const reporter = now && (await getMember(tx, now.concern.reporterId));
      if (!reporter) return { skip: 'no such report' };
      const open = await admitAnswer(tx, reporter, madeAt(job.id), receiptJob.name, job.id);
      if (!open.ok) return 'until' in open ? { wait: open.until } : { skip: 'cannot be reached' };
      return { post: { to: { user: now.concern.reporterId }, ...views.receiptCard(now) } };
    },
    ends: {
      arrived: (tx, { concernId }, posted) => receiptArrived(tx, concernId, posted),
      // What becomes of the report is told by messages of its own.
      dead: nothing,
      expired: nothing,
      unknown: nothing,
    },
    async waiting(tx, { concernId }) {
      const now = await receiptOf(tx, concernId);
      return now ? [now.concern.reporterId] : [];
    },
  });
  registry.edit(receiptEditJob, async (tx, { concernId }) => {
    const now = await receiptOf(tx, concernId);
    if (!now) return { skip: 'no such report' };
    if (!now.concern.receipt) return { behind: [receiptKey(concernId)] };
    return { edit: { ...now.concern.receipt, ...views.receiptCard(now) } };
  });
}

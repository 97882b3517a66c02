import { nothing, type Registry, type Rendered } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import type { Work } from '../../work.ts';
import { nextWorkingMoment } from '../members/rules.ts';
import { getMember, markUnreachable } from '../members/service.ts';
import { admitAnswer } from '../prompts/service/readers.ts';
import {
  copy,
  copyArrived,
  copyEdit,
  copyLost,
  mayRead,
  news,
  placeOf,
  receipt,
  receiptArrived,
  receiptEdit,
  receiptKey,
  receiptOf,
  shownTo,
  stillUnread,
  unread,
} from './service.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(unread, (work, { concernId }) => stillUnread(work, concernId));
  registerCopies(registry);
  registerReceipt(registry);
  registry.prompt(news, async (work, { concernId, what }) => {
    const now = await receiptOf(work, concernId);
    // What was overtaken is told by what overtook it.
    return now?.state === what ? views.newsNote({ ...now, createdAt: now.concern.createdAt }) : undefined;
  });
}

function registerCopies(registry: Registry): void {
  registry.message(copy, {
    words: async (work, { concernId, readerId }) => {
      const shown = await receiptOf(work, concernId);
      return shown ? [[shown.concern.reporterId, readerId, 'under way']] : [];
    },
    render: (work, payload) => renderCopy(work, payload),
    ends: {
      arrived: (work, { concernId, readerId }, posted) => copyArrived(work, concernId, readerId, posted),
      async dead(work, { concernId, readerId }, reason) {
        await markUnreachable(work, readerId, reason);
        await copyLost(work, concernId, readerId);
      },
      expired: (work, { concernId, readerId }) => copyLost(work, concernId, readerId),
      unknown: (work, { concernId, readerId }) => copyLost(work, concernId, readerId),
    },
    async waiting(work, { concernId }) {
      const shown = await receiptOf(work, concernId);
      return shown ? [shown.concern.reporterId] : [];
    },
  });
  registry.edit(copyEdit, async (work, { concernId, readerId }) => {
    const shown = await shownTo(work, concernId, readerId);
    const place = shown && (await placeOf(work, concernId, readerId));
    return place ? { edit: { ...place, ...views.readerCard(shown) } } : { skip: 'not there, or not for them' };
  });
}

/** It comes whatever else comes on that day, but not at night. */
async function renderCopy(work: Work, { concernId, readerId }: { concernId: string; readerId: string }) {
  const [now, reader] = [await receiptOf(work, concernId), await getMember(work, readerId)];
  if (!now || !reader || now.concern.closedAt) return { skip: 'no longer needed' } satisfies Rendered;
  const shown = (await mayRead(work, now.concern)).includes(readerId) && (await shownTo(work, concernId, readerId));
  if (!shown) {
    await copyLost(work, concernId, readerId);
    return { skip: 'they do not read reports any more' } satisfies Rendered;
  }
  const at = nextWorkingMoment(reader, work.now);
  if (Temporal.Instant.compare(work.now, at) < 0) return { wait: at } satisfies Rendered;
  return { post: { to: { user: readerId }, ...views.readerCard(shown) } } satisfies Rendered;
}

function registerReceipt(registry: Registry): void {
  registry.message(receipt, {
    async render(work, { concernId }, job) {
      const now = await receiptOf(work, concernId);
      const reporter = now && (await getMember(work, now.concern.reporterId));
      if (!reporter) return { skip: 'no such report' };
      const open = await admitAnswer(work, reporter, madeAt(job.id), receipt.name, job.id);
      if (!open.ok) return 'until' in open ? { wait: open.until } : { skip: 'cannot be reached' };
      return { post: { to: { user: now.concern.reporterId }, ...views.receiptCard(now) } };
    },
    ends: {
      arrived: (work, { concernId }, posted) => receiptArrived(work, concernId, posted),
      // What becomes of the report is told by messages of its own.
      dead: nothing,
      expired: nothing,
      unknown: nothing,
    },
    async waiting(work, { concernId }) {
      const now = await receiptOf(work, concernId);
      return now ? [now.concern.reporterId] : [];
    },
  });
  registry.edit(receiptEdit, async (work, { concernId }) => {
    const now = await receiptOf(work, concernId);
    if (!now) return { skip: 'no such report' };
    if (!now.concern.receipt) return { behind: [receiptKey(concernId)] };
    return { edit: { ...now.concern.receipt, ...views.receiptCard(now) } };
  });
}

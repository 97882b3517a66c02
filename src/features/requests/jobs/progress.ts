import type { Tx } from '../../../database/transaction.ts';
import { nothing, type Registry } from '../../../jobs/define.ts';
import { madeAt } from '../../../jobs/id.ts';
import { isBeforeFirst } from '../../lessons/service/index.ts';
import { isWorking, type Member, NO_END, nextWorkingMoment } from '../../members/rules/index.ts';
import { getMember, markUnreachable } from '../../members/service.ts';
import { admitAnswer } from '../../prompts/service/readers.ts';
import { talkFrom } from '../../sessions/service/index.ts';
import type { Offer, Request } from '../rules/index.ts';
import {
  getRequest,
  howUnmatched,
  progressArrived,
  progressChangedJob,
  progressJob,
  progressKey,
  standingOf,
  stillExpected,
} from '../service/index.ts';
import { type Progress, progressCard } from '../views/index.ts';

/** The asker's one message about their request, which shows how it stands. */
export function registerProgress(registry: Registry): void {
  registerMessage(registry);
  registry.edit(progressChangedJob, async (tx, { requestId }) => {
    const request = await getRequest(tx, requestId);
    if (!request || request.goal === '') return { skip: 'on the wait list' };
    // What was arranged elsewhere has no message; of others it may be still on the way.
    if (!request.progress) return { behind: [progressKey(requestId)] };
    return { edit: { ...request.progress, ...(await progressOf(tx, request)) } };
  });
}

function registerMessage(registry: Registry): void {
  registry.message(progressJob, {
    async render(tx, { requestId }, job) {
      const request = await getRequest(tx, requestId);
      const asker = request && (await getMember(tx, request.menteeId));
      if (!asker) return { skip: 'no such request' };
      const open = await admitAnswer(tx, asker, madeAt(job.id), progressJob.name, job.id);
      if (!open.ok) return 'until' in open ? { wait: open.until } : { skip: 'cannot be reached' };
      return { post: { to: { user: request.menteeId }, ...(await progressOf(tx, request)) } };
    },
    ends: {
      arrived: (tx, { requestId }, posted) => progressArrived(tx, requestId, posted),
      async dead(tx, { requestId }, reason) {
        const request = await getRequest(tx, requestId);
        if (request) await markUnreachable(tx, request.menteeId, reason);
      },
      // What comes of the request is told by messages of its own.
      expired: nothing,
      unknown: nothing,
    },
    async waiting(tx, { requestId }) {
      const request = await getRequest(tx, requestId);
      return request ? [request.menteeId] : [];
    },
  });
}

async function progressOf(tx: Tx, request: Request) {
  const isFirst = await isBeforeFirst(tx, request.menteeId, 'mentee');
  return progressCard({ request, progress: await progressState(tx, request), isFirst });
}

async function progressState(tx: Tx, request: Request): Promise<Progress> {
  const { step, offers } = await standingOf(tx, request);
  if (request.state === 'matched') {
    const accepted = offers.find((o) => o.state === 'accepted');
    if (!accepted) return { is: 'elsewhere' };
    const talk = (await talkFrom(tx, accepted.id)) ?? { is: 'coming' };
    return { is: 'matched', mentorId: accepted.mentorId, isQuiet: request.isAnonymous, talk };
  }
  if (request.state === 'cancelled' || request.state === 'merged' || request.state === 'stopped')
    return { is: request.state };
  if (request.state !== 'open') return { is: 'unmatched', ...(await howUnmatched(tx, request)) };
  const proposed = offers.find((o) => o.state === 'proposed');
  if (proposed?.proposedFor) return { is: 'proposed', offerId: proposed.id, at: proposed.proposedFor };
  if (step.do === 'stay') return { is: 'staying', until: request.expiresAt ?? tx.now };
  const chosen = request.chosenId === undefined ? undefined : await getMember(tx, request.chosenId);
  const picked = chosen?.erasedAt === undefined ? chosen : undefined;
  if (step.do === 'hold') return { is: 'held', until: step.until.equals(NO_END) ? undefined : step.until };
  if (step.do === 'wait') {
    const name = step.mentorId === picked?.id ? picked.name : undefined;
    return { is: 'waiting', until: step.until, name, isOffWork: picked !== undefined && !isWorking(picked, tx.now) };
  }
  const expected = await stillExpected(tx, request);
  return { is: 'asking', picked: picked && pickedState(tx, request, picked, offers), expected };
}

/** Asked first, or away when their turn came; nothing tells whether they were asked and did not take it. */
function pickedState(tx: Tx, request: Request, picked: Member, offers: Offer[]) {
  if (offers.some((offer) => offer.mentorId === picked.id && offer.state === 'handed back')) return undefined;
  const [first] = offers;
  if (!first) return { name: picked.name };
  if (first.mentorId === picked.id) {
    if (first.message) return { name: picked.name, isAsked: true };
    return first.state === 'pending' ? { name: picked.name } : undefined;
  }
  if (!request.candidates.includes(picked.id) || isWorking(picked, tx.now)) return undefined;
  return { name: picked.name, backAt: nextWorkingMoment(picked, tx.now) };
}

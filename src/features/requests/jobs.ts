import type { Tx } from '../../database/transaction.ts';
import { nobody, nothing, type Registry, type Rendered } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import { isBeforeFirst } from '../lessons/service.ts';
import { isWorking, type Member, NO_END, nextWorkingMoment } from '../members/rules.ts';
import { getMember, markUnreachable, offersSkill } from '../members/service.ts';
import { admitAnswer } from '../prompts/service/readers.ts';
import { reserveContact } from '../prompts/service.ts';
import { betweenTheTwo, hasOpened, newsPrompt as sessionNews, showSession, talkFrom } from '../sessions/service.ts';
import { newsView } from '../sessions/views/direct.ts';
import { getSettings } from '../settings/service.ts';
import type { Offer, Request } from './rules.ts';
import {
  advance,
  answerDueJob,
  answerIsDue,
  askLater,
  closedUnmatchedPrompt,
  getOffer,
  getRequest,
  helperFoundPrompt,
  helpersFor,
  holdBack,
  howUnmatched,
  lifetimeOverJob,
  lookAgainJob,
  offerArrived,
  offerChangedJob,
  offerLapses,
  offerMadeJob,
  progressArrived,
  progressChangedJob,
  progressJob,
  progressKey,
  proposalMadePrompt,
  resumeSearch,
  standingOf,
  stillExpected,
  takeBackOffer,
  whyNotAsked,
} from './service.ts';
import { helperPrompt, offerCard, type Progress, progressCard, proposalPrompt, unmatchedPrompt } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(answerDueJob, (tx, { offerId }) => answerIsDue(tx, offerId));
  registry.timer(lookAgainJob, (tx, { requestId }) => resumeSearch(tx, requestId));
  registry.timer(lifetimeOverJob, (tx, { requestId }) => advance(tx, requestId));
  registerOffers(registry);
  registerProgress(registry);
  registerPrompts(registry);
  registerSessionNews(registry);
}

/** News of a session that was handed back says whether somebody else is looked for, which only requests know. */
function registerSessionNews(registry: Registry): void {
  registry.prompt(
    sessionNews,
    async (tx, { sessionId, memberId, tidings }) => {
      const shown = await showSession(tx, sessionId);
      if (!shown) return undefined;
      const isSought = (await getRequest(tx, shown.session.requestId))?.state === 'open';
      return newsView({ ...shown, memberId, tidings, isSought }, tx.now);
    },
    { words: betweenTheTwo },
  );
}

function registerOffers(registry: Registry): void {
  registry.message(offerMadeJob, {
    words: async (tx, { offerId }) => {
      const found = await getOffer(tx, offerId);
      return found ? [[found.request.menteeId, found.offer.mentorId]] : [];
    },
    render: (tx, { offerId }, job) => renderOffer(tx, offerId, job.id),
    ends: {
      arrived: (tx, { offerId }, posted) => offerArrived(tx, offerId, posted),
      async dead(tx, { offerId }, reason) {
        const found = await getOffer(tx, offerId);
        if (!found) return;
        await markUnreachable(tx, found.offer.mentorId, reason);
        await takeBackOffer(tx, offerId);
      },
      expired: (tx, { offerId }) => takeBackOffer(tx, offerId),
      unknown: (tx, { offerId }) => offerLapses(tx, offerId),
    },
    // The asker is told how the search goes, and never who was asked.
    waiting: nobody,
  });
  registry.edit(offerChangedJob, async (tx, { offerId }) => {
    const found = await getOffer(tx, offerId);
    if (!found?.offer.message) return { skip: 'the question was never sent' };
    return { edit: { ...found.offer.message, ...(await cardOf(tx, found)) } };
  });
}

async function renderOffer(tx: Tx, offerId: string, jobId: string): Promise<Rendered> {
  const found = await getOffer(tx, offerId);
  const { offer, request } = found ?? {};
  if (offer?.state !== 'pending' || request?.state !== 'open') return { skip: 'no longer needed' };
  const mentor = await getMember(tx, offer.mentorId);
  if (!mentor || (await whyNotAsked(tx, request, mentor.id))) {
    await takeBackOffer(tx, offerId);
    return { skip: 'may not be asked any more' };
  }
  if (await holdBack(tx, offer)) return { skip: 'the asker is on a break' };
  const open = await reserveContact(tx, mentor, offerMadeJob.name, jobId);
  if (!open.ok) {
    if (await askLater(tx, offer)) return { skip: 'may not be written to now' };
    return 'until' in open ? { wait: open.until } : { skip: 'cannot be reached' };
  }
  return { post: { to: { user: mentor.id }, ...(await cardOf(tx, { offer, request })) } };
}

type Found = NonNullable<Awaited<ReturnType<typeof getOffer>>>;

async function cardOf(tx: Tx, { offer, request }: Found) {
  const isShown = !request.isAnonymous || (await hasOpened(tx, offer.id));
  const asker = isShown ? await getMember(tx, request.menteeId) : undefined;
  const isMaybe = !(await offersSkill(tx, offer.mentorId, request.skillId));
  const isFirst = await isBeforeFirst(tx, offer.mentorId, 'mentor');
  const talk = offer.state === 'accepted' ? await talkFrom(tx, offer.id) : undefined;
  return offerCard({ offer, request, asker, isMaybe, isFirst, talk, channel: await channelOf(tx, request) });
}

/** The channel in which a talk about this would be held for others to read, if it would. */
async function channelOf(tx: Tx, { isPrivate }: Pick<Request, 'isPrivate'>): Promise<string | undefined> {
  return isPrivate ? undefined : (await getSettings(tx)).sessionsChannel;
}

function registerProgress(registry: Registry): void {
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
  registry.edit(progressChangedJob, async (tx, { requestId }) => {
    const request = await getRequest(tx, requestId);
    if (!request || request.goal === '') return { skip: 'on the wait list' };
    // What was arranged elsewhere has no message; of others it may be still on the way.
    if (!request.progress) return { behind: [progressKey(requestId)] };
    return { edit: { ...request.progress, ...(await progressOf(tx, request)) } };
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
    const talk = (await talkFrom(tx, accepted.id)) ?? 'coming';
    return { is: 'matched', mentorId: accepted.mentorId, isQuiet: request.isAnonymous, talk };
  }
  if (request.state === 'cancelled' || request.state === 'merged' || request.state === 'stopped')
    return { is: request.state };
  if (request.state !== 'open') return { is: 'unmatched', ...(await howUnmatched(tx, request)) };
  const proposed = offers.find((o) => o.state === 'proposed');
  if (proposed?.proposedFor) return { is: 'proposed', offerId: proposed.id, at: proposed.proposedFor };
  if (step.do === 'stay') return { is: 'staying', until: request.expiresAt ?? tx.now };
  const picked = request.chosenId === undefined ? undefined : await getMember(tx, request.chosenId);
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

function registerPrompts(registry: Registry): void {
  registry.prompt(
    proposalMadePrompt,
    async (tx, { offerId }) => {
      const { offer, request } = (await getOffer(tx, offerId)) ?? {};
      if (!offer?.proposedFor || !request) return undefined;
      return proposalPrompt({
        requestId: request.id,
        topic: request.topic,
        offerId,
        at: offer.proposedFor,
        state: offer.state,
      });
    },
    {
      words: async (tx, { offerId }) => {
        const found = await getOffer(tx, offerId);
        return found ? [[found.offer.mentorId, found.request.menteeId, 'under way']] : [];
      },
    },
  );
  registry.prompt(closedUnmatchedPrompt, async (tx, { requestId }) => {
    const request = await getRequest(tx, requestId);
    return request && unmatchedPrompt(request, await howUnmatched(tx, request));
  });
  registry.prompt(helperFoundPrompt, async (tx, { requestId }) => {
    const request = await getRequest(tx, requestId);
    if (!request) return undefined;
    const helpers = request.state === 'waiting' ? await helpersFor(tx, request) : [];
    if (request.state === 'waiting' && helpers.length === 0) return undefined;
    return helperPrompt({ request, helpers });
  });
}

import { nobody, nothing, type Registry, type Rendered } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import type { Work } from '../../work.ts';
import { isBeforeFirst } from '../lessons/service.ts';
import { isWorking, type Member, NO_END, nextWorkingMoment } from '../members/rules.ts';
import { getMember, markUnreachable, offersSkill } from '../members/service.ts';
import { admitAnswer } from '../prompts/service/readers.ts';
import { admit } from '../prompts/service.ts';
import { betweenTheTwo, hasOpened, news as sessionNews, showSession, talkFrom } from '../sessions/service.ts';
import { newsView } from '../sessions/views/direct.ts';
import { getSettings } from '../settings/service.ts';
import type { Offer, Request } from './rules.ts';
import {
  advance,
  answerDue,
  answerIsDue,
  askLater,
  closedUnmatched,
  getOffer,
  getRequest,
  helperFound,
  helpersFor,
  holdBack,
  isAskedAgain,
  lifetimeOver,
  lookAgain,
  offerArrived,
  offerChanged,
  offerLapses,
  offerMade,
  progress,
  progressArrived,
  progressChanged,
  progressKey,
  proposalMade,
  resumeSearch,
  standingOf,
  stillExpected,
  takeBackOffer,
  whyNotAsked,
} from './service.ts';
import { helperPrompt, offerCard, type Progress, progressCard, proposalPrompt, unmatchedPrompt } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(answerDue, (work, { offerId }) => answerIsDue(work, offerId));
  registry.timer(lookAgain, (work, { requestId }) => resumeSearch(work, requestId));
  registry.timer(lifetimeOver, (work, { requestId }) => advance(work, requestId));
  registerOffers(registry);
  registerProgress(registry);
  registerPrompts(registry);
  registerSessionNews(registry);
}

/** News of a session that was handed back says whether somebody else is looked for, which only requests know. */
function registerSessionNews(registry: Registry): void {
  registry.prompt(
    sessionNews,
    async (work, { sessionId, memberId, tidings }) => {
      const shown = await showSession(work, sessionId);
      if (!shown) return undefined;
      const isSought = (await getRequest(work, shown.session.requestId))?.state === 'open';
      return newsView({ ...shown, memberId, tidings, isSought }, work.now);
    },
    { words: betweenTheTwo },
  );
}

function registerOffers(registry: Registry): void {
  registry.message(offerMade, {
    words: async (work, { offerId }) => {
      const found = await getOffer(work, offerId);
      return found ? [[found.request.menteeId, found.offer.mentorId]] : [];
    },
    render: (work, { offerId }, job) => renderOffer(work, offerId, job.id),
    ends: {
      arrived: (work, { offerId }, posted) => offerArrived(work, offerId, posted),
      async dead(work, { offerId }, reason) {
        const found = await getOffer(work, offerId);
        if (!found) return;
        await markUnreachable(work, found.offer.mentorId, reason);
        await takeBackOffer(work, offerId);
      },
      expired: (work, { offerId }) => takeBackOffer(work, offerId),
      unknown: (work, { offerId }) => offerLapses(work, offerId),
    },
    // The asker is told how the search goes, and never who was asked.
    waiting: nobody,
  });
  registry.edit(offerChanged, async (work, { offerId }) => {
    const found = await getOffer(work, offerId);
    if (!found?.offer.message) return { skip: 'the question was never sent' };
    return { edit: { ...found.offer.message, ...(await cardOf(work, found)) } };
  });
}

async function renderOffer(work: Work, offerId: string, jobId: string): Promise<Rendered> {
  const found = await getOffer(work, offerId);
  const { offer, request } = found ?? {};
  if (offer?.state !== 'pending' || request?.state !== 'open') return { skip: 'no longer needed' };
  const mentor = await getMember(work, offer.mentorId);
  if (!mentor || (await whyNotAsked(work, request, mentor.id))) {
    await takeBackOffer(work, offerId);
    return { skip: 'may not be asked any more' };
  }
  if (await holdBack(work, offer)) return { skip: 'the asker is on a break' };
  const open = await admit(work, mentor, offerMade.name, jobId);
  if (!open.ok) {
    if (await askLater(work, offer)) return { skip: 'may not be written to now' };
    return 'until' in open ? { wait: open.until } : { skip: 'cannot be reached' };
  }
  return { post: { to: { user: mentor.id }, ...(await cardOf(work, { offer, request })) } };
}

type Found = NonNullable<Awaited<ReturnType<typeof getOffer>>>;

async function cardOf(work: Work, { offer, request }: Found) {
  const isShown = !request.isAnonymous || (await hasOpened(work, offer.id));
  const asker = isShown ? await getMember(work, request.menteeId) : undefined;
  const isMaybe = !(await offersSkill(work, offer.mentorId, request.skillId));
  const isFirst = await isBeforeFirst(work, offer.mentorId, 'mentor');
  const talk = offer.state === 'accepted' ? await talkFrom(work, offer.id) : undefined;
  return offerCard({ offer, request, asker, isMaybe, isFirst, talk, channel: await channelOf(work, request) });
}

/** The channel in which a talk about this would be held for others to read, if it would. */
async function channelOf(work: Work, { isPrivate }: Pick<Request, 'isPrivate'>): Promise<string | undefined> {
  return isPrivate ? undefined : (await getSettings(work)).sessionsChannel;
}

function registerProgress(registry: Registry): void {
  registry.message(progress, {
    async render(work, { requestId }, job) {
      const request = await getRequest(work, requestId);
      const asker = request && (await getMember(work, request.menteeId));
      if (!asker) return { skip: 'no such request' };
      const open = await admitAnswer(work, asker, madeAt(job.id), progress.name, job.id);
      if (!open.ok) return 'until' in open ? { wait: open.until } : { skip: 'cannot be reached' };
      return { post: { to: { user: request.menteeId }, ...(await progressOf(work, request)) } };
    },
    ends: {
      arrived: (work, { requestId }, posted) => progressArrived(work, requestId, posted),
      async dead(work, { requestId }, reason) {
        const request = await getRequest(work, requestId);
        if (request) await markUnreachable(work, request.menteeId, reason);
      },
      // What comes of the request is told by messages of its own.
      expired: nothing,
      unknown: nothing,
    },
    async waiting(work, { requestId }) {
      const request = await getRequest(work, requestId);
      return request ? [request.menteeId] : [];
    },
  });
  registry.edit(progressChanged, async (work, { requestId }) => {
    const request = await getRequest(work, requestId);
    if (!request || request.goal === '') return { skip: 'on the wait list' };
    // What was arranged elsewhere has no message; of others it may be still on the way.
    if (!request.progress) return { behind: [progressKey(requestId)] };
    return { edit: { ...request.progress, ...(await progressOf(work, request)) } };
  });
}

async function progressOf(work: Work, request: Request) {
  const isFirst = await isBeforeFirst(work, request.menteeId, 'mentee');
  return progressCard({ request, progress: await progressState(work, request), isFirst });
}

async function progressState(work: Work, request: Request): Promise<Progress> {
  const { step, offers } = await standingOf(work, request);
  if (request.state === 'matched') {
    const accepted = offers.find((o) => o.state === 'accepted');
    if (!accepted) return { is: 'elsewhere' };
    const talk = (await talkFrom(work, accepted.id)) ?? 'coming';
    return { is: 'matched', mentorId: accepted.mentorId, isQuiet: request.isAnonymous, talk };
  }
  if (request.state === 'cancelled' || request.state === 'merged' || request.state === 'stopped')
    return { is: request.state };
  if (request.state !== 'open') return { is: 'unmatched', isAskedAgain: await isAskedAgain(work, request) };
  const proposed = offers.find((o) => o.state === 'proposed');
  if (proposed?.proposedFor) return { is: 'proposed', offerId: proposed.id, at: proposed.proposedFor };
  if (step.do === 'stay') return { is: 'staying', until: request.expiresAt ?? work.now };
  const picked = request.chosenId === undefined ? undefined : await getMember(work, request.chosenId);
  if (step.do === 'hold') return { is: 'held', until: step.until.equals(NO_END) ? undefined : step.until };
  if (step.do === 'wait') {
    const name = step.mentorId === picked?.id ? picked.name : undefined;
    return { is: 'waiting', until: step.until, name, isOffWork: picked !== undefined && !isWorking(picked, work.now) };
  }
  const expected = await stillExpected(work, request);
  return { is: 'asking', picked: picked && pickedState(work, request, picked, offers), expected };
}

/** Asked first, or away when their turn came; nothing tells whether they were asked and did not take it. */
function pickedState(work: Work, request: Request, picked: Member, offers: Offer[]) {
  if (offers.some((offer) => offer.mentorId === picked.id && offer.state === 'handed back')) return undefined;
  const [first] = offers;
  if (!first) return { name: picked.name };
  if (first.mentorId === picked.id) {
    if (first.message) return { name: picked.name, isAsked: true };
    return first.state === 'pending' ? { name: picked.name } : undefined;
  }
  if (!request.candidates.includes(picked.id) || isWorking(picked, work.now)) return undefined;
  return { name: picked.name, backAt: nextWorkingMoment(picked, work.now) };
}

function registerPrompts(registry: Registry): void {
  registry.prompt(
    proposalMade,
    async (work, { offerId }) => {
      const { offer, request } = (await getOffer(work, offerId)) ?? {};
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
      words: async (work, { offerId }) => {
        const found = await getOffer(work, offerId);
        return found ? [[found.offer.mentorId, found.request.menteeId, 'under way']] : [];
      },
    },
  );
  registry.prompt(closedUnmatched, async (work, { requestId }) => {
    const request = await getRequest(work, requestId);
    return request && unmatchedPrompt(request, await isAskedAgain(work, request));
  });
  registry.prompt(helperFound, async (work, { requestId }) => {
    const request = await getRequest(work, requestId);
    if (!request) return undefined;
    const helpers = request.state === 'waiting' ? await helpersFor(work, request) : [];
    if (request.state === 'waiting' && helpers.length === 0) return undefined;
    return helperPrompt({ request, helpers });
  });
}

import type { Tx } from '../../../database/transaction.ts';
import { nobody, type Registry, type Rendered } from '../../../jobs/define.ts';
import { isBeforeFirst } from '../../lessons/service/index.ts';
import { getMember, markUnreachable, offersSkill } from '../../members/service.ts';
import { reserveContact } from '../../prompts/service/index.ts';
import {
  betweenTheTwo,
  hasOpened,
  newsPrompt as sessionNews,
  showSession,
  talkFrom,
} from '../../sessions/service/index.ts';
import { newsView } from '../../sessions/views/direct.ts';
import { getSettings } from '../../settings/service.ts';
import type { Request } from '../rules/index.ts';
import {
  advance,
  answerDueJob,
  answerIsDue,
  askLater,
  closedUnmatchedPrompt,
  countFromNow,
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
  offerKey,
  offerLapses,
  offerMadeJob,
  proposalMadePrompt,
  resumeSearch,
  takeBackOffer,
  whyNotAsked,
} from '../service/index.ts';
import { helperPrompt, offerCard, proposalPrompt, unmatchedPrompt } from '../views/index.ts';
import { registerProgress } from './progress.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(answerDueJob, (tx, { offerId }) => answerIsDue(tx, offerId));
  registry.timer(lookAgainJob, (tx, { requestId }) => resumeSearch(tx, requestId));
  registry.timer(lifetimeOverJob, (tx, { requestId }) => advance(tx, requestId));
  registerOffers(registry);
  registerProgress(registry);
  registerProposals(registry);
  registerHelp(registry);
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
    if (!found) return { skip: 'no such offer' };
    if (!found.offer.message) return { behind: [offerKey(offerId)] };
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
  return {
    post: { to: { user: mentor.id }, ...(await cardOf(tx, { offer: await countFromNow(tx, offer), request })) },
  };
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

function registerProposals(registry: Registry): void {
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
}

/** What the asker hears where nobody was found, or somebody new may help. */
function registerHelp(registry: Registry): void {
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

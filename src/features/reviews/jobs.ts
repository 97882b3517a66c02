import { nobody, type Registry } from '../../jobs/define.ts';
import { UNCLEAR } from '../../slack/refused.ts';
import { isOwner } from '../members/service.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import {
  askedNow,
  askToHelpPrompt,
  beginReview,
  dueNow,
  dueReviewPrompt,
  postNow,
  postReviewJob,
  quarterOverJob,
  reviewPosted,
  reviewRefused,
  reviewRefusedPrompt,
} from './service/index.ts';
import { askNote, dueCard, refusedNote, reviewPost } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(quarterOverJob, (tx, { from }) => beginReview(tx, from));
  registry.message(postReviewJob, {
    async render(tx, { id }) {
      const now = await postNow(tx, id);
      if (!now?.posted_by || !now.channel) return { skip: 'no longer wanted' };
      const post = reviewPost({ heading: now.heading, text: now.body }, now.posted_by);
      return { post: { to: { channel: now.channel }, ...(await withoutPings(tx, post)) } };
    },
    ends: {
      arrived: (tx, { id }) => reviewPosted(tx, id),
      dead: (tx, { id }, reason) => reviewRefused(tx, id, reason),
      expired: (tx, { id }) => reviewRefused(tx, id, 'expired'),
      unknown: (tx, { id }) => reviewRefused(tx, id, UNCLEAR),
    },
    waiting: nobody,
  });
  registry.prompt(dueReviewPrompt, async (tx, { id, ownerId, isReminder }) => {
    const now = await dueNow(tx, id, ownerId, isReminder);
    return now && dueCard(now);
  });
  registry.prompt(reviewRefusedPrompt, async (tx, { ownerId, ...refused }) =>
    (await isOwner(tx, ownerId)) ? refusedNote(refused) : undefined,
  );
  registry.prompt(askToHelpPrompt, async (tx, { id, memberId }) => {
    const now = await askedNow(tx, id, memberId);
    return now && askNote(now);
  });
}

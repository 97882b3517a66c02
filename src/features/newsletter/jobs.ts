import { nobody, type Registry } from '../../jobs/define.ts';
import { UNCLEAR } from '../../slack/refused.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import {
  askStoryPrompt,
  draftDueJob,
  draftReadyPrompt,
  makeDraft,
  newsletterNow,
  newsletterPosted,
  newsletterRefused,
  planNewsletter,
  planStoryReminder,
  postEditJob,
  postJob,
  postKeyOf,
  postOf,
  postRefusedPrompt,
  storyBetween,
  storyLeftPrompt,
  storyNow,
} from './service/index.ts';
import * as views from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(
    askStoryPrompt,
    async (tx, { storyId, version, isReminder }) => {
      const now = await storyNow(tx, storyId);
      if (now?.story.version !== version) return undefined;
      if (!isReminder && now.story.answer === undefined) await planStoryReminder(tx, now.story);
      return views.askStory(now, isReminder);
    },
    { words: (tx, { storyId }) => storyBetween(tx, storyId) },
  );
  registry.timer(draftDueJob, async (tx, { month }) => {
    await makeDraft(tx, month);
    await planNewsletter(tx);
  });
  registry.prompt(draftReadyPrompt, async (tx, { month }) => {
    const now = await newsletterNow(tx, month);
    return now && views.draftNote(now);
  });
  registry.prompt(storyLeftPrompt, async (tx, { month }) => {
    const now = await newsletterNow(tx, month);
    return now && now.left > 0 ? views.leftNote(now) : undefined;
  });
  registry.prompt(postRefusedPrompt, async (tx, { month, ...refused }) => {
    const state = month === undefined ? 'draft' : (await newsletterNow(tx, month))?.state;
    return views.refusedNote({ ...refused, isDraft: state === 'draft' });
  });
  registerPost(registry);
}

function registerPost(registry: Registry): void {
  registry.message(postJob, {
    async render(tx, { month }) {
      const now = await newsletterNow(tx, month);
      if (now?.state !== 'posting' || now.channel === undefined) return { skip: 'no longer wanted' };
      return { post: { to: { channel: now.channel }, ...(await withoutPings(tx, views.newsletterPost(now))) } };
    },
    ends: {
      arrived: (tx, { month }, posted) => newsletterPosted(tx, month, posted),
      dead: (tx, { month }, reason) => newsletterRefused(tx, month, reason),
      expired: (tx, { month }) => newsletterRefused(tx, month, 'expired'),
      unknown: (tx, { month }) => newsletterRefused(tx, month, UNCLEAR),
    },
    waiting: nobody,
  });
  registry.edit(postEditJob, async (tx, { month }) => {
    const now = await newsletterNow(tx, month);
    const at = await postOf(tx, month);
    if (now?.state === 'posting') return { behind: [await postKeyOf(tx, month)] };
    return now && at ? { edit: { ...at, ...views.newsletterPost(now) } } : { skip: 'never posted' };
  });
}

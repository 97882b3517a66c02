import { nobody, type Registry } from '../../jobs/define.ts';
import { UNCLEAR } from '../../slack/refused.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import {
  askStory,
  draftDue,
  draftReady,
  makeDraft,
  newsletterNow,
  newsletterPosted,
  newsletterRefused,
  planNewsletter,
  planStoryReminder,
  post,
  postEdit,
  postKeyOf,
  postOf,
  postRefused,
  storyBetween,
  storyLeft,
  storyNow,
} from './service.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(
    askStory,
    async (work, { storyId, version, isReminder }) => {
      const now = await storyNow(work, storyId);
      if (now?.story.version !== version) return undefined;
      if (!isReminder && now.story.answer === undefined) await planStoryReminder(work, now.story);
      return views.askStory(now, isReminder);
    },
    { words: (work, { storyId }) => storyBetween(work, storyId) },
  );
  registry.timer(draftDue, async (work, { month }) => {
    await makeDraft(work, month);
    await planNewsletter(work);
  });
  registry.prompt(draftReady, async (work, { month }) => {
    const now = await newsletterNow(work, month);
    return now && views.draftNote(now);
  });
  registry.prompt(storyLeft, async (work, { month }) => {
    const now = await newsletterNow(work, month);
    return now && now.left > 0 ? views.leftNote(now) : undefined;
  });
  registry.prompt(postRefused, async (work, { month, ...refused }) => {
    const state = month === undefined ? 'draft' : (await newsletterNow(work, month))?.state;
    return views.refusedNote({ ...refused, isDraft: state === 'draft' });
  });
  registerPost(registry);
}

function registerPost(registry: Registry): void {
  registry.message(post, {
    async render(work, { month }) {
      const now = await newsletterNow(work, month);
      if (now?.state !== 'posting' || now.channel === undefined) return { skip: 'no longer wanted' };
      return { post: { to: { channel: now.channel }, ...(await withoutPings(work, views.newsletterPost(now))) } };
    },
    ends: {
      arrived: (work, { month }, posted) => newsletterPosted(work, month, posted),
      dead: (work, { month }, reason) => newsletterRefused(work, month, reason),
      expired: (work, { month }) => newsletterRefused(work, month, 'expired'),
      unknown: (work, { month }) => newsletterRefused(work, month, UNCLEAR),
    },
    waiting: nobody,
  });
  registry.edit(postEdit, async (work, { month }) => {
    const now = await newsletterNow(work, month);
    const at = await postOf(work, month);
    if (now?.state === 'posting') return { behind: [await postKeyOf(work, month)] };
    return now && at ? { edit: { ...at, ...views.newsletterPost(now) } } : { skip: 'never posted' };
  });
}

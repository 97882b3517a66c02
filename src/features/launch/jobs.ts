import { nobody, type Registry } from '../../jobs/define.ts';
import { UNCLEAR } from '../../slack/refused.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import { launchFailed, launchNow, launchPost, launchPosted, launchRefused } from './service.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.message(launchPost, {
    async render(work, { id }) {
      const post = await launchNow(work, id);
      if (!post?.by_id) return { skip: 'no longer wanted' };
      const text = { heading: post.heading, text: post.body };
      return {
        post: { to: { channel: post.channel }, ...(await withoutPings(work, views.launchPost(text, post.by_id))) },
      };
    },
    ends: {
      arrived: (work, { id }) => launchPosted(work, id),
      dead: (work, { id }, reason) => launchFailed(work, id, reason),
      expired: (work, { id }) => launchFailed(work, id, 'expired'),
      unknown: (work, { id }) => launchFailed(work, id, UNCLEAR),
    },
    waiting: nobody,
  });
  registry.prompt(launchRefused, async (_work, refused) => views.refusedNote(refused));
}

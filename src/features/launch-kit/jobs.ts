import { nobody, type Registry } from '../../jobs/define.ts';
import { UNCLEAR } from '../../slack/refused.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import { launchFailed, launchNow, launchPosted, launchPostJob, launchRefusedPrompt } from './service/index.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.message(launchPostJob, {
    async render(tx, { id }) {
      const post = await launchNow(tx, id);
      if (!post?.by_id) return { skip: 'no longer wanted' };
      const text = { heading: post.heading, text: post.body };
      return {
        post: { to: { channel: post.channel }, ...(await withoutPings(tx, views.launchPost(text, post.by_id))) },
      };
    },
    ends: {
      arrived: (tx, { id }) => launchPosted(tx, id),
      dead: (tx, { id }, reason) => launchFailed(tx, id, reason),
      expired: (tx, { id }) => launchFailed(tx, id, 'expired'),
      unknown: (tx, { id }) => launchFailed(tx, id, UNCLEAR),
    },
    waiting: nobody,
  });
  registry.prompt(launchRefusedPrompt, async (_work, refused) => views.refusedNote(refused));
}

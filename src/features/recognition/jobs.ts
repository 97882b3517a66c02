import { nobody, type Registry } from '../../jobs/define.ts';
import { instant } from '../../time.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import { awardBadges, badgeCheckJob, badgeNewsPrompt, badgeNow, badgesDueJob, sweepBadges } from './service/badges.ts';
import {
  becameOfDigest,
  digestDueJob,
  digestFailed,
  digestPosted,
  digestPostJob,
  digestRefusedPrompt,
  digestTimePrompt,
  startDigest,
  writeUp,
} from './service/digest.ts';
import { deliverThanksPrompt, passOn, thanksBetween, thanksNow, thanksSettledJob } from './service/thanks.ts';
import * as views from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(
    deliverThanksPrompt,
    async (tx, { thanksId }) => {
      const now = await thanksNow(tx, thanksId);
      return now && views.thanksNote(now);
    },
    { words: async (tx, { thanksId }) => thanksBetween(tx, thanksId) },
  );
  registry.timer(thanksSettledJob, (tx, { thanksId }) => passOn(tx, thanksId));
  registry.timer(badgesDueJob, (tx, { since }) => sweepBadges(tx, instant(since)));
  registry.timer(badgeCheckJob, (tx, { memberId }) => awardBadges(tx, memberId));
  registry.prompt(badgeNewsPrompt, async (tx, { memberId, badge }) => {
    const held = await badgeNow(tx, memberId, badge);
    return held && views.badgeNote(held);
  });
  registerDigest(registry);
}

function registerDigest(registry: Registry): void {
  registry.timer(digestDueJob, (tx, { at }) => startDigest(tx, instant(at)));
  registry.message(digestPostJob, {
    async render(tx, { week }) {
      const written = await writeUp(tx, week);
      if ('skip' in written) return written;
      return {
        post: { to: { channel: written.channel }, ...(await withoutPings(tx, views.digestPost(written.digest))) },
      };
    },
    ends: {
      arrived: (tx, { week }, posted) => digestPosted(tx, week, posted),
      dead: (tx, { week }, reason) => digestFailed(tx, week, reason),
      expired: (tx, { week }) => digestFailed(tx, week, 'expired'),
      // It may be there: what it told of is not told again.
      unknown: (tx, { week }) => digestPosted(tx, week),
    },
    waiting: nobody,
  });
  registry.prompt(digestRefusedPrompt, async (tx, { week, ...refused }) => {
    const became = week === undefined ? 'waiting' : await becameOfDigest(tx, week);
    return views.refusedNote({ ...refused, became });
  });
  registry.prompt(digestTimePrompt, async (_tx, { cron }) => views.timeNote(cron));
}

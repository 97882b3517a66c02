import { nobody, type Registry } from '../../jobs/define.ts';
import { instant } from '../../time.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import { awardBadges, badgeCheck, badgeNews, badgeNow, badgesDue, sweepBadges } from './service/badges.ts';
import {
  becameOfDigest,
  digestDue,
  digestFailed,
  digestPost,
  digestPosted,
  digestRefused,
  startDigest,
  writeUp,
} from './service/digest.ts';
import { deliverThanks, passOn, thanksBetween, thanksNow, thanksSettled } from './service/thanks.ts';
import * as views from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.prompt(
    deliverThanks,
    async (work, { thanksId }) => {
      const now = await thanksNow(work, thanksId);
      return now && views.thanksNote(now);
    },
    { words: async (work, { thanksId }) => thanksBetween(work, thanksId) },
  );
  registry.timer(thanksSettled, (work, { thanksId }) => passOn(work, thanksId));
  registry.timer(badgesDue, (work, { since }) => sweepBadges(work, instant(since)));
  registry.timer(badgeCheck, (work, { memberId }) => awardBadges(work, memberId));
  registry.prompt(badgeNews, async (work, { memberId, badge }) => {
    const held = await badgeNow(work, memberId, badge);
    return held && views.badgeNote(held);
  });
  registry.timer(digestDue, (work, { at }) => startDigest(work, instant(at)));
  registry.message(digestPost, {
    async render(work, { week }) {
      const written = await writeUp(work, week);
      if ('skip' in written) return written;
      return {
        post: { to: { channel: written.channel }, ...(await withoutPings(work, views.digestPost(written.digest))) },
      };
    },
    ends: {
      arrived: (work, { week }, posted) => digestPosted(work, week, posted),
      dead: (work, { week }, reason) => digestFailed(work, week, reason),
      expired: (work, { week }) => digestFailed(work, week, 'expired'),
      // It may be there: what it told of is not told again.
      unknown: (work, { week }) => digestPosted(work, week),
    },
    waiting: nobody,
  });
  registry.prompt(digestRefused, async (work, { week, ...refused }) => {
    const became = week === undefined ? 'waiting' : await becameOfDigest(work, week);
    return views.refusedNote({ ...refused, became });
  });
}

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { moveMornings } from './service/moved.ts';
import { armLeftOut, rearm, refreshKind } from './service.ts';

export const prompts: Feature = {
  name: 'prompts',
  jobs: registerJobs,
  listeners: {
    memberResumed: (work, { memberId }) => rearm(work, memberId),
    memberReachable: (work, { memberId }) => rearm(work, memberId),
    muteChanged: (work, { memberId, kind }) => refreshKind(work, memberId, kind),
    profileSaved: (work, { memberId }) => rearm(work, memberId),
    async memberMoved(work, { memberId, from, to }) {
      if (from && to) await moveMornings(work, memberId, from, to);
      // Elsewhere they may be at work sooner.
      await rearm(work, memberId);
    },
  },
  upkeep: (work) => armLeftOut(work),
};

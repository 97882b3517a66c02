import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { armLeftOut, rearm, refreshKind } from './service/index.ts';
import { moveMornings } from './service/moved.ts';

export const prompts: Feature = {
  name: 'prompts',
  jobs: registerJobs,
  listeners: {
    memberResumed: (tx, { memberId }) => rearm(tx, memberId),
    memberReachable: (tx, { memberId }) => rearm(tx, memberId),
    muteChanged: (tx, { memberId, kind }) => refreshKind(tx, memberId, kind),
    profileSaved: (tx, { memberId }) => rearm(tx, memberId),
    async memberMoved(tx, { memberId, from, to }) {
      if (from && to) await moveMornings(tx, memberId, from, to);
      // Elsewhere they may be at work sooner.
      await rearm(tx, memberId);
    },
  },
  upkeep: (tx) => armLeftOut(tx),
  privacy: personal,
};

import type { Feature } from '../../feature.ts';
import { moveSkill } from '../skills/service/index.ts';
import { registerJobs } from './jobs.ts';
import {
  askerPaused,
  askerResumed,
  askersParted,
  closeTwins,
  guestsMayHelp,
  helperAppeared,
  helperIsBack,
  mentorGone,
  sessionIsOver,
  talkChanged,
  wakeMerged,
} from './service.ts';
import { register, subcommands } from './slack.ts';

export const requests: Feature = {
  name: 'requests',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    async memberPaused(work, { memberId, until }) {
      await mentorGone(work, memberId, { until });
      await askerPaused(work, memberId);
    },
    memberLeft: (work, { memberId }) => mentorGone(work, memberId, 'left'),
    memberUnreachable: (work, { memberId }) => mentorGone(work, memberId, 'left'),
    async memberResumed(work, { memberId, wasPaused }) {
      if (!wasPaused) return;
      await helperIsBack(work, memberId);
      await askerResumed(work, memberId);
    },
    memberReachable: (work, { memberId }) => helperIsBack(work, memberId),
    async profileSaved(work, { memberId, hasMoreRoom }) {
      if (hasMoreRoom) await helperIsBack(work, memberId);
    },
    async skillsOffered(work, { memberId, skillIds }) {
      for (const skillId of skillIds) await helperAppeared(work, skillId, memberId);
    },
    membersParted: (work, { memberId, otherId }) => askersParted(work, memberId, otherId),
    async settingsChanged(work, settings) {
      if (settings.guestsMayHelp) await guestsMayHelp(work);
    },
    sessionPlaced: (work, { sessionId }) => talkChanged(work, sessionId),
    sessionEnded: (work, { sessionId }) => sessionIsOver(work, sessionId),
    async skillsMerging(work, merge) {
      await closeTwins(work, [merge.fromId, merge.intoId]);
      await moveSkill(work, 'request', merge);
    },
    skillsMerged: (work, { skillId }) => wakeMerged(work, skillId),
  },
};

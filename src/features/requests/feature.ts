import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs/index.ts';
import { personal } from './privacy.ts';
import {
  askerPaused,
  askerResumed,
  askersParted,
  closeDuplicateRequests,
  guestsMayHelp,
  helperAppeared,
  helperIsBack,
  mentorGone,
  renameRequests,
  sessionIsOver,
  talkChanged,
  wakeMerged,
} from './service/index.ts';
import { register, subcommands } from './slack.ts';
import { asksOf, whoDeclined } from './store/record.ts';

export const requests: Feature = {
  name: 'requests',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    async memberPaused(tx, { memberId, until }) {
      await mentorGone(tx, memberId, { until });
      await askerPaused(tx, memberId);
    },
    memberLeft: (tx, { memberId }) => mentorGone(tx, memberId, 'left'),
    memberUnreachable: (tx, { memberId }) => mentorGone(tx, memberId, 'left'),
    async memberResumed(tx, { memberId, wasPaused }) {
      if (!wasPaused) return;
      await helperIsBack(tx, memberId);
      await askerResumed(tx, memberId);
    },
    memberReachable: (tx, { memberId }) => helperIsBack(tx, memberId),
    async profileSaved(tx, { memberId, hasMoreRoom }) {
      if (hasMoreRoom) await helperIsBack(tx, memberId);
    },
    async skillsOffered(tx, { memberId, skillIds }) {
      for (const skillId of skillIds) await helperAppeared(tx, skillId, memberId);
    },
    membersParted: (tx, { memberId, otherId }) => askersParted(tx, memberId, otherId),
    async settingsChanged(tx, settings) {
      if (settings.guestsMayHelp) await guestsMayHelp(tx);
    },
    sessionPlaced: (tx, { sessionId }) => talkChanged(tx, sessionId),
    sessionEnded: (tx, { sessionId }) => sessionIsOver(tx, sessionId),
    async skillsMerging(tx, merge) {
      await closeDuplicateRequests(tx, [merge.fromId, merge.intoId]);
      await renameRequests(tx, merge);
    },
    skillsMerged: (tx, { skillId }) => wakeMerged(tx, skillId),
  },
  privacy: personal,
  trackRecord: { asksOf, whoDeclined },
};

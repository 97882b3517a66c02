import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import {
  askersParted,
  closeTwins,
  guestsMayHelp,
  helperAppeared,
  helperIsBack,
  mentorGone,
  sessionIsOver,
  wakeMerged,
} from './service.ts';
import { answerTopic, register, subcommands } from './slack.ts';

export const requests: Feature = {
  name: 'requests',
  slack: register,
  jobs: registerJobs,
  subcommands,
  withWords: ['find'],
  topic: (_deps, command, text) => answerTopic(command, text),
  listeners: {
    memberPaused: (work, { memberId, until }) => mentorGone(work, memberId, { until }),
    memberLeft: (work, { memberId }) => mentorGone(work, memberId, 'left'),
    memberUnreachable: (work, { memberId }) => mentorGone(work, memberId, 'left'),
    async memberResumed(work, { memberId, wasPaused }) {
      if (wasPaused) await helperIsBack(work, memberId);
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
    sessionEnded: (work, { sessionId }) => sessionIsOver(work, sessionId),
    skillsMerging: (work, { fromId, intoId }) => closeTwins(work, [fromId, intoId]),
    skillsMerged: (work, { skillId }) => wakeMerged(work, skillId),
  },
};

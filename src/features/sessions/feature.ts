import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { partnerGone, renameSessions, talkersParted } from './service/index.ts';
import { openingQuestions } from './service/questions.ts';
import { register } from './slack.ts';

export const sessions: Feature = {
  name: 'sessions',
  slack: register,
  jobs: registerJobs,
  listeners: {
    skillsMerging: (tx, merge) => renameSessions(tx, merge),
    memberPaused: (tx, { memberId, until }) => partnerGone(tx, memberId, { until }),
    memberLeft: (tx, { memberId }) => partnerGone(tx, memberId, 'left'),
    membersParted: (tx, { memberId, otherId }) => talkersParted(tx, memberId, otherId),
  },
  prepare: openingQuestions,
  privacy: personal,
};

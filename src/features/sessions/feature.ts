import type { Feature } from '../../feature.ts';
import { moveSkill } from '../skills/service/index.ts';
import { registerJobs } from './jobs.ts';
import { openingQuestions } from './questions.ts';
import { partnerGone, talkersParted } from './service.ts';
import { register } from './slack.ts';

export const sessions: Feature = {
  name: 'sessions',
  slack: register,
  jobs: registerJobs,
  listeners: {
    skillsMerging: (work, merge) => moveSkill(work, 'session', merge),
    memberPaused: (work, { memberId, until }) => partnerGone(work, memberId, { until }),
    memberLeft: (work, { memberId }) => partnerGone(work, memberId, 'left'),
    membersParted: (work, { memberId, otherId }) => talkersParted(work, memberId, otherId),
  },
  prepare: openingQuestions,
};

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
    skillsMerging: (tx, merge) => moveSkill(tx, 'session', merge),
    memberPaused: (tx, { memberId, until }) => partnerGone(tx, memberId, { until }),
    memberLeft: (tx, { memberId }) => partnerGone(tx, memberId, 'left'),
    membersParted: (tx, { memberId, otherId }) => talkersParted(tx, memberId, otherId),
  },
  prepare: openingQuestions,
};

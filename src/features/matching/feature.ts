import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { forgetShown, holdersChanged, planTitles, profilesChanged, titleChanged } from './service/index.ts';

export const matching: Feature = {
  name: 'matching',
  jobs: registerJobs,
  listeners: {
    membersTouched: (tx, { memberIds }) => profilesChanged(tx, memberIds),
    skillsMerging: (tx, { fromId }) => forgetShown(tx, fromId),
    skillsMerged: (tx, { skillId }) => holdersChanged(tx, skillId),
    titleChanged: (tx, { memberId, title }) => titleChanged(tx, memberId, title),
  },
  upkeep: (tx) => planTitles(tx),
  privacy: personal,
};

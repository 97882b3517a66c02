import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { forgetShown, holdersChanged, planTitles, profilesChanged, titleChanged } from './service.ts';

export const matching: Feature = {
  name: 'matching',
  jobs: registerJobs,
  listeners: {
    membersTouched: (work, { memberIds }) => profilesChanged(work, memberIds),
    skillsMerging: (work, { fromId }) => forgetShown(work, fromId),
    skillsMerged: (work, { skillId }) => holdersChanged(work, skillId),
    titleChanged: (work, { memberId, title }) => titleChanged(work, memberId, title),
  },
  upkeep: (work) => planTitles(work),
};

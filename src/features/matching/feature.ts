import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { planTitles, prepareMatching, titleChanged } from './service.ts';
import { register, subcommands } from './slack.ts';

export const matching: Feature = {
  name: 'matching',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    titleChanged: (work, { memberId, title }) => titleChanged(work, memberId, title),
  },
  prepare: prepareMatching,
  upkeep: (work) => planTitles(work),
};

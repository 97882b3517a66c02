import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { planMomentum } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const reEngagement: Feature = {
  name: 're-engagement',
  slack: register,
  jobs: registerJobs,
  subcommands,
  upkeep: (tx) => planMomentum(tx),
  privacy: personal,
};

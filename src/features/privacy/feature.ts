import type { Feature } from '../../feature.ts';
import { personal as ofJobs } from '../../jobs/privacy.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { planRetention } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const privacy: Feature = {
  name: 'privacy',
  slack: register,
  jobs: registerJobs,
  subcommands,
  upkeep: (tx) => planRetention(tx),
  // The jobs are no feature: what they keep is looked after here.
  privacy: { ...personal, ...ofJobs },
};

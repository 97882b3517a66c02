import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { planMomentum } from './service.ts';
import { register, subcommands } from './slack.ts';

export const momentum: Feature = {
  name: 'momentum',
  slack: register,
  jobs: registerJobs,
  subcommands,
  upkeep: (work) => planMomentum(work),
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { planRetention } from './service.ts';
import { register, subcommands } from './slack.ts';

export const privacy: Feature = {
  name: 'privacy',
  slack: register,
  jobs: registerJobs,
  subcommands,
  upkeep: (tx) => planRetention(tx),
};

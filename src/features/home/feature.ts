import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { register, subcommands } from './slack.ts';

export const home: Feature = {
  name: 'home',
  slack: register,
  jobs: registerJobs,
  subcommands,
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { register, subcommands } from './slack.ts';

export const settings: Feature = {
  name: 'settings',
  slack: register,
  jobs: registerJobs,
  subcommands,
};

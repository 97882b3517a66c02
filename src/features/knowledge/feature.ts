import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { register, subcommands } from './slack.ts';

export const knowledge: Feature = {
  name: 'knowledge',
  slack: register,
  jobs: registerJobs,
  subcommands,
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { planDirectorySync } from './service.ts';
import { register, subcommands } from './slack.ts';

export const members: Feature = {
  name: 'members',
  slack: register,
  jobs: registerJobs,
  subcommands,
  withWords: ['pause'],
  upkeep: (tx) => planDirectorySync(tx),
  privacy: personal,
};

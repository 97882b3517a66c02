import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { planMonday } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const suggestions: Feature = {
  name: 'suggestions',
  slack: register,
  jobs: registerJobs,
  subcommands,
  withWords: ['suggest'],
  upkeep: planMonday,
  privacy: personal,
};

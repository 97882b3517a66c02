import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { planNewsletter } from './service.ts';
import { register, subcommands } from './slack.ts';
import { newsletterWords } from './words.ts';

export const newsletter: Feature = {
  name: 'newsletter',
  slack: register,
  jobs: registerJobs,
  subcommands,
  prepare: newsletterWords,
  upkeep: (tx) => planNewsletter(tx),
  privacy: personal,
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { planNewsletter } from './service/index.ts';
import { newsletterWords } from './service/words.ts';
import { register, subcommands } from './slack.ts';

export const newsletter: Feature = {
  name: 'newsletter',
  slack: register,
  jobs: registerJobs,
  subcommands,
  prepare: newsletterWords,
  upkeep: (tx) => planNewsletter(tx),
  privacy: personal,
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { ownersChanged, planReview } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const reviews: Feature = {
  name: 'reviews',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: { settingsChanged: (tx) => ownersChanged(tx) },
  upkeep: planReview,
  privacy: personal,
};

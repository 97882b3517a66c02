import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { moveCards } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const knowledge: Feature = {
  name: 'knowledge',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: { skillsMerging: (tx, merge) => moveCards(tx, merge) },
  privacy: personal,
};

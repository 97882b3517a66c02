import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { launchPieces } from './service/pieces.ts';
import { register, subcommands } from './slack.ts';

export const launchKit: Feature = {
  name: 'launch-kit',
  slack: register,
  jobs: registerJobs,
  subcommands,
  prepare: launchPieces,
  privacy: personal,
};

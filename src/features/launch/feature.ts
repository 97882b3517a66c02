import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { launchPieces } from './pieces.ts';
import { register, subcommands } from './slack.ts';

export const launch: Feature = {
  name: 'launch',
  slack: register,
  jobs: registerJobs,
  subcommands,
  prepare: launchPieces,
};

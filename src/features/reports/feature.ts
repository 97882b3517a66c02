import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs/index.ts';
import { planReports } from './service/index.ts';
import { isPeriod, register, subcommands } from './slack.ts';

export const reports: Feature = {
  name: 'reports',
  slack: register,
  jobs: registerJobs,
  subcommands,
  withSuchWords: { report: isPeriod },
  upkeep: (tx) => planReports(tx),
};

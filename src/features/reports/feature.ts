import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs/index.ts';
import { planReports } from './service/index.ts';
import { register } from './slack.ts';

export const reports: Feature = {
  name: 'reports',
  slack: register,
  jobs: registerJobs,
  upkeep: (tx) => planReports(tx),
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs/index.ts';
import { ownersChanged, planReports } from './service/index.ts';
import { register } from './slack.ts';

export const reports: Feature = {
  name: 'reports',
  slack: register,
  jobs: registerJobs,
  listeners: { settingsChanged: (tx) => ownersChanged(tx) },
  upkeep: (tx) => planReports(tx),
};

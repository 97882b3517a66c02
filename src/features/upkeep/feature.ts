import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';

export const upkeep: Feature = {
  name: 'upkeep',
  jobs: registerJobs,
};

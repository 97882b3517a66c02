import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { register } from './slack.ts';

export const followUps: Feature = {
  name: 'follow-ups',
  slack: register,
  jobs: registerJobs,
};

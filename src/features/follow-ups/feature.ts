import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { register } from './slack.ts';

export const followUps: Feature = {
  name: 'follow-ups',
  slack: register,
  jobs: registerJobs,
  privacy: personal,
};

import type { Feature } from '../../feature.ts';
import { isPeriod } from '../reports/slack.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { register, subcommands } from './slack.ts';

export const concerns: Feature = {
  name: 'concerns',
  slack: register,
  jobs: registerJobs,
  subcommands,
  withSuchWords: { report: isPeriod },
  privacy: personal,
};

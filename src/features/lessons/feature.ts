import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { lessons as readLessons } from './service/lesson-files.ts';
import { register, subcommands } from './slack.ts';

export const lessons: Feature = {
  name: 'lessons',
  slack: register,
  jobs: registerJobs,
  subcommands,
  prepare: readLessons,
  privacy: personal,
};

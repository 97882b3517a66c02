import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { register, subcommands } from './slack.ts';

export const record: Feature = { name: 'record', slack: register, jobs: registerJobs, subcommands };

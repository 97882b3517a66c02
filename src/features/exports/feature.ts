import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { subcommands } from './slack.ts';

export const exports: Feature = { name: 'exports', jobs: registerJobs, subcommands };

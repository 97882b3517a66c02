import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { refreshAfterPause, refreshHomes } from './service/refresh.ts';
import { register, subcommands } from './slack.ts';

export const home: Feature = {
  name: 'home',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    membersTouched: (tx, { memberIds }) => refreshHomes(tx, memberIds),
    memberPaused: (tx, { memberId, until }) => refreshAfterPause(tx, memberId, until),
  },
};

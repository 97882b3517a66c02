import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { welcomeOwner } from './service/index.ts';
import { register, subcommands } from './slack/index.ts';

export const admin: Feature = {
  name: 'admin',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    primaryOwnerFound: (tx, { memberId, zone }) => welcomeOwner(tx, memberId, zone),
  },
};

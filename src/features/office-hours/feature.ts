import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { bookingsParted, hostGone, mergeTopics } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const officeHours: Feature = {
  name: 'office-hours',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    skillsMerging: mergeTopics,
    memberPaused: (tx, { memberId, until }) => hostGone(tx, memberId, { until }),
    memberLeft: (tx, { memberId }) => hostGone(tx, memberId, 'left'),
    membersParted: (tx, { memberId, otherId }) => bookingsParted(tx, memberId, otherId),
  },
  privacy: personal,
};

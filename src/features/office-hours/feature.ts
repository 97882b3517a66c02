import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { bookingsParted, hostGone, mergeTopics } from './service.ts';
import { register, subcommands } from './slack.ts';

export const officeHours: Feature = {
  name: 'office-hours',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    skillsMerging: mergeTopics,
    memberPaused: (work, { memberId, until }) => hostGone(work, memberId, { until }),
    memberLeft: (work, { memberId }) => hostGone(work, memberId, 'left'),
    membersParted: (work, { memberId, otherId }) => bookingsParted(work, memberId, otherId),
  },
};

import type { Feature } from '../../feature.ts';
import { buddyFiles } from './buddy-files.ts';
import { registerJobs } from './jobs.ts';
import { buddiesParted, buddyAway, buddyBack, planMatching } from './service.ts';
import { register, subcommands } from './slack.ts';

export const buddies: Feature = {
  name: 'buddies',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    memberPaused: (work, { memberId, until }) => buddyAway(work, memberId, { until }),
    memberLeft: (work, { memberId }) => buddyAway(work, memberId, 'left'),
    memberResumed: (work, { memberId }) => buddyBack(work, memberId),
    membersParted: (work, { memberId, otherId }) => buddiesParted(work, memberId, otherId),
    settingsChanged: (work) => planMatching(work),
  },
  prepare: buddyFiles,
};

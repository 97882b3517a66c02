import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { buddyFiles } from './service/buddy-files.ts';
import { buddiesParted, buddyAway, buddyBack, planMatching, showSwitch } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const buddies: Feature = {
  name: 'buddies',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    memberPaused: (tx, { memberId, until }) => buddyAway(tx, memberId, { until }),
    memberLeft: (tx, { memberId }) => buddyAway(tx, memberId, 'left'),
    memberResumed: (tx, { memberId }) => buddyBack(tx, memberId),
    membersParted: (tx, { memberId, otherId }) => buddiesParted(tx, memberId, otherId),
    async settingsChanged(tx) {
      await showSwitch(tx);
      await planMatching(tx);
    },
  },
  prepare: buddyFiles,
  privacy: personal,
};

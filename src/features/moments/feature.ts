import type { Feature } from '../../feature.ts';
import { momentDecks } from './decks.ts';
import { registerJobs } from './jobs.ts';
import { hostAway, hostsParted } from './service.ts';
import { register, subcommands } from './slack.ts';

export const moments: Feature = {
  name: 'moments',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    memberPaused: (work, { memberId, until }) => hostAway(work, memberId, { until }),
    memberLeft: (work, { memberId }) => hostAway(work, memberId, 'left'),
    membersParted: (work, { memberId, otherId }) => hostsParted(work, memberId, otherId),
  },
  prepare: momentDecks,
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { momentDecks } from './service/decks.ts';
import { hostAway, hostsParted } from './service.ts';
import { register, subcommands } from './slack.ts';

export const moments: Feature = {
  name: 'moments',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    memberPaused: (tx, { memberId, until }) => hostAway(tx, memberId, { until }),
    memberLeft: (tx, { memberId }) => hostAway(tx, memberId, 'left'),
    membersParted: (tx, { memberId, otherId }) => hostsParted(tx, memberId, otherId),
  },
  prepare: momentDecks,
  privacy: personal,
};

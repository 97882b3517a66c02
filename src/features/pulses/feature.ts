import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { askNewcomers, checkPulseWords, pulseMemberLeft, pulseMuteChanged } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const pulses: Feature = {
  name: 'pulses',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    muteChanged: (tx, { memberId, kind }) => pulseMuteChanged(tx, memberId, kind),
    memberLeft: (tx, { memberId }) => pulseMemberLeft(tx, memberId),
  },
  prepare: (tx) => checkPulseWords(tx),
  upkeep: (tx) => askNewcomers(tx),
  privacy: personal,
};

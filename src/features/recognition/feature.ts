import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { badgeWords } from './service/badge-words.ts';
import { breakBegins, breakEnds, planBadges, planDigest } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const recognition: Feature = {
  name: 'recognition',
  slack: register,
  jobs: registerJobs,
  subcommands,
  withWords: ['thanks'],
  listeners: {
    memberPaused: (tx, { memberId, until }) => breakBegins(tx, memberId, until),
    memberResumed: (tx, { memberId }) => breakEnds(tx, memberId),
    settingsChanged: (tx) => planDigest(tx),
  },
  prepare: badgeWords,
  async upkeep(tx) {
    await planDigest(tx);
    await planBadges(tx);
  },
  privacy: personal,
};

import type { Feature } from '../../feature.ts';
import { badgeWords } from './badge-words.ts';
import { registerJobs } from './jobs.ts';
import { breakBegins, breakEnds, planBadges, planDigest } from './service.ts';
import { register, subcommands } from './slack.ts';

export const recognition: Feature = {
  name: 'recognition',
  slack: register,
  jobs: registerJobs,
  subcommands,
  withWords: ['thanks'],
  listeners: {
    memberPaused: (work, { memberId, until }) => breakBegins(work, memberId, until),
    memberResumed: (work, { memberId }) => breakEnds(work, memberId),
    settingsChanged: (work) => planDigest(work),
  },
  prepare: badgeWords,
  async upkeep(work) {
    await planDigest(work);
    await planBadges(work);
  },
};

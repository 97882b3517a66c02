import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { fitAppeared, helpersKnown, mergeTopics, newsChanged, offersChanged, planFreshness } from './service.ts';
import { register, subcommands } from './slack.ts';

export const goals: Feature = {
  name: 'goals',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    skillsMerging: mergeTopics,
    profileSaved: (work, { memberId }) => offersChanged(work, memberId),
    async skillsOffered(work, { memberId, skillIds }) {
      await offersChanged(work, memberId);
      await fitAppeared(work, { kind: 'helper', subjectId: memberId, byId: memberId, skillIds });
    },
    helpersShown: (work, { memberId, skillId, helperIds }) => helpersKnown(work, memberId, skillId, helperIds),
    officeHoursChanged: (work, { hoursId }) => newsChanged(work, 'hours', hoursId),
    officeHoursOpened: (work, { hoursId, hostId, skillIds }) =>
      fitAppeared(work, { kind: 'hours', subjectId: hoursId, byId: hostId, skillIds }),
  },
  upkeep: (work) => planFreshness(work),
};

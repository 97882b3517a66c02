import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { fitAppeared, helpersKnown, mergeTopics, newsChanged, offersChanged, planFreshness } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const goals: Feature = {
  name: 'goals',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: {
    skillsMerging: mergeTopics,
    profileSaved: (tx, { memberId }) => offersChanged(tx, memberId),
    async skillsOffered(tx, { memberId, skillIds }) {
      await offersChanged(tx, memberId);
      await fitAppeared(tx, { kind: 'helper', subjectId: memberId, byId: memberId, skillIds });
    },
    helpersShown: (tx, { memberId, skillId, helperIds }) => helpersKnown(tx, memberId, skillId, helperIds),
    officeHoursChanged: (tx, { hoursId }) => newsChanged(tx, 'hours', hoursId),
    officeHoursOpened: (tx, { hoursId, hostId, skillIds }) =>
      fitAppeared(tx, { kind: 'hours', subjectId: hoursId, byId: hostId, skillIds }),
  },
  upkeep: (tx) => planFreshness(tx),
  privacy: personal,
};

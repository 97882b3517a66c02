import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { askAboutDeparture, refreshDeparture, tellOfUnreachable } from './service.ts';
import { register } from './slack.ts';

export const upkeep: Feature = {
  name: 'upkeep',
  slack: register,
  jobs: registerJobs,
  listeners: {
    memberUnreachable: (work, { memberId }) => tellOfUnreachable(work, memberId),
    departureAsked: (work, { departureId }) => askAboutDeparture(work, departureId),
    departureChanged: (work, { departureId }) => refreshDeparture(work, departureId),
  },
};

import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { askAboutDeparture, refreshDeparture, tellOfUnreachable } from './service.ts';
import { register } from './slack.ts';

export const opsAlerts: Feature = {
  name: 'ops-alerts',
  slack: register,
  jobs: registerJobs,
  listeners: {
    memberUnreachable: (tx, { memberId }) => tellOfUnreachable(tx, memberId),
    departureAsked: (tx, { departureId }) => askAboutDeparture(tx, departureId),
    departureChanged: (tx, { departureId }) => refreshDeparture(tx, departureId),
  },
};

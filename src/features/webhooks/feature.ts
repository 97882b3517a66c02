import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs/index.ts';
import { personal } from './privacy.ts';
import { planTelling } from './service/index.ts';
import { register, subcommands } from './slack.ts';

export const webhooks: Feature = {
  name: 'webhooks',
  slack: register,
  jobs: registerJobs,
  subcommands,
  privacy: personal,
  listeners: {
    sessionHeld: (tx, { sessionId }) => planTelling(tx, 'session.held', sessionId),
    actionDone: (tx, { actionId }) => planTelling(tx, 'action.done', actionId),
    outcomeUsed: (tx, { sessionId }) => planTelling(tx, 'outcome.used', sessionId),
    badgeAwarded: (tx, { memberId, badge }) => planTelling(tx, 'badge.awarded', `${memberId}:${badge}`),
    pulseClosed: (tx, { roundId, kind }) => planTelling(tx, 'pulse.closed', roundId, kind),
  },
};

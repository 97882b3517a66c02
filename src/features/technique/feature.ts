import type { Feature } from '../../feature.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { decks } from './service/decks.ts';
import { sessionEnded } from './service/index.ts';
import { register } from './slack.ts';

export const technique: Feature = {
  name: 'technique',
  slack: register,
  jobs: registerJobs,
  listeners: {
    sessionEnded: (tx, { sessionId }) => sessionEnded(tx, sessionId),
  },
  prepare: decks,
  privacy: personal,
};

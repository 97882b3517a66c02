import type { Tx } from '../../database/transaction.ts';
import type { Feature } from '../../feature.ts';
import type { Session } from '../sessions/rules/index.ts';
import { getSession } from '../sessions/service/index.ts';
import { registerJobs } from './jobs.ts';
import { personal } from './privacy.ts';
import { dropQuestions, lookBackOn, planReflections, takeBackReflections } from './service/index.ts';
import { questions } from './service/questions.ts';
import { register } from './slack.ts';
import { partnersSince, ratingSums, ratingsOf } from './store/ratings.ts';

export const reflections: Feature = {
  name: 'reflections',
  slack: register,
  jobs: registerJobs,
  listeners: {
    sessionEnded: (tx, { sessionId }) => onSession(tx, sessionId, lookBackOn),
    sessionHeld: (tx, { sessionId }) => onSession(tx, sessionId, planReflections),
    sessionNotHeld: (tx, { sessionId }) => onSession(tx, sessionId, takeBackReflections),
    talkDenied: (tx, { sessionId }) => onSession(tx, sessionId, dropQuestions),
  },
  prepare: questions,
  privacy: personal,
  trackRecord: { ratingSums, ratingsOf, partnersSince },
};

async function onSession(tx: Tx, id: string, then: (tx: Tx, session: Session) => Promise<void>): Promise<void> {
  const session = await getSession(tx, id);
  if (session) await then(tx, session);
}

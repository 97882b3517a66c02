import type { Feature } from '../../feature.ts';
import type { Work } from '../../work.ts';
import type { Session } from '../sessions/rules.ts';
import { getSession } from '../sessions/service.ts';
import { registerJobs } from './jobs.ts';
import { questions } from './questions.ts';
import { dropQuestions, lookBackOn, planReflections, takeBackReflections } from './service.ts';
import { register } from './slack.ts';

export const reflections: Feature = {
  name: 'reflections',
  slack: register,
  jobs: registerJobs,
  listeners: {
    sessionEnded: (work, { sessionId }) => onSession(work, sessionId, lookBackOn),
    sessionHeld: (work, { sessionId }) => onSession(work, sessionId, planReflections),
    sessionNotHeld: (work, { sessionId }) => onSession(work, sessionId, takeBackReflections),
    talkDenied: (work, { sessionId }) => onSession(work, sessionId, dropQuestions),
  },
  prepare: questions,
};

async function onSession(work: Work, id: string, then: (work: Work, session: Session) => Promise<void>): Promise<void> {
  const session = await getSession(work, id);
  if (session) await then(work, session);
}

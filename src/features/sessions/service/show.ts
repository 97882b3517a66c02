import type { Words } from '../../../jobs/define.ts';
import type { Work } from '../../../work.ts';
import { actionsOfSession } from '../../follow-ups/service.ts';
import { skillName } from '../../skills/service/index.ts';
import { findSession } from '../store.ts';

/** What messages about a session show of it; undefined when there is none. */
export async function showSession(work: Work, sessionId: string) {
  const session = await findSession(work, sessionId);
  if (!session) return undefined;
  const steps = (await actionsOfSession(work, sessionId)).length;
  return { session, topic: await skillName(work, session.skillId), steps };
}

/** All that is said in a session is said by one of the two to the other, or about them. */
export async function betweenTheTwo(work: Work, { sessionId }: { sessionId: string }): Promise<Words> {
  const session = await findSession(work, sessionId);
  return session ? [[session.mentorId, session.menteeId, 'under way']] : [];
}

import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { isHeld } from '../rules/held.ts';
import type { Session } from '../rules.ts';
import { changeSession } from '../store.ts';
import { postRecap, refresh } from './queue.ts';

/**
 * Decides whether a session was held, when it ends and whenever somebody says more about it, and stores it once for all
 * that counts it. What was held is looked back on the next working morning.
 */
export async function settle(work: Work, session: Session): Promise<Session> {
  const isNow = isHeld(session);
  if (isNow === (session.heldAt !== undefined)) return session;
  const settled = await changeSession(work, session.id, { held_at: isNow ? iso(work.now) : null });
  if (!settled) throw new Error(`Session ${session.id} is gone`);
  await refresh(work, settled);
  if (settled.recapTs) await postRecap(work, settled, false);
  const sessionId = session.id;
  await publish(work, isNow ? { sessionHeld: { sessionId } } : { sessionNotHeld: { sessionId } });
  return settled;
}

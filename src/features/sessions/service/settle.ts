import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import { isHeld } from '../rules/held.ts';
import type { Session } from '../rules/index.ts';
import { changeSession } from '../store/index.ts';
import { postRecap, refresh } from './queue.ts';

/**
 * Decides whether a session was held, when it ends and whenever somebody says more about it, and stores it once for all
 * that counts it. What was held is looked back on the next working morning.
 */
export async function settle(tx: Tx, session: Session): Promise<Session> {
  const isNow = isHeld(session);
  if (isNow === (session.heldAt !== undefined)) return session;
  const settled = await changeSession(tx, session.id, { held_at: isNow ? iso(tx.now) : null });
  if (!settled) throw new Error(`Session ${session.id} is gone`);
  await refresh(tx, settled);
  if (settled.recapTs) await postRecap(tx, settled, false);
  const sessionId = session.id;
  await publish(tx, isNow ? { sessionHeld: { sessionId } } : { sessionNotHeld: { sessionId } });
  return settled;
}

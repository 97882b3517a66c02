import type { Tx } from '../../../database/transaction.ts';
import type { Meeting } from '../../sessions/service/index.ts';
import { eligibleOf, restingFromQuiet } from '../../sessions/service/index.ts';
import type { NotAsked, Request } from '../rules/index.ts';

type Asked = Pick<Request, 'menteeId' | 'isAnonymous' | 'format'>;

/** Why each of these colleagues may not be asked about a request; undefined for those who may. */
export async function notAskedOf(
  tx: Tx,
  asked: Asked,
  ids: string[],
  meeting?: Meeting,
): Promise<Map<string, NotAsked | undefined>> {
  const reasons = new Map<string, NotAsked | undefined>(
    await eligibleOf(tx, ids, asked.menteeId, meeting, asked.format),
  );
  if (!asked.isAnonymous) return reasons;
  for (const id of (await restingFromQuiet(tx, ids)).keys()) if (!reasons.get(id)) reasons.set(id, 'resting');
  return reasons;
}

/** The same for one colleague. */
export async function whyNotAsked(
  tx: Tx,
  asked: Asked,
  mentorId: string,
  meeting?: Meeting,
): Promise<NotAsked | undefined> {
  return (await notAskedOf(tx, asked, [mentorId], meeting)).get(mentorId);
}

/** Why a colleague may not take what they were asked before, or suggest a time for it. */
export async function whyNotTaken(
  tx: Tx,
  asked: Asked,
  mentorId: string,
  meeting?: Meeting,
): Promise<Exclude<NotAsked, 'unwanted'> | undefined> {
  const why = await whyNotAsked(tx, asked, mentorId, meeting);
  // Who asked them quietly before must not come out by a later question of the same person.
  return why === 'unwanted' ? undefined : why;
}

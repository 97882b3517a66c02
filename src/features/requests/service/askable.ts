import type { Work } from '../../../work.ts';
import type { Meeting } from '../../sessions/service.ts';
import { eligibleOf, restingFromQuiet } from '../../sessions/service.ts';
import type { NotAsked, Request } from '../rules.ts';

type Asked = Pick<Request, 'menteeId' | 'isAnonymous' | 'format'>;

/** Why each of these colleagues may not be asked about a request; undefined for those who may. */
export async function notAskedOf(
  work: Work,
  asked: Asked,
  ids: string[],
  meeting?: Meeting,
): Promise<Map<string, NotAsked | undefined>> {
  const reasons = new Map<string, NotAsked | undefined>(
    await eligibleOf(work, ids, asked.menteeId, meeting, asked.format),
  );
  if (!asked.isAnonymous) return reasons;
  for (const id of (await restingFromQuiet(work, ids)).keys()) if (!reasons.get(id)) reasons.set(id, 'resting');
  return reasons;
}

/** The same for one colleague. */
export async function whyNotAsked(
  work: Work,
  asked: Asked,
  mentorId: string,
  meeting?: Meeting,
): Promise<NotAsked | undefined> {
  return (await notAskedOf(work, asked, [mentorId], meeting)).get(mentorId);
}

/** Why a colleague may not take what they were asked before, or suggest a time for it. */
export async function whyNotTaken(
  work: Work,
  asked: Asked,
  mentorId: string,
  meeting?: Meeting,
): Promise<Exclude<NotAsked, 'unwanted'> | undefined> {
  const why = await whyNotAsked(work, asked, mentorId, meeting);
  // Who asked them quietly before must not come out by a later question of the same person.
  return why === 'unwanted' ? undefined : why;
}

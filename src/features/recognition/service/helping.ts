import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { isPaused } from '../../members/rules/index.ts';
import { offerSkill } from '../../members/service/profile.ts';
import { requireMember } from '../../members/service.ts';
import { waitingPeople } from '../../requests/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { skillNameOf } from '../../skills/service/index.ts';

export type Helping = { topic: string; isNew: boolean; isPaused: boolean };

/**
 * Somebody says under the digest that they can help with a topic: they offer it from now on, and those who wait for it
 * and may ask them are told. @throws UserError when they cannot.
 */
export async function offerHelp(tx: Tx, skillId: string, byId: string): Promise<Helping> {
  const topic = await skillNameOf(tx, skillId);
  if (topic === undefined)
    throw new UserError('That topic is no longer here. `/mentor skills` is where you say what you know.');
  const member = await requireMember(tx, byId);
  if (member.isGuest && !(await getSettings(tx)).allowGuests)
    throw new UserError('Guests don’t mentor in this workspace. It’s kind of you to offer.');
  const waiting = await waitingPeople(tx, skillId);
  if (waiting.includes(byId))
    throw new UserError(`You’re looking for help with ${topic} yourself. I’ll tell you as soon as someone offers it.`);
  const isNew = await offerSkill(tx, byId, skillId);
  return { topic, isNew, isPaused: isPaused(member, tx.now) };
}

import type { Tx } from '../../../database/transaction.ts';
import type { Member } from '../../members/rules/index.ts';
import { isPastAll } from '../rules/days.ts';
import type { Newcomer } from '../rules/index.ts';
import { findNewcomer } from '../store/index.ts';

/** A member as a newcomer, with or without a buddy; undefined for whoever knows the place by now. */
export async function stillNew(tx: Tx, member: Member): Promise<Newcomer | undefined> {
  const newcomer = await findNewcomer(tx, member.id);
  if (newcomer?.state !== 'open' && newcomer?.state !== 'declined') return undefined;
  return isPastAll(member, newcomer.startsOn, tx.now) ? undefined : newcomer;
}

import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import type { Away } from '../../members/rules/index.ts';
import { learnPerson, requireMember, type SlackUser } from '../../members/service.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { beginning } from '../rules/days.ts';
import { type Newcomer, needsAnother } from '../rules/index.ts';
import { findNewcomer, insertNewcomer, lockNewcomer, updateNewcomer } from '../store/index.ts';
import { addWilling, isWilling, openPair, removeWilling } from '../store/pairs.ts';
import { endedGroup } from './job-kinds.ts';
import { planMatching } from './match.ts';
import { close, knownPair, lockPair } from './pairs.ts';

/** Somebody came into the workspace: today is their first day. Guests and apps are nobody's newcomers. */
export async function joined(tx: Tx, user: SlackUser): Promise<void> {
  if (!(await getSettings(tx)).hasBuddies) return;
  await learnPerson(tx, user);
  const member = await requireMember(tx, user.id);
  if (member.isBot || member.isGuest || member.isDeactivated) return;
  const startsOn = tx.now.toZonedDateTimeISO(member.zone).toPlainDate();
  const dates = { starts_on: startsOn.toString(), begins_at: iso(beginning(member, startsOn)) };
  if (!(await insertNewcomer(tx, { member_id: user.id, ...dates }))) return;
  tx.touch(user.id);
  await planMatching(tx);
}

/** The newcomer, locked. @throws UserError for somebody who is none. */
async function newcomerFor(tx: Tx, by: string): Promise<Newcomer> {
  const newcomer = await lockNewcomer(tx, by);
  if (!newcomer || newcomer.state === 'over' || newcomer.state === 'left') {
    throw new UserError(
      'Buddies are for the first ninety working days, so nothing was changed. A mentor helps any time: `/mentor` and a topic.',
    );
  }
  return newcomer;
}

/** The newcomer would like somebody else, once and without a reason. @throws UserError when they did before, or have nobody. */
export async function changeBuddy(tx: Tx, pairId: string, by: string): Promise<void> {
  const newcomer = await newcomerFor(tx, by);
  const pair = await knownPair(tx, by);
  if (pair?.id !== pairId) throw new UserError('That was about an earlier buddy, so nothing was changed.');
  if (newcomer.hasChanged) {
    throw new UserError('You’ve had someone else found once. You can still opt out of buddies, in `/mentor buddy`.');
  }
  await updateNewcomer(tx, by, { has_changed: 1 });
  await close(tx, pair, 'changed');
}

/** The newcomer would rather have no buddy, without a reason. @throws UserError when they said so before. */
export async function refuseBuddy(tx: Tx, by: string): Promise<void> {
  const newcomer = await newcomerFor(tx, by);
  if (newcomer.state === 'declined') throw new UserError('You said so already, and no one is looked for.');
  await updateNewcomer(tx, by, { state: 'declined' });
  const pair = await openPair(tx, 'newcomer_id', by);
  if (pair) await close(tx, pair, 'refused');
  else await refreshPrompts(tx, endedGroup(by));
  tx.touch(by);
}

/** The newcomer would like a buddy after all. @throws UserError when one is looked for already. */
export async function wantBuddy(tx: Tx, by: string): Promise<void> {
  const newcomer = await newcomerFor(tx, by);
  if (newcomer.state === 'open') throw new UserError('I’m looking for someone already. You don’t need to do anything.');
  await updateNewcomer(tx, by, { state: 'open' });
  await refreshPrompts(tx, endedGroup(by));
  tx.touch(by);
  await planMatching(tx);
}

/** The last check-in is some days ago: the two are simply colleagues from now on. */
export async function pairIsOver(tx: Tx, newcomerId: string): Promise<void> {
  const newcomer = await lockNewcomer(tx, newcomerId);
  if (newcomer?.state !== 'open') return;
  await updateNewcomer(tx, newcomerId, { state: 'over', ended_at: iso(tx.now) });
  const pair = await openPair(tx, 'newcomer_id', newcomerId);
  if (pair) await close(tx, pair, 'over');
  tx.touch(newcomerId);
}

/** A member would welcome newcomers, or no longer. Newcomers who wait are looked after again. @throws UserError for guests. */
export async function setWelcoming(tx: Tx, by: string, isWelcoming: boolean): Promise<void> {
  const member = await requireMember(tx, by);
  if (member.isGuest) throw new UserError('Guests can’t be buddies, so nothing was changed.');
  if (!isWelcoming) await removeWilling(tx, by);
  else if (!(await getSettings(tx)).hasBuddies) throw new UserError('Buddies aren’t switched on in this workspace.');
  else await addWilling(tx, by);
  tx.touch(by);
  await planMatching(tx);
}

/** Somebody is back from a break: they can be asked again. */
export async function buddyBack(tx: Tx, memberId: string): Promise<void> {
  if (await isWilling(tx, memberId)) await planMatching(tx);
}

/**
 * A member is away: their newcomer gets somebody else, unless it is for some days only; the pair of a newcomer who left
 * is closed.
 */
export async function buddyAway(tx: Tx, memberId: string, away: Away): Promise<void> {
  const known = await openPair(tx, 'buddy_id', memberId);
  const pair = known && (await lockPair(tx, known.id));
  if (pair && pair.state !== 'closed' && needsAnother(pair, away, tx.now)) await close(tx, pair, 'away');
  if (away !== 'left') return;
  await removeWilling(tx, memberId);
  const newcomer = (await findNewcomer(tx, memberId)) && (await lockNewcomer(tx, memberId));
  if (!newcomer || newcomer.state === 'over') return;
  await updateNewcomer(tx, memberId, { state: 'left', ended_at: iso(tx.now) });
  const own = await openPair(tx, 'newcomer_id', memberId);
  if (own) await close(tx, own, 'newcomer-left');
}

import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import type { Away } from '../../members/rules.ts';
import { learnPerson, requireMember, type SlackUser } from '../../members/service.ts';
import { refreshPrompts } from '../../prompts/service.ts';
import { getSettings } from '../../settings/service.ts';
import { beginning } from '../rules/days.ts';
import { type Newcomer, needsAnother } from '../rules.ts';
import { addWilling, isWilling, openPair, removeWilling } from '../store/pairs.ts';
import { findNewcomer, insertNewcomer, lockNewcomer, updateNewcomer } from '../store.ts';
import { endedGroup } from './kinds.ts';
import { planMatching } from './match.ts';
import { close, knownPair, lockPair } from './pairs.ts';

/** Somebody came into the workspace: today is their first day. Guests and apps are nobody's newcomers. */
export async function joined(work: Work, user: SlackUser): Promise<void> {
  if (!(await getSettings(work)).hasBuddies) return;
  await learnPerson(work, user);
  const member = await requireMember(work, user.id);
  if (member.isBot || member.isGuest || member.isDeactivated) return;
  const startsOn = work.now.toZonedDateTimeISO(member.zone).toPlainDate();
  const dates = { starts_on: startsOn.toString(), begins_at: iso(beginning(member, startsOn)) };
  if (!(await insertNewcomer(work, { member_id: user.id, ...dates }))) return;
  work.touch(user.id);
  await planMatching(work);
}

/** The newcomer, locked. @throws UserError for somebody who is none. */
async function newcomerFor(work: Work, by: string): Promise<Newcomer> {
  const newcomer = await lockNewcomer(work, by);
  if (!newcomer || newcomer.state === 'over' || newcomer.state === 'left') {
    throw new UserError(
      'Buddies are for the first ninety working days, so nothing was changed. A mentor helps any time: `/mentor` and a topic.',
    );
  }
  return newcomer;
}

/** The newcomer would like somebody else, once and without a reason. @throws UserError when they did before, or have nobody. */
export async function changeBuddy(work: Work, pairId: string, by: string): Promise<void> {
  const newcomer = await newcomerFor(work, by);
  const pair = await knownPair(work, by);
  if (pair?.id !== pairId) throw new UserError('That was about an earlier buddy, so nothing was changed.');
  if (newcomer.hasChanged) {
    throw new UserError('You have had somebody else found once. You can still go without a buddy, in `/mentor buddy`.');
  }
  await updateNewcomer(work, by, { has_changed: 1 });
  await close(work, pair, 'changed');
}

/** The newcomer would rather have no buddy, without a reason. @throws UserError when they said so before. */
export async function refuseBuddy(work: Work, by: string): Promise<void> {
  const newcomer = await newcomerFor(work, by);
  if (newcomer.state === 'declined') throw new UserError('You said so already, and nobody is looked for.');
  await updateNewcomer(work, by, { state: 'declined' });
  const pair = await openPair(work, 'newcomer_id', by);
  if (pair) await close(work, pair, 'refused');
  else await refreshPrompts(work, endedGroup(by));
  work.touch(by);
}

/** The newcomer would like a buddy after all. @throws UserError when one is looked for already. */
export async function wantBuddy(work: Work, by: string): Promise<void> {
  const newcomer = await newcomerFor(work, by);
  if (newcomer.state === 'open') throw new UserError('I am looking for somebody already. You need not do anything.');
  await updateNewcomer(work, by, { state: 'open' });
  await refreshPrompts(work, endedGroup(by));
  work.touch(by);
  await planMatching(work);
}

/** The last check-in is some days ago: the two are simply colleagues from now on. */
export async function pairIsOver(work: Work, newcomerId: string): Promise<void> {
  const newcomer = await lockNewcomer(work, newcomerId);
  if (newcomer?.state !== 'open') return;
  await updateNewcomer(work, newcomerId, { state: 'over', ended_at: iso(work.now) });
  const pair = await openPair(work, 'newcomer_id', newcomerId);
  if (pair) await close(work, pair, 'over');
  work.touch(newcomerId);
}

/** A member would welcome newcomers, or no longer. Newcomers who wait are looked after again. @throws UserError for guests. */
export async function setWelcoming(work: Work, by: string, isWelcoming: boolean): Promise<void> {
  const member = await requireMember(work, by);
  if (member.isGuest) throw new UserError('Guests cannot be buddies, so nothing was changed.');
  if (!isWelcoming) await removeWilling(work, by);
  else if (!(await getSettings(work)).hasBuddies) throw new UserError('Buddies are not switched on in this workspace.');
  else await addWilling(work, by);
  work.touch(by);
  await planMatching(work);
}

/** Somebody is back from a break: they can be asked again. */
export async function buddyBack(work: Work, memberId: string): Promise<void> {
  if (await isWilling(work, memberId)) await planMatching(work);
}

/**
 * A member is away: their newcomer gets somebody else, unless it is for some days only; the pair of a newcomer who left
 * is closed.
 */
export async function buddyAway(work: Work, memberId: string, away: Away): Promise<void> {
  const known = await openPair(work, 'buddy_id', memberId);
  const pair = known && (await lockPair(work, known.id));
  if (pair && pair.state !== 'closed' && needsAnother(pair, away, work.now)) await close(work, pair, 'away');
  if (away !== 'left') return;
  await removeWilling(work, memberId);
  const newcomer = (await findNewcomer(work, memberId)) && (await lockNewcomer(work, memberId));
  if (!newcomer || newcomer.state === 'over') return;
  await updateNewcomer(work, memberId, { state: 'left', ended_at: iso(work.now) });
  const own = await openPair(work, 'newcomer_id', memberId);
  if (own) await close(work, own, 'newcomer-left');
}

import type { Tx } from '../../../database/transaction.ts';
import { areFew } from '../../../small-counts.ts';
import { isBefore } from '../../../time.ts';
import type { Member } from '../../members/rules/index.ts';
import { isOwner, requireMember } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { nextCheckIn } from '../rules/days.ts';
import type { Newcomer, Pair } from '../rules/index.ts';
import { checkInsOf, countChoices } from '../store/check-ins.ts';
import { countComing, findNewcomer, unmatchedIds } from '../store/index.ts';
import { countPairs, countWilling, findPair, isWilling, openPair } from '../store/pairs.ts';
import { checkInOf } from './buddy-files.ts';
import { knownPair } from './pairs.ts';
import { stillNew } from './still-new.ts';

export { notedSince } from '../store/index.ts';
export * from './check-ins.ts';
export { applyImport, importNewcomers, planImport } from './import.ts';
export * from './job-kinds.ts';
export { matchWaiting, planMatching } from './match.ts';
export * from './newcomers.ts';
export * from './pairs.ts';

/** What the modal of this feature shows to one member. */
export async function roomOf(tx: Tx, memberId: string) {
  const { hasBuddies } = await getSettings(tx);
  return {
    hasBuddies,
    ...(await mineOf(tx, memberId)),
    owner: hasBuddies && (await isOwner(tx, memberId)) ? await ownerViewOf(tx) : undefined,
  };
}

/** A member's own part: as a newcomer, as a buddy, and whether they would welcome somebody. */
export async function mineOf(tx: Tx, memberId: string) {
  const pair = await openPair(tx, 'buddy_id', memberId);
  const member = await requireMember(tx, memberId);
  const newcomer = await stillNew(tx, member);
  return {
    newcomer: newcomer && (await asNewcomer(tx, newcomer, member)),
    pair: pair && (await pairNow(tx, pair.id)),
    isWelcoming: await isWilling(tx, memberId),
    mayWelcome: !member.isGuest && newcomer === undefined,
  };
}

/** The same for App Home, or undefined where there are no buddies. */
export async function buddiesFor(tx: Tx, memberId: string) {
  return (await getSettings(tx)).hasBuddies ? mineOf(tx, memberId) : undefined;
}

async function asNewcomer(tx: Tx, newcomer: Newcomer, member: Member) {
  const pair = await knownPair(tx, member.id);
  const done = (await checkInsOf(tx, member.id)).map((c) => c.day);
  const next = pair?.state === 'introduced' ? nextCheckIn(member, newcomer.startsOn, tx.now, done) : undefined;
  const { state, hasChanged, beginsAt } = newcomer;
  return { state, hasChanged, beginsAt, isComing: isBefore(tx.now, beginsAt), pair, next };
}

/** What owners see: counts, who has no buddy, and answers where enough people gave them. */
async function ownerViewOf(tx: Tx) {
  const states = await countPairs(tx);
  const of = (state: Pair['state']) => states.get(state) ?? 0;
  const answers = Map.groupBy(await countChoices(tx), (row) => row.day);
  return {
    counts: {
      introduced: of('introduced'),
      accepted: of('accepted'),
      asked: of('asked'),
      coming: await countComing(tx),
    },
    willing: await countWilling(tx),
    unmatched: await unmatchedIds(tx),
    answers: [...answers].flatMap(([day, rows]) => {
      const total = rows.reduce((sum, row) => sum + row.n, 0);
      const about = checkInOf(day);
      if (!about || areFew(total)) return [];
      const given = about.answers.map(({ say }, choice) => ({ say, n: rows.find((r) => r.choice === choice)?.n ?? 0 }));
      return [{ day, ask: about.ask, given }];
    }),
  };
}

/** A pair as it is now, with what its prompts say about the newcomer; undefined when it is gone. */
export async function pairNow(tx: Tx, pairId: string) {
  const pair = await findPair(tx, pairId);
  if (!pair) return undefined;
  const [newcomer, buddy] = [await requireMember(tx, pair.newcomerId), await requireMember(tx, pair.buddyId)];
  const about = await findNewcomer(tx, pair.newcomerId);
  const isLooking = (await getSettings(tx)).hasBuddies && about?.state === 'open';
  const isWanted = isLooking && !(await knownPair(tx, pair.newcomerId));
  return { pair, newcomer, buddy, startsOn: about?.startsOn, hasChanged: about?.hasChanged ?? true, isWanted };
}

import { areFew } from '../../small-counts.ts';
import { isBefore } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { Member } from '../members/rules.ts';
import { isOwner, requireMember } from '../members/service.ts';
import { getSettings } from '../settings/service.ts';
import { checkInOf } from './buddy-files.ts';
import { nextCheckIn } from './rules/days.ts';
import type { Newcomer, Pair } from './rules.ts';
import { knownPair } from './service/pairs.ts';
import { stillNew } from './service/still-new.ts';
import { checkInsOf, countChoices } from './store/check-ins.ts';
import { countPairs, countWilling, findPair, isWilling, openPair } from './store/pairs.ts';
import { countComing, findNewcomer, unmatchedIds } from './store.ts';

export * from './service/check-ins.ts';
export { applyImport, importNewcomers, planImport } from './service/import.ts';
export * from './service/kinds.ts';
export { matchWaiting, planMatching } from './service/match.ts';
export * from './service/newcomers.ts';
export * from './service/pairs.ts';
export { notedSince } from './store.ts';

/** What the modal of this room shows to one member. */
export async function roomOf(work: Work, memberId: string) {
  const { hasBuddies } = await getSettings(work);
  return {
    hasBuddies,
    ...(await mineOf(work, memberId)),
    owner: hasBuddies && (await isOwner(work, memberId)) ? await ownerViewOf(work) : undefined,
  };
}

/** A member's own part: as a newcomer, as a buddy, and whether they would welcome somebody. */
export async function mineOf(work: Work, memberId: string) {
  const pair = await openPair(work, 'buddy_id', memberId);
  const member = await requireMember(work, memberId);
  const newcomer = await stillNew(work, member);
  return {
    newcomer: newcomer && (await asNewcomer(work, newcomer, member)),
    pair: pair && (await pairNow(work, pair.id)),
    isWelcoming: await isWilling(work, memberId),
    mayWelcome: !member.isGuest && newcomer === undefined,
  };
}

/** The same for App Home, or undefined where there are no buddies. */
export async function buddiesFor(work: Work, memberId: string) {
  return (await getSettings(work)).hasBuddies ? mineOf(work, memberId) : undefined;
}

async function asNewcomer(work: Work, newcomer: Newcomer, member: Member) {
  const pair = await knownPair(work, member.id);
  const done = (await checkInsOf(work, member.id)).map((c) => c.day);
  const next = pair?.state === 'introduced' ? nextCheckIn(member, newcomer.startsOn, work.now, done) : undefined;
  const { state, hasChanged, beginsAt } = newcomer;
  return { state, hasChanged, beginsAt, isComing: isBefore(work.now, beginsAt), pair, next };
}

/** What owners see: counts, who has no buddy, and answers where enough people gave them. */
async function ownerViewOf(work: Work) {
  const states = await countPairs(work);
  const of = (state: Pair['state']) => states.get(state) ?? 0;
  const answers = Map.groupBy(await countChoices(work), (row) => row.day);
  return {
    counts: {
      introduced: of('introduced'),
      accepted: of('accepted'),
      asked: of('asked'),
      coming: await countComing(work),
    },
    willing: await countWilling(work),
    unmatched: await unmatchedIds(work),
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
export async function pairNow(work: Work, pairId: string) {
  const pair = await findPair(work, pairId);
  if (!pair) return undefined;
  const [newcomer, buddy] = [await requireMember(work, pair.newcomerId), await requireMember(work, pair.buddyId)];
  const about = await findNewcomer(work, pair.newcomerId);
  const isWanted = about?.state === 'open' && !(await knownPair(work, pair.newcomerId));
  return { pair, newcomer, buddy, startsOn: about?.startsOn, hasChanged: about?.hasChanged ?? true, isWanted };
}

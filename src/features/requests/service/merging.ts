import type { Tx } from '../../../database/transaction.ts';
import { mentorsOffering } from '../../members/service.ts';
import { refreshPrompts } from '../../prompts/service/index.ts';
import { eligibleOf } from '../../sessions/service/index.ts';
import type { Merge } from '../../skills/service/index.ts';
import type { Request } from '../rules/index.ts';
import { liveAbout, moveRequests, offersOf, waitingFor } from '../store/index.ts';
import { toldOf } from '../store/told.ts';
import { clear, isUnanswered, showOffer, showProgress } from './cascade.ts';
import { close } from './closing.ts';
import { groupOf } from './job-kinds.ts';
import { tellOnce } from './wait-list.ts';

/** Helpers who are looked at in one go. */
const BATCH = 100;

/**
 * Two skills are about to be one. Of somebody's two requests about them the open one stays, else the older; the other
 * is closed, and whoever was asked for it is told so. What the asker reads about both is written anew.
 */
export async function closeDuplicateRequests(tx: Tx, skillIds: [string, string]): Promise<void> {
  const kept = new Map<string, Request>();
  for (const request of await liveAbout(tx, skillIds)) {
    const twin = kept.get(request.menteeId);
    if (!twin) kept.set(request.menteeId, request);
    else if (await close(tx, request, ['open', 'waiting'], 'merged')) {
      await clear(tx, request.id);
      for (const one of [twin, request]) await showAnew(tx, one);
    }
  }
}

/** Requests about the first of two skills are about the second, and whoever reads of one that is open reads its name. */
export async function renameRequests(tx: Tx, merge: Merge): Promise<void> {
  const renamed = await liveAbout(tx, [merge.fromId]);
  await moveRequests(tx, merge);
  for (const request of renamed) {
    await showAnew(tx, request);
    for (const offer of await offersOf(tx, request.id)) if (isUnanswered(offer)) await showOffer(tx, offer);
  }
}

async function showAnew(tx: Tx, request: Request): Promise<void> {
  await refreshPrompts(tx, groupOf(request.id));
  if (request.state === 'open') await showProgress(tx, request);
  tx.touch(request.menteeId);
}

/** Two skills have become this one: who waited under one name hears of those who offered the other. */
export async function wakeMerged(tx: Tx, skillId: string): Promise<void> {
  const helpers = (await mentorsOffering(tx, [skillId])).map((held) => held.memberId);
  for (const { id, menteeId } of await waitingFor(tx, [skillId])) {
    const told = await toldOf(tx, id, helpers);
    const news = helpers.filter((helper) => !told.has(helper));
    if (await hasEligible(tx, news, menteeId)) await tellOnce(tx, id);
  }
}

async function hasEligible(tx: Tx, helpers: string[], menteeId: string): Promise<boolean> {
  for (let at = 0; at < helpers.length; at += BATCH) {
    const refusals = await eligibleOf(tx, helpers.slice(at, at + BATCH), menteeId);
    if ([...refusals.values()].some((refusal) => refusal === undefined)) return true;
  }
  return false;
}

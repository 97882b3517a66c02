import { randomUUID } from 'node:crypto';
import { enqueue, enqueueUnlessWaiting } from '../../../jobs/store.ts';
import { instant, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { addWorkingDays, type Member } from '../../members/rules.ts';
import { getMember, getMembers, trustees } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service.ts';
import { checkEligible, checkUnderWay } from '../../sessions/service.ts';
import { getSettings } from '../../settings/service.ts';
import { buddyFiles } from '../buddy-files.ts';
import { endOfWork, hoursInCommon, isPastAll } from '../rules/days.ts';
import {
  type Candidate,
  DAYS_TO_ANSWER,
  drawBuddy,
  fitOf,
  kindOf,
  LEAST_HOURS_IN_COMMON,
  type Newcomer,
} from '../rules.ts';
import { freeWilling, insertPair, triedFor, type WillingRow } from '../store/pairs.ts';
import { lockNewcomer, nextBeginning, noteUnmatched, updateNewcomer, waitingNewcomers } from '../store.ts';
import { ask, askOver, MATCH_LANE, match, nobody, pairGroup } from './kinds.ts';
import { stillNew } from './still-new.ts';

/** Newcomers who are looked after in one transaction. */
const PAGE = 100;

/** Newcomers who wait are looked after as soon as this transaction is over, and those who begin later when they do. */
export async function planMatching(work: Work): Promise<void> {
  if (!(await getSettings(work)).hasBuddies) return;
  await enqueueUnlessWaiting(work, match, {}, MATCH_LANE);
  const next = await nextBeginning(work);
  if (next) await enqueue(work, match, {}, { key: `buddies.match:${next}`, runAt: instant(next), lane: MATCH_LANE });
}

type After = { beginsAt: string; id: string };

/** Asks somebody for each newcomer who waits, who began first; where nobody can be asked, the owners hear of it once. */
export async function matchWaiting(work: Work, after?: After): Promise<void> {
  if (!(await getSettings(work)).hasBuddies) return;
  const waiting = await waitingNewcomers(work, { after, limit: PAGE });
  const free = await freeWilling(work);
  const members = await getMembers(work, [...waiting.map((n) => n.id), ...free.map((w) => w.id)]);
  const unmatched: string[] = [];
  for (const newcomer of waiting) {
    const member = members.get(newcomer.id);
    if (!member || member.isDeactivated) continue;
    if (isPastAll(member, newcomer.startsOn, work.now)) {
      await updateNewcomer(work, newcomer.id, { state: 'over', ended_at: iso(work.now) });
    } else if (!(await askSomebody(work, newcomer, member, { free, members }))) unmatched.push(newcomer.id);
  }
  await tellOwners(work, unmatched);
  const last = waiting.at(-1);
  if (last && waiting.length === PAGE) {
    const next = { beginsAt: iso(last.beginsAt), id: last.id };
    return void (await enqueue(work, match, { after: next }, { lane: MATCH_LANE }));
  }
  const beginning = await nextBeginning(work);
  if (beginning) {
    await enqueue(work, match, {}, { key: `buddies.match:${beginning}`, runAt: instant(beginning), lane: MATCH_LANE });
  }
}

type Free = { free: WillingRow[]; members: Map<string, Member> };

/** Asks whoever's turn it is. Whoever is asked is taken off `free`. @returns false when nobody can be. */
async function askSomebody(work: Work, newcomer: Newcomer, member: Member, { free, members }: Free): Promise<boolean> {
  // Whoever does not want one any more is not left without somebody.
  if ((await lockNewcomer(work, newcomer.id))?.state !== 'open') return true;
  const tried = await triedFor(work, newcomer.id);
  let candidates = free.flatMap((one) => {
    const buddy = members.get(one.id);
    const fits = buddy && !tried.has(one.id) && candidateFor(member, buddy, one, work.now);
    return fits ? [fits] : [];
  });
  while (candidates.length > 0) {
    const id = drawBuddy(candidates, seedOf(randomUUID()));
    const buddy = id === undefined ? undefined : members.get(id);
    if (!buddy) return false;
    if ((await mayBeBuddy(work, buddy.id, newcomer.id)) && (await askFor(work, newcomer.id, buddy))) {
      free.splice(0, free.length, ...free.filter((one) => one.id !== buddy.id));
      return true;
    }
    candidates = candidates.filter((c) => c.id !== buddy.id);
  }
  return false;
}

const seedOf = (id: string) => Number.parseInt(id.slice(0, 8), 16);

/** A willing member as somebody to ask, or undefined when work, hours or their own choice speak against it. */
function candidateFor(
  newcomer: Member,
  buddy: Member,
  willing: WillingRow,
  now: Temporal.Instant,
): Candidate | undefined {
  if (buddy.id === newcomer.id || buddy.mutes.includes(ask.name)) return undefined;
  const { functions } = buddyFiles();
  const fit = fitOf(kindOf(newcomer, functions), kindOf(buddy, functions));
  if (fit === undefined || hoursInCommon(newcomer, buddy, now) < LEAST_HOURS_IN_COMMON) return undefined;
  return { ...willing, fit };
}

/** The one eligibility rule, and for buddies: no guests, and nobody who is new themselves. How many sessions they have, and how they hold them, is no matter. `isAsked`: they have read for whom. */
export async function mayBeBuddy(work: Work, buddyId: string, newcomerId: string, isAsked = false): Promise<boolean> {
  const why = await (isAsked ? checkUnderWay : checkEligible)(work, buddyId, newcomerId);
  if (why !== undefined && why !== 'full' && why !== 'format') return false;
  const buddy = await getMember(work, buddyId);
  return buddy !== undefined && !buddy.isGuest && (await stillNew(work, buddy)) === undefined;
}

/** Until when somebody who is asked at `now` should have answered. */
export const answerByOf = (buddy: Member, now: Temporal.Instant) =>
  endOfWork(buddy, addWorkingDays(buddy, now, DAYS_TO_ANSWER));

async function askFor(work: Work, newcomerId: string, buddy: Member): Promise<boolean> {
  const id = randomUUID();
  const answerBy = answerByOf(buddy, work.now);
  const pair = { id, newcomer_id: newcomerId, buddy_id: buddy.id, answer_by: iso(answerBy) };
  if (!(await insertPair(work, pair))) return false;
  const schedule = { dueAt: work.now, expiresAt: answerBy, group: pairGroup(id) };
  await queuePrompt(work, ask, { pairId: id }, { ...schedule, memberId: buddy.id, key: `${ask.name}:${id}` });
  await enqueue(work, askOver, { pairId: id }, { key: `${askOver.name}:${id}`, runAt: answerBy });
  work.touch(buddy.id);
  return true;
}

/** One note to those who look after the app; about each newcomer once. */
async function tellOwners(work: Work, unmatched: string[]): Promise<void> {
  if (!(await noteUnmatched(work, unmatched))) return;
  const since = iso(work.now);
  for (const memberId of await trustees(work)) {
    await queuePrompt(
      work,
      nobody,
      { since },
      { memberId, key: `${nobody.name}:${since}:${memberId}`, dueAt: work.now },
    );
  }
}

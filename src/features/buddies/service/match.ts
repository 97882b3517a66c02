import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { enqueue, enqueueUnlessWaiting } from '../../../jobs/store.ts';
import { instant, iso } from '../../../time.ts';
import { addWorkingDays, type Member } from '../../members/rules/index.ts';
import { adminContacts, getMember, getMembers } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { checkEligible, checkUnderWay } from '../../sessions/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import { endOfWork, hoursInCommon, isPastAll } from '../rules/days.ts';
import {
  type Candidate,
  DAYS_TO_ANSWER,
  drawBuddy,
  fitOf,
  kindOf,
  LEAST_HOURS_IN_COMMON,
  type Newcomer,
} from '../rules/index.ts';
import { lockNewcomer, nextBeginning, noteUnmatched, updateNewcomer, waitingNewcomers } from '../store/index.ts';
import { freeWilling, insertPair, triedFor, type WillingRow } from '../store/pairs.ts';
import { buddyFiles } from './buddy-files.ts';
import { askOverJob, askPrompt, MATCH_LANE, matchJob, nobodyPrompt, pairGroup } from './job-kinds.ts';
import { stillNew } from './still-new.ts';

/** Newcomers who are looked after in one transaction. */
const PAGE = 100;

/** Newcomers who wait are looked after as soon as this transaction is over, and those who begin later when they do. */
export async function planMatching(tx: Tx): Promise<void> {
  if (!(await getSettings(tx)).hasBuddies) return;
  await enqueueUnlessWaiting(tx, matchJob, {}, MATCH_LANE);
  const next = await nextBeginning(tx);
  if (next) await enqueue(tx, matchJob, {}, { key: `buddies.match:${next}`, runAt: instant(next), lane: MATCH_LANE });
}

type After = { beginsAt: string; id: string };

/** Asks somebody for each newcomer who waits, who began first; where nobody can be asked, the owners hear of it once. */
export async function matchWaiting(tx: Tx, after?: After): Promise<void> {
  if (!(await getSettings(tx)).hasBuddies) return;
  const waiting = await waitingNewcomers(tx, { after, limit: PAGE });
  const free = await freeWilling(tx);
  const members = await getMembers(tx, [...waiting.map((n) => n.id), ...free.map((w) => w.id)]);
  const unmatched: string[] = [];
  for (const newcomer of waiting) {
    const member = members.get(newcomer.id);
    if (!member || member.isDeactivated) continue;
    if (isPastAll(member, newcomer.startsOn, tx.now)) {
      await updateNewcomer(tx, newcomer.id, { state: 'over', ended_at: iso(tx.now) });
    } else if (!(await askSomebody(tx, newcomer, member, { free, members }))) unmatched.push(newcomer.id);
  }
  await tellOwners(tx, unmatched);
  const last = waiting.at(-1);
  if (last && waiting.length === PAGE) {
    const next = { beginsAt: iso(last.beginsAt), id: last.id };
    return void (await enqueue(tx, matchJob, { after: next }, { lane: MATCH_LANE }));
  }
  const beginning = await nextBeginning(tx);
  if (beginning) {
    await enqueue(tx, matchJob, {}, { key: `buddies.match:${beginning}`, runAt: instant(beginning), lane: MATCH_LANE });
  }
}

type Free = { free: WillingRow[]; members: Map<string, Member> };

/** Asks whoever's turn it is. Whoever is asked is taken off `free`. @returns false when nobody can be. */
async function askSomebody(tx: Tx, newcomer: Newcomer, member: Member, { free, members }: Free): Promise<boolean> {
  // Whoever does not want one any more is not left without somebody.
  if ((await lockNewcomer(tx, newcomer.id))?.state !== 'open') return true;
  const tried = await triedFor(tx, newcomer.id);
  let candidates = free.flatMap((one) => {
    const buddy = members.get(one.id);
    const fits = buddy && !tried.has(one.id) && candidateFor(member, buddy, one, tx.now);
    return fits ? [fits] : [];
  });
  while (candidates.length > 0) {
    const id = drawBuddy(candidates, seedOf(randomUUID()));
    const buddy = id === undefined ? undefined : members.get(id);
    if (!buddy) return false;
    if ((await mayBeBuddy(tx, buddy.id, newcomer.id)) && (await askFor(tx, newcomer.id, buddy))) {
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
  if (buddy.id === newcomer.id || buddy.mutes.includes(askPrompt.name)) return undefined;
  const { functions } = buddyFiles();
  const fit = fitOf(kindOf(newcomer, functions), kindOf(buddy, functions));
  if (fit === undefined || hoursInCommon(newcomer, buddy, now) < LEAST_HOURS_IN_COMMON) return undefined;
  return { ...willing, fit };
}

/** The one eligibility rule, and for buddies: no guests, and nobody who is new themselves. How many sessions they have, and how they hold them, is no matter. `isAsked`: they have read for whom. */
export async function mayBeBuddy(tx: Tx, buddyId: string, newcomerId: string, isAsked = false): Promise<boolean> {
  const why = await (isAsked ? checkUnderWay : checkEligible)(tx, buddyId, newcomerId);
  if (why !== undefined && why !== 'full' && why !== 'format') return false;
  const buddy = await getMember(tx, buddyId);
  return buddy !== undefined && !buddy.isGuest && (await stillNew(tx, buddy)) === undefined;
}

/** Until when somebody who is asked at `now` should have answered. */
export const answerByOf = (buddy: Member, now: Temporal.Instant) =>
  endOfWork(buddy, addWorkingDays(buddy, now, DAYS_TO_ANSWER));

async function askFor(tx: Tx, newcomerId: string, buddy: Member): Promise<boolean> {
  const id = randomUUID();
  const answerBy = answerByOf(buddy, tx.now);
  const pair = { id, newcomer_id: newcomerId, buddy_id: buddy.id, answer_by: iso(answerBy) };
  if (!(await insertPair(tx, pair))) return false;
  const schedule = { dueAt: tx.now, expiresAt: answerBy, group: pairGroup(id) };
  await queuePrompt(tx, askPrompt, { pairId: id }, { ...schedule, memberId: buddy.id, key: `${askPrompt.name}:${id}` });
  await enqueue(tx, askOverJob, { pairId: id }, { key: `${askOverJob.name}:${id}`, runAt: answerBy });
  tx.touch(buddy.id);
  return true;
}

/** One note to those who look after the app; about each newcomer once. */
async function tellOwners(tx: Tx, unmatched: string[]): Promise<void> {
  if (!(await noteUnmatched(tx, unmatched))) return;
  const since = iso(tx.now);
  for (const memberId of await adminContacts(tx)) {
    await queuePrompt(
      tx,
      nobodyPrompt,
      { since },
      { memberId, key: `${nobodyPrompt.name}:${since}:${memberId}`, dueAt: tx.now },
    );
  }
}

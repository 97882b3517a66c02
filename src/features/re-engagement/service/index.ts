import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, isBefore, iso } from '../../../time.ts';
import { nextWeekly } from '../../../weekly.ts';
import { addWorkingDays, atLocal, nextWorkingMoment, workOn } from '../../members/rules/index.ts';
import { adminContacts, getMembers, ownersOnly, requireMember, touchOwners } from '../../members/service.ts';
import {
  cancelPrompts,
  hasDuePrompts,
  queuePrompt,
  refreshPrompts,
  refreshPromptsAt,
} from '../../prompts/service/index.ts';
import { weekOf } from '../../recognition/rules/index.ts';
import { getSettings } from '../../settings/service.ts';
import {
  AWAY_DAYS,
  afterDecision,
  dayOf,
  isQuiet,
  mondaysUpTo,
  type Reasons,
  restedSince,
  roundRestsSince,
  usualOf,
  type Weeks,
  weeksOf,
} from '../rules.ts';
import { countAway, isAway, nextAway, type Sieve } from '../store/away.ts';
import {
  findRound,
  insertInvitation,
  insertRound,
  lastRound,
  lockRound,
  talksBetween,
  updateRound,
} from '../store/index.ts';
import type { MomentumRoundTable } from '../tables.ts';
import {
  goDueJob,
  invitationPrompt,
  inviteDueJob,
  inviteGroup,
  lookDueJob,
  quietNotePrompt,
  roundGroup,
} from './job-kinds.ts';
import { reasonsFor } from './reasons.ts';

export * from './job-kinds.ts';

/** Mondays at nine, workspace time: the week before is over everywhere. */
const LOOK = { days: [1], time: '09:00' };
/** Days for which the note to the owners, and an invitation, are worth sending. */
const NOTE_DAYS = 5;
const INVITATION_DAYS = 7;
/** People invited in one transaction. */
const AT_ONCE = 50;

/** Plans the look at the week that is going on; planning twice changes nothing. */
export async function planMomentum(tx: Tx): Promise<void> {
  const at = nextWeekly(LOOK, (await getSettings(tx)).zone, tx.now);
  await enqueue(tx, lookDueJob, { at: iso(at) }, { key: `momentum-look:${iso(at)}`, runAt: at });
}

/** Looks at the week before `at`. If it was quiet, the owners are told how many people would be invited. */
export async function lookAtWeek(tx: Tx, at: Temporal.Instant): Promise<void> {
  const { invitesWhenQuiet, zone } = await getSettings(tx);
  const week = weekOf(zone, at.subtract({ hours: 24 * 7 }));
  // After a longer downtime the week is history.
  const isFresh = weekOf(zone, at) === weekOf(zone, tx.now);
  const weeks = await weeksUpTo(tx, week);
  if (!invitesWhenQuiet || !isFresh || !isQuiet(weeks)) return;
  const last = await lastRound(tx);
  if (last && isBefore(roundRestsSince(tx.now), instant(last.created_at))) return;
  const people = await countAway(tx, await sieveNow(tx), restedSince(tx.now));
  if (people === 0) return;
  const usual = Math.round(usualOf(weeks.before));
  if (!(await insertRound(tx, { week, talks: weeks.talks, usual, people }))) return;
  await touchOwners(tx);
  const expiresAt = tx.now.add({ hours: 24 * NOTE_DAYS });
  for (const memberId of await adminContacts(tx)) {
    const schedule = { memberId, key: `${roundGroup(week)}:${memberId}`, dueAt: tx.now, expiresAt };
    await queuePrompt(tx, quietNotePrompt, { week, memberId }, { ...schedule, group: roundGroup(week) });
  }
}

/** Conversations of a week and of those before it. */
async function weeksUpTo(tx: Tx, week: string): Promise<Weeks> {
  const mondays = mondaysUpTo((await getSettings(tx)).zone, week);
  const [from, to] = [mondays[0], mondays.at(-1)];
  return weeksOf(mondays, from && to ? await talksBetween(tx, from, to) : []);
}

async function sieveNow(tx: Tx): Promise<Sieve> {
  const { allowGuests } = await getSettings(tx);
  return { awaySince: tx.now.subtract({ hours: 24 * AWAY_DAYS }), allowGuests, kind: invitationPrompt.name };
}

/**
 * An owner is being told: from now they have a working day to stop it. As long as no owner has been told, nobody is
 * invited.
 */
export async function startWaiting(tx: Tx, week: string, memberId: string): Promise<void> {
  const round = await lockRound(tx, week);
  if (round?.state !== 'asked' || round.goes_at !== null) return;
  const owner = await requireMember(tx, memberId);
  const time = tx.now.toZonedDateTimeISO(owner.zone).toPlainTime().toString({ smallestUnit: 'minute' });
  const runAt = atLocal(owner, addWorkingDays(owner, tx.now, 1), time);
  await updateRound(tx, week, { goes_at: iso(runAt) });
  await enqueue(tx, goDueJob, { week }, { key: `momentum-go:${week}`, runAt });
}

/** Whether invitations after a quiet week can be stopped or let go still. */
export const roundWaiting = async (tx: Tx) => (await lastRound(tx))?.state === 'asked';

export type Round = Omit<MomentumRoundTable, 'workspace_id' | 'goes_at' | 'created_at'> & {
  goesAt: Temporal.Instant | undefined;
  /** Invitations of it are still to be sent. */
  isSending: boolean;
};

/** A round as it is now, or undefined when there was none after that week. */
export async function roundNow(tx: Tx, week: string): Promise<Round | undefined> {
  const row = await findRound(tx, week);
  return row && toRound(tx, row);
}

async function toRound(tx: Tx, { goes_at, ...row }: MomentumRoundTable): Promise<Round> {
  const isSending = row.state === 'going' && (await hasDuePrompts(tx, inviteGroup(row.week)));
  return { ...row, isSending, goesAt: goes_at === null ? undefined : instant(goes_at) };
}

export type Status = { isOn: boolean; weeks: Weeks; usual: number; round: Round | undefined };

/** How the last whole week was, and what came of it. @throws UserError when they are no owner. */
export async function statusFor(tx: Tx, by: string): Promise<Status> {
  await ownersOnly(tx, by);
  const { invitesWhenQuiet, zone } = await getSettings(tx);
  const weeks = await weeksUpTo(tx, weekOf(zone, tx.now.subtract({ hours: 24 * 7 })));
  const last = await lastRound(tx);
  const isRecent = last && isBefore(roundRestsSince(tx.now), instant(last.created_at));
  const round = isRecent ? await toRound(tx, last) : undefined;
  return { isOn: invitesWhenQuiet, weeks, usual: Math.round(usualOf(weeks.before)), round };
}

/** An owner lets the invitations go at once, or stops them. @throws UserError when they are no owner, or it is too late. */
export async function decide(tx: Tx, week: string, by: string, decision: 'go' | 'stop'): Promise<void> {
  await ownersOnly(tx, by);
  const round = await lockRound(tx, week);
  const state = round && afterDecision(round.state, decision);
  if (!round || !state) throw new UserError(await tooLate(tx, round));
  await updateRound(tx, week, { state, decided_by: by });
  await touchOwners(tx);
  if (state === 'stopped') await cancelPrompts(tx, inviteGroup(week));
  else await enqueue(tx, inviteDueJob, { week, after: '', number: 0 }, { key: `momentum-invite:${week}:` });
  await refreshPrompts(tx, roundGroup(week));
}

async function tooLate(tx: Tx, round: MomentumRoundTable | undefined): Promise<string> {
  if (!round) return 'There are no such invitations any more.';
  const decider = round.decided_by ?? '';
  const who = (await getMembers(tx, [decider])).get(decider)?.name;
  if (round.state === 'stopped') return `${who ?? 'Someone'} has stopped these invitations already.`;
  return who === undefined
    ? 'A working day has passed, and the invitations have gone out.'
    : `${who} has let these invitations go out already.`;
}

/** A working day after an owner was told, nobody has stopped it: the invitations go. */
export async function goUnlessStopped(tx: Tx, week: string): Promise<void> {
  const round = await lockRound(tx, week);
  if (round?.state !== 'asked') return;
  const { invitesWhenQuiet } = await getSettings(tx);
  await updateRound(tx, week, { state: invitesWhenQuiet ? 'going' : 'stopped' });
  await touchOwners(tx);
  if (invitesWhenQuiet)
    await enqueue(tx, inviteDueJob, { week, after: '', number: 0 }, { key: `momentum-invite:${week}:` });
  await refreshPrompts(tx, roundGroup(week));
}

/** Invites the next few people, and plans the next few; many are spread over a working week. */
export async function inviteSome(tx: Tx, week: string, after: string, number: number): Promise<void> {
  const round = await lockRound(tx, week);
  if (round?.state !== 'going') return;
  const ids = await nextAway(tx, await sieveNow(tx), restedSince(tx.now), after, AT_ONCE);
  const people = await getMembers(tx, ids);
  for (const [i, memberId] of ids.entries()) {
    const member = people.get(memberId);
    if (!member) continue;
    const days = dayOf(number + i, round.people);
    const morning = workOn(member, addWorkingDays(member, tx.now, days)).start;
    const dueAt = days === 0 ? nextWorkingMoment(member, tx.now) : morning;
    const expiresAt = dueAt.add({ hours: 24 * INVITATION_DAYS });
    if (!(await insertInvitation(tx, { member_id: memberId, week, may_come_until: iso(expiresAt) }))) continue;
    const schedule = { memberId, key: `${inviteGroup(week)}:${memberId}`, dueAt, expiresAt, group: inviteGroup(week) };
    await queuePrompt(tx, invitationPrompt, { week, memberId }, schedule);
  }
  await refreshPrompts(tx, roundGroup(week));
  const last = ids.at(-1);
  if (last === undefined || ids.length < AT_ONCE) {
    // By then each has come, or is not worth sending any more.
    await refreshPromptsAt(tx, roundGroup(week), tx.now.add({ hours: 24 * (7 + INVITATION_DAYS) }));
    return;
  }
  const next = { week, after: last, number: number + ids.length };
  await enqueue(tx, inviteDueJob, next, { key: `momentum-invite:${week}:${last}` });
}

/** With the last one there is nothing left to stop. */
export async function invitationSent(tx: Tx, week: string): Promise<void> {
  if (!(await hasDuePrompts(tx, inviteGroup(week)))) await refreshPrompts(tx, roundGroup(week));
}

/** What an invitation says now, or undefined when there is no reason for it any more. */
export async function invitationNow(tx: Tx, memberId: string): Promise<Reasons | undefined> {
  if (!(await isAway(tx, await sieveNow(tx), memberId))) return undefined;
  const reasons = await reasonsFor(tx, memberId);
  return reasons.asks.length + reasons.gives.length > 0 ? reasons : undefined;
}

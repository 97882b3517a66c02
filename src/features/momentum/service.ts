import { nextOccurrence } from '../../cron.ts';
import { UserError } from '../../errors.ts';
import { enqueue } from '../../jobs/store.ts';
import { instant, isBefore, iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { addWorkingDays, atLocal, nextWorkingMoment } from '../members/rules.ts';
import { getMembers, ownersOnly, requireMember, trustees } from '../members/service.ts';
import { cancelPrompts, hasDuePrompts, queuePrompt, refreshPrompts, refreshPromptsAt } from '../prompts/service.ts';
import { weekOf } from '../recognition/rules.ts';
import { getSettings } from '../settings/service.ts';
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
} from './rules.ts';
import { goDue, invitation, inviteDue, inviteGroup, lookDue, quietNote, roundGroup } from './service/kinds.ts';
import { reasonsFor } from './service/reasons.ts';
import { countAway, isAway, nextAway, type Sieve } from './store/away.ts';
import { findRound, insertInvitation, insertRound, lastRound, lockRound, talksBetween, updateRound } from './store.ts';
import type { MomentumRoundTable } from './tables.ts';

export * from './service/kinds.ts';

/** Mondays at nine, workspace time: the week before is over everywhere. */
const LOOK_CRON = '0 9 * * 1';
/** Days for which the note to the owners, and an invitation, are worth sending. */
const NOTE_DAYS = 5;
const INVITATION_DAYS = 7;
/** People invited in one transaction. */
const AT_ONCE = 50;

/** Plans the look at the week that is going on; planning twice changes nothing. */
export async function planMomentum(work: Work): Promise<void> {
  const at = nextOccurrence(LOOK_CRON, (await getSettings(work)).zone, work.now);
  if (at) await enqueue(work, lookDue, { at: iso(at) }, { key: `momentum-look:${iso(at)}`, runAt: at });
}

/** Looks at the week before `at`. If it was quiet, the owners are told how many people would be invited. */
export async function lookAtWeek(work: Work, at: Temporal.Instant): Promise<void> {
  const { invitesWhenQuiet, zone } = await getSettings(work);
  const week = weekOf(zone, at.subtract({ hours: 24 * 7 }));
  // After a longer downtime the week is history.
  const isFresh = weekOf(zone, at) === weekOf(zone, work.now);
  const weeks = await weeksUpTo(work, week);
  if (!invitesWhenQuiet || !isFresh || !isQuiet(weeks)) return;
  const last = await lastRound(work);
  if (last && isBefore(roundRestsSince(work.now), instant(last.created_at))) return;
  const people = await countAway(work, await sieveNow(work), restedSince(work.now));
  if (people === 0) return;
  const usual = Math.round(usualOf(weeks.before));
  if (!(await insertRound(work, { week, talks: weeks.talks, usual, people }))) return;
  const expiresAt = work.now.add({ hours: 24 * NOTE_DAYS });
  for (const memberId of await trustees(work)) {
    const schedule = { memberId, key: `${roundGroup(week)}:${memberId}`, dueAt: work.now, expiresAt };
    await queuePrompt(work, quietNote, { week, memberId }, { ...schedule, group: roundGroup(week) });
  }
}

/** Conversations of a week and of those before it. */
async function weeksUpTo(work: Work, week: string): Promise<Weeks> {
  const mondays = mondaysUpTo((await getSettings(work)).zone, week);
  const [from, to] = [mondays[0], mondays.at(-1)];
  return weeksOf(mondays, from && to ? await talksBetween(work, from, to) : []);
}

async function sieveNow(work: Work): Promise<Sieve> {
  const { allowGuests } = await getSettings(work);
  return { awaySince: work.now.subtract({ hours: 24 * AWAY_DAYS }), allowGuests, kind: invitation.name };
}

/**
 * An owner is being told: from now they have a working day to stop it. As long as no owner has been told, nobody is
 * invited.
 */
export async function startWaiting(work: Work, week: string, memberId: string): Promise<void> {
  const round = await lockRound(work, week);
  if (round?.state !== 'asked' || round.goes_at !== null) return;
  const owner = await requireMember(work, memberId);
  const time = work.now.toZonedDateTimeISO(owner.zone).toPlainTime().toString({ smallestUnit: 'minute' });
  const runAt = atLocal(owner, addWorkingDays(owner, work.now, 1), time);
  await updateRound(work, week, { goes_at: iso(runAt) });
  await enqueue(work, goDue, { week }, { key: `momentum-go:${week}`, runAt });
}

export type Round = Omit<MomentumRoundTable, 'workspace_id' | 'goes_at' | 'created_at'> & {
  goesAt: Temporal.Instant | undefined;
  /** Invitations of it are still to be sent. */
  isSending: boolean;
};

/** A round as it is now, or undefined when there was none after that week. */
export async function roundNow(work: Work, week: string): Promise<Round | undefined> {
  const row = await findRound(work, week);
  return row && toRound(work, row);
}

async function toRound(work: Work, { goes_at, ...row }: MomentumRoundTable): Promise<Round> {
  const isSending = row.state === 'going' && (await hasDuePrompts(work, inviteGroup(row.week)));
  return { ...row, isSending, goesAt: goes_at === null ? undefined : instant(goes_at) };
}

export type Status = { isOn: boolean; weeks: Weeks; usual: number; round: Round | undefined };

/** How the last whole week was, and what came of it. @throws UserError when they are no owner. */
export async function statusFor(work: Work, by: string): Promise<Status> {
  await ownersOnly(work, by);
  const { invitesWhenQuiet, zone } = await getSettings(work);
  const weeks = await weeksUpTo(work, weekOf(zone, work.now.subtract({ hours: 24 * 7 })));
  const last = await lastRound(work);
  const isRecent = last && isBefore(roundRestsSince(work.now), instant(last.created_at));
  const round = isRecent ? await toRound(work, last) : undefined;
  return { isOn: invitesWhenQuiet, weeks, usual: Math.round(usualOf(weeks.before)), round };
}

/** An owner lets the invitations go at once, or stops them. @throws UserError when they are no owner, or it is too late. */
export async function decide(work: Work, week: string, by: string, decision: 'go' | 'stop'): Promise<void> {
  await ownersOnly(work, by);
  const round = await lockRound(work, week);
  const state = round && afterDecision(round.state, decision);
  if (!round || !state) throw new UserError(await tooLate(work, round));
  await updateRound(work, week, { state, decided_by: by });
  if (state === 'stopped') await cancelPrompts(work, inviteGroup(week));
  else await enqueue(work, inviteDue, { week, after: '', number: 0 }, { key: `momentum-invite:${week}:` });
  await refreshPrompts(work, roundGroup(week));
}

async function tooLate(work: Work, round: MomentumRoundTable | undefined): Promise<string> {
  if (!round) return 'There are no such invitations any more.';
  const decider = round.decided_by ?? '';
  const who = (await getMembers(work, [decider])).get(decider)?.name;
  if (round.state === 'stopped') return `${who ?? 'Somebody'} has stopped these invitations already.`;
  return who === undefined
    ? 'A working day has passed, and the invitations have gone out.'
    : `${who} has let these invitations go out already.`;
}

/** A working day after an owner was told, nobody has stopped it: the invitations go. */
export async function goUnlessStopped(work: Work, week: string): Promise<void> {
  const round = await lockRound(work, week);
  if (round?.state !== 'asked') return;
  const { invitesWhenQuiet } = await getSettings(work);
  await updateRound(work, week, { state: invitesWhenQuiet ? 'going' : 'stopped' });
  if (invitesWhenQuiet)
    await enqueue(work, inviteDue, { week, after: '', number: 0 }, { key: `momentum-invite:${week}:` });
  await refreshPrompts(work, roundGroup(week));
}

/** Invites the next few people, and plans the next few; many are spread over a working week. */
export async function inviteSome(work: Work, week: string, after: string, number: number): Promise<void> {
  const round = await lockRound(work, week);
  if (round?.state !== 'going') return;
  const ids = await nextAway(work, await sieveNow(work), restedSince(work.now), after, AT_ONCE);
  const people = await getMembers(work, ids);
  for (const [i, memberId] of ids.entries()) {
    const member = people.get(memberId);
    if (!member) continue;
    const days = dayOf(number + i, round.people);
    const morning = atLocal(member, addWorkingDays(member, work.now, days), member.workStart);
    const dueAt = days === 0 ? nextWorkingMoment(member, work.now) : morning;
    const expiresAt = dueAt.add({ hours: 24 * INVITATION_DAYS });
    if (!(await insertInvitation(work, { member_id: memberId, week, may_come_until: iso(expiresAt) }))) continue;
    const schedule = { memberId, key: `${inviteGroup(week)}:${memberId}`, dueAt, expiresAt, group: inviteGroup(week) };
    await queuePrompt(work, invitation, { week, memberId }, schedule);
  }
  await refreshPrompts(work, roundGroup(week));
  const last = ids.at(-1);
  if (last === undefined || ids.length < AT_ONCE) {
    // By then each has come, or is not worth sending any more.
    await refreshPromptsAt(work, roundGroup(week), work.now.add({ hours: 24 * (7 + INVITATION_DAYS) }));
    return;
  }
  const next = { week, after: last, number: number + ids.length };
  await enqueue(work, inviteDue, next, { key: `momentum-invite:${week}:${last}` });
}

/** With the last one there is nothing left to stop. */
export async function invitationSent(work: Work, week: string): Promise<void> {
  if (!(await hasDuePrompts(work, inviteGroup(week)))) await refreshPrompts(work, roundGroup(week));
}

/** What an invitation says now, or undefined when there is no reason for it any more. */
export async function invitationNow(work: Work, memberId: string): Promise<Reasons | undefined> {
  if (!(await isAway(work, await sieveNow(work), memberId))) return undefined;
  const reasons = await reasonsFor(work, memberId);
  return reasons.asks.length + reasons.gives.length > 0 ? reasons : undefined;
}

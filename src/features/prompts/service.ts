import type { JobKind, Posted } from '../../jobs/define.ts';
import { enqueue } from '../../jobs/store.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { type Member, nextWorkingMoment, nextWorkingMorning } from '../members/rules.ts';
import { lockMember } from '../members/service.ts';
import { BUNDLE_WINDOW, type Gate, gateOf } from './rules.ts';
import { bundle, lost, refresh, refreshDue } from './service/kinds.ts';
import { queuePrompt, withdraw } from './service/queue.ts';
import {
  bundled,
  bundlesOf,
  bundlesOfKind,
  type Claim,
  claimDue,
  countContacts,
  dropGroup,
  hasContact,
  hasDue,
  hasPrompt,
  insertContact,
  kindsSaidOn,
  setPrompts,
} from './store.ts';
import type { PromptTable } from './tables.ts';

export { armLeftOut, rearm } from './service/arming.ts';
export { bundle, lost, refresh, refreshDue, spoilt } from './service/kinds.ts';
export { queuePrompt } from './service/queue.ts';
export { bundleRefused, putOff } from './service/spoilt.ts';

/** Whether a prompt of this kind and group waits to be sent, or was sent since then. */
export function isQueued(work: Work, kind: JobKind<unknown>, group: string, since: Temporal.Instant): Promise<boolean> {
  return hasPrompt(work, kind.name, group, iso(since));
}

/** Whether prompts of a group wait to be sent. */
export function hasDuePrompts(work: Work, group: string): Promise<boolean> {
  return hasDue(work, group);
}

/** Drops the prompts of a group that were not sent yet. */
export function cancelPrompts(work: Work, group: string): Promise<void> {
  return dropGroup(work, group);
}

/** Edits the messages that carry prompts of a group, so that they show the state of now. */
export async function refreshPrompts(work: Work, group: string): Promise<void> {
  for (const id of await bundlesOf(work, group)) await enqueue(work, refresh, { bundle: id }, { lane: `edit:${id}` });
}

/** The same for a member's prompts of a kind: some say whether more of them come. */
export async function refreshKind(work: Work, memberId: string, kind: string): Promise<void> {
  for (const id of await bundlesOfKind(work, memberId, kind))
    await enqueue(work, refresh, { bundle: id }, { lane: `edit:${id}` });
}

/** The same at that instant, when what they offer comes to an end by itself. */
export async function refreshPromptsAt(work: Work, group: string, at: Temporal.Instant): Promise<void> {
  await enqueue(work, refreshDue, { group }, { key: `prompts.refresh:${group}:${iso(at)}`, runAt: at });
}

/** Whether a person may be written to unprompted now; `counted` = messages of today that ask for themselves. */
export async function gate(work: Work, member: Member, counted = 0): Promise<Gate> {
  return gateOf({
    now: work.now,
    contactsToday: (await countContacts(work, member.id, localDate(work, member))) - counted,
    pausedUntil: member.pausedUntil,
    nextWorkingMoment: nextWorkingMoment(member, work.now),
    nextWorkingDay: nextWorkingMorning(member, work.now, member.workStart),
    isGone: member.isDeactivated || member.isBot || member.unreachable !== undefined,
  });
}

/**
 * Asks the gate for a message that is about to go out, and counts it against the person's day at once, so that no other
 * one slips through meanwhile. Asking again for the same message (`jobId`) counts it once, and asks the gate again: when
 * Slack was away for hours, the person may be too by now.
 */
export async function admit(work: Work, member: Member, kind: string, jobId: string): Promise<Gate> {
  await lockMember(work, member.id);
  const isCounted = await hasContact(work, jobId, localDate(work, member));
  const open = await gate(work, member, isCounted ? 1 : 0);
  if (!open.ok) await withdraw(work, jobId);
  else if (!isCounted)
    await insertContact(work, { id: jobId, member_id: member.id, local_date: localDate(work, member), kind });
  return open;
}

function localDate(work: Work, member: Member): string {
  return work.now.toZonedDateTimeISO(member.zone).toPlainDate().toString();
}

export type Taking = Pick<Claim, 'jobId' | 'apart' | 'isRepeated'> & { isDaily: (prompt: PromptTable) => boolean };

/**
 * Takes what goes into the person's bundle now: due, not expired, of no muted kind, and in no other message that is on
 * its way. The rest of what was due is dropped, or waits for another day.
 */
export async function takeDue(work: Work, member: Member, { isDaily, ...taking }: Taking): Promise<PromptTable[]> {
  const upTo = work.now.add({ minutes: BUNDLE_WINDOW });
  const due = await claimDue(work, { ...taking, memberId: member.id, upTo });
  const over = due.filter((p) => isOver(work, p) || member.mutes.includes(p.kind));
  await dropPrompts(work, over);
  const current = due.filter((p) => !over.includes(p));
  const early = await leaveForTomorrow(work, member, current.filter(isDaily));
  return current.filter((p) => !early.includes(p));
}

/** Of daily prompts, those of a kind that came today already wait: for somebody who flew west it is the same date again. */
async function leaveForTomorrow(work: Work, member: Member, daily: PromptTable[]): Promise<PromptTable[]> {
  if (daily.length === 0) return [];
  const said = await kindsSaidOn(work, member.id, localDate(work, member));
  const early = daily.filter((p) => said.includes(p.kind));
  if (early.length === 0) return [];
  await letGo(work, early);
  const runAt = nextWorkingMorning(member, work.now);
  const key = `prompt:tomorrow:${member.id}:${iso(runAt)}`;
  await enqueue(work, bundle, { memberId: member.id }, { key, runAt, lane: member.id });
  return early;
}

function isOver(work: Work, prompt: PromptTable): boolean {
  return prompt.expires_at !== null && prompt.expires_at < iso(work.now);
}

/** These turned out to be needless. */
export async function dropPrompts(work: Work, needless: PromptTable[]): Promise<void> {
  await setPrompts(
    work,
    needless.map((p) => p.id),
    { state: 'dropped' },
  );
}

/** The message has to wait: whichever is next for the person may carry what it held. */
export async function letGo(work: Work, held: PromptTable[]): Promise<void> {
  await setPrompts(
    work,
    held.map((p) => p.id),
    { bundle: null, apart: null },
  );
}

/** There was no room for these: they come in the next message, as soon as the gate lets one more through. */
export async function followLater(work: Work, memberId: string, jobId: string, rest: PromptTable[]): Promise<void> {
  if (rest.length === 0) return;
  await letGo(work, rest);
  await enqueue(work, bundle, { memberId }, { key: `prompt:rest:${jobId}`, lane: memberId });
}

/** What a message carries was said in it. Without `posted` nobody knows whether it was, and it is not said again. */
export async function bundleSent(work: Work, jobId: string, posted?: Posted): Promise<PromptTable[]> {
  const sent = (await bundled(work, jobId)).filter((p) => p.state === 'due');
  const at = posted ? { channel: posted.channel, ts: posted.ts } : {};
  const ids = sent.map((p) => p.id);
  await setPrompts(work, ids, { state: 'sent', sent_at: iso(work.now), ...at });
  return sent;
}

/** Minutes after which what made an answer of Slack's unclear is mostly over. */
const OVER = 60;

/** Somebody may not have got a message that nobody can find: they are told so a little later, once. */
export async function tellUnclear(work: Work, key: string, memberId: string): Promise<void> {
  const dueAt = work.now.add({ minutes: OVER });
  await queuePrompt(work, lost, { key, isUnclear: true }, { memberId, key: `lost:${key}:${memberId}`, dueAt });
}

export async function sentIn(work: Work, jobId: string): Promise<PromptTable[]> {
  return (await bundled(work, jobId)).filter((p) => p.state === 'sent');
}

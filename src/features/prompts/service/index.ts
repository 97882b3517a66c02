import type { Tx } from '../../../database/transaction.ts';
import type { JobKind, Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import { type Member, nextWorkingDay, nextWorkingMoment, nextWorkingMorning } from '../../members/rules/index.ts';
import { lockMember } from '../../members/service.ts';
import { BUNDLE_WINDOW, type Gate, gateOf } from '../rules.ts';
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
} from '../store/index.ts';
import type { PromptTable } from '../tables.ts';
import { bundleJob, lostPrompt, refreshDueJob, refreshJob } from './job-kinds.ts';
import { queuePrompt, withdraw } from './queue.ts';

export { armLeftOut, rearm } from './arming.ts';
export { bundleJob, lostPrompt, refreshDueJob, refreshJob, spoiltPrompt } from './job-kinds.ts';
export { queuePrompt } from './queue.ts';
export { bundleRefused, putOff } from './spoilt.ts';

/** Whether a prompt of this kind and group waits to be sent, or was sent since then. */
export function isQueued(tx: Tx, kind: JobKind<unknown>, group: string, since: Temporal.Instant): Promise<boolean> {
  return hasPrompt(tx, kind.name, group, iso(since));
}

/** Whether prompts of a group wait to be sent. */
export function hasDuePrompts(tx: Tx, group: string): Promise<boolean> {
  return hasDue(tx, group);
}

/** Drops the prompts of a group that were not sent yet. */
export function cancelPrompts(tx: Tx, group: string): Promise<void> {
  return dropGroup(tx, group);
}

/** Edits the messages that carry prompts of a group, so that they show the state of now. */
export async function refreshPrompts(tx: Tx, group: string): Promise<void> {
  for (const id of await bundlesOf(tx, group)) await refreshBundle(tx, id);
}

/** The same for a member's prompts of a kind: some say whether more of them come. */
export async function refreshKind(tx: Tx, memberId: string, kind: string): Promise<void> {
  for (const id of await bundlesOfKind(tx, memberId, kind)) await refreshBundle(tx, id);
}

const refreshBundle = (tx: Tx, bundle: string) => enqueue(tx, refreshJob, { bundle }, { lane: `edit:${bundle}` });

/** The same at that instant, when what they offer comes to an end by itself. */
export async function refreshPromptsAt(tx: Tx, group: string, at: Temporal.Instant): Promise<void> {
  await enqueue(tx, refreshDueJob, { group }, { key: `prompts.refresh:${group}:${iso(at)}`, runAt: at });
}

/** Whether a person may be written to unprompted now; `counted` = messages of today that ask for themselves. */
export async function gate(tx: Tx, member: Member, counted = 0): Promise<Gate> {
  return gateOf({
    now: tx.now,
    contactsToday: (await countContacts(tx, member.id, localDate(tx, member))) - counted,
    pausedUntil: member.pausedUntil,
    nextWorkingMoment: nextWorkingMoment(member, tx.now),
    nextWorkingDay: nextWorkingDay(member, tx.now),
    isGone: member.isDeactivated || member.isBot || member.unreachable !== undefined,
  });
}

/**
 * Asks the gate for a message that is about to go out, and counts it against the person's day at once, so that no other
 * one slips through meanwhile. Asking again for the same message (`jobId`) counts it once, and asks the gate again: when
 * Slack was away for hours, the person may be too by now.
 */
export async function reserveContact(tx: Tx, member: Member, kind: string, jobId: string): Promise<Gate> {
  await lockMember(tx, member.id);
  const isCounted = await hasContact(tx, jobId, localDate(tx, member));
  const open = await gate(tx, member, isCounted ? 1 : 0);
  if (!open.ok) await withdraw(tx, jobId);
  else if (!isCounted)
    await insertContact(tx, { id: jobId, member_id: member.id, local_date: localDate(tx, member), kind });
  return open;
}

function localDate(tx: Tx, member: Member): string {
  return tx.now.toZonedDateTimeISO(member.zone).toPlainDate().toString();
}

export type Taking = Pick<Claim, 'jobId' | 'apart' | 'isRepeated'> & { isDaily: (prompt: PromptTable) => boolean };

/**
 * Takes what goes into the person's bundle now: due, not expired, of no muted kind, and in no other message that is on
 * its way. The rest of what was due is dropped, or waits for another day.
 */
export async function takeDue(tx: Tx, member: Member, { isDaily, ...taking }: Taking): Promise<PromptTable[]> {
  const upTo = tx.now.add({ minutes: BUNDLE_WINDOW });
  const due = await claimDue(tx, { ...taking, memberId: member.id, upTo });
  const over = due.filter((p) => isOver(tx, p) || member.mutes.includes(p.kind));
  await dropPrompts(tx, over);
  const current = due.filter((p) => !over.includes(p));
  const early = await leaveForTomorrow(tx, member, current.filter(isDaily));
  return current.filter((p) => !early.includes(p));
}

/** Of daily prompts, those of a kind that came today already wait: for somebody who flew west it is the same date again. */
async function leaveForTomorrow(tx: Tx, member: Member, daily: PromptTable[]): Promise<PromptTable[]> {
  if (daily.length === 0) return [];
  const said = await kindsSaidOn(tx, member.id, localDate(tx, member));
  const early = daily.filter((p) => said.includes(p.kind));
  if (early.length === 0) return [];
  await unbundle(tx, early);
  const runAt = nextWorkingMorning(member, tx.now);
  const key = `prompt:tomorrow:${member.id}:${iso(runAt)}`;
  await enqueue(tx, bundleJob, { memberId: member.id }, { key, runAt, lane: member.id });
  return early;
}

function isOver(tx: Tx, prompt: PromptTable): boolean {
  return prompt.expires_at !== null && prompt.expires_at < iso(tx.now);
}

/** These turned out to be needless. */
export async function dropPrompts(tx: Tx, needless: PromptTable[]): Promise<void> {
  await setPrompts(
    tx,
    needless.map((p) => p.id),
    { state: 'dropped', bundle: null },
  );
}

/** The message has to wait: whichever is next for the person may carry what it held. */
export async function unbundle(tx: Tx, held: PromptTable[]): Promise<void> {
  await setPrompts(
    tx,
    held.map((p) => p.id),
    { bundle: null, apart: null },
  );
}

/** There was no room for these: they come in the next message, as soon as the gate lets one more through. */
export async function followLater(tx: Tx, memberId: string, jobId: string, rest: PromptTable[]): Promise<void> {
  if (rest.length === 0) return;
  await unbundle(tx, rest);
  await enqueue(tx, bundleJob, { memberId }, { key: `prompt:rest:${jobId}`, lane: memberId });
}

/**
 * What a message carries was said in it. Without `posted` nobody knows whether it was, and it is not said again. What was
 * called off while it was on its way stands in it all the same: the message shows so at once.
 * @returns what still holds of it.
 */
export async function bundleSent(tx: Tx, jobId: string, posted?: Posted): Promise<PromptTable[]> {
  const said = (await bundled(tx, jobId)).filter((p) => p.state === 'due' || (posted && p.state === 'dropped'));
  const at = posted ? { channel: posted.channel, ts: posted.ts } : {};
  const ids = said.map((p) => p.id);
  await setPrompts(tx, ids, { state: 'sent', sent_at: iso(tx.now), ...at });
  const current = said.filter((p) => p.state === 'due');
  if (current.length < said.length) await refreshBundle(tx, jobId);
  return current;
}

/** Minutes after which what made an answer of Slack's unclear is mostly over. */
const OVER = 60;

/** Somebody may not have got a message that nobody can find: they are told so a little later, once. */
export async function tellUnclear(tx: Tx, key: string, memberId: string): Promise<void> {
  const dueAt = tx.now.add({ minutes: OVER });
  await queuePrompt(tx, lostPrompt, { key, isUnclear: true }, { memberId, key: `lost:${key}:${memberId}`, dueAt });
}

export async function sentIn(tx: Tx, jobId: string): Promise<PromptTable[]> {
  return (await bundled(tx, jobId)).filter((p) => p.state === 'sent');
}

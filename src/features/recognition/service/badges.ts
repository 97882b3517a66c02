import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, isBefore, iso } from '../../../time.ts';
import { type Member, nextWorkingMorning } from '../../members/rules/index.ts';
import { getMember } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { type BadgeKey, badgesEarned } from '../rules/badges.ts';
import { badgesHeld, deleteBadge, insertBadge, showBadge } from '../store/badges.ts';
import { factsOf } from '../store/facts.ts';
import { withNewsSince } from '../store/news.ts';
import { badgeWords } from './badge-words.ts';

/** Looks, once a day, at everybody about whom there is something new; `since` is when that was done last. */
export const badgesDueJob = jobKind('recognition.badges-due', z.object({ since: z.string() }));
/** Looks whether one member has earned a badge. */
export const badgeCheckJob = jobKind('recognition.badge-check', z.object({ memberId: z.string() }));
/** Tells somebody of a badge. */
export const badgeNewsPrompt = jobKind('recognition.badge', z.object({ memberId: z.string(), badge: z.string() }));

/** The hour of the UTC day at which badges are looked at. */
const HOUR = 3;
/** Hours that are looked at twice, for what was still being written then. */
const OVERLAP = 1;
/** Days that the first look of a day goes back, where nobody knows when the last one was. */
const LOOK_BACK = 400;

/** Plans the next look, once per UTC date. Each look plans the next with what it has seen. */
export async function planBadges(tx: Tx, since = tx.now.subtract({ hours: 24 * LOOK_BACK })): Promise<void> {
  const today = tx.now.toZonedDateTimeISO('UTC').toPlainDate();
  const at = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: 'UTC', plainTime: { hour: HOUR } });
  const date = isBefore(tx.now, at(today).toInstant()) ? today : today.add({ days: 1 });
  const schedule = { key: `recognition.badges-due:${date}`, runAt: at(date).toInstant() };
  await enqueue(tx, badgesDueJob, { since: iso(since) }, schedule);
}

/** Queues a look at everybody about whom there is something new since then, and plans the next day's. */
export async function sweepBadges(tx: Tx, since: Temporal.Instant): Promise<void> {
  for (const memberId of await withNewsSince(tx, since.subtract({ hours: OVERLAP })))
    await enqueue(tx, badgeCheckJob, { memberId }, { key: `badge-check:${memberId}:${iso(tx.now)}` });
  await planBadges(tx, tx.now);
}

/** Awards what a member has earned and has not got yet; they hear of it in the morning. */
export async function awardBadges(tx: Tx, memberId: string): Promise<void> {
  const member = await getMember(tx, memberId);
  if (!member || member.isBot || member.isDeactivated || member.erasedAt !== undefined) return;
  const open = new Set(badgesEarned(await factsOf(tx, memberId, member.zone, 'shown')).map((one) => one.badge));
  for (const earned of badgesEarned(await factsOf(tx, memberId, member.zone, 'all'))) {
    const { badge } = earned;
    const mayBeHeard = open.has(badge);
    const isShownNow = mayBeHeard && (await showBadge(tx, memberId, badge));
    const isNew = await insertBadge(tx, memberId, { ...earned, isQuiet: !mayBeHeard });
    if (isShownNow || (isNew && mayBeHeard)) await publish(tx, { badgeAwarded: { memberId, badge } });
    if (!isNew) continue;
    const dueAt = morning(member, tx.now);
    await queuePrompt(tx, badgeNewsPrompt, { memberId, badge }, { memberId, key: `badge:${memberId}:${badge}`, dueAt });
    tx.touch(memberId);
  }
}

/**
 * A talk turned out not to have been one, or its mentee took back what they said of it: badges that stood on what was
 * said since `since` and are not earned without it go. Nothing else takes a badge away.
 */
export async function takeBackBadges(tx: Tx, memberIds: string[], since: Temporal.Instant): Promise<void> {
  for (const memberId of memberIds) {
    const member = await getMember(tx, memberId);
    if (!member) continue;
    const earned = new Set(badgesEarned(await factsOf(tx, memberId, member.zone, 'all')).map(({ badge }) => badge));
    for (const { badge } of await badgesHeld(tx, memberId)) {
      if (!earned.has(badge) && (await deleteBadge(tx, memberId, badge, since))) tx.touch(memberId);
    }
  }
}

/** The coming working morning: today's where it is still ahead. */
function morning(member: Member, now: Temporal.Instant): Temporal.Instant {
  const today = nextWorkingMorning(member, now.subtract({ hours: 24 }));
  return isBefore(today, now) ? nextWorkingMorning(member, now) : today;
}

export type BadgeShown = { badge: BadgeKey; name: string; what: string; at: Temporal.Instant };

/** A member's badges, the newest first. */
export async function badgesOf(tx: Tx, memberId: string): Promise<BadgeShown[]> {
  const held = await badgesHeld(tx, memberId);
  return held.map(({ badge, earned_at }) => ({ badge, ...badgeWords()[badge], at: instant(earned_at) }));
}

/** Whether a member has a badge of which others may hear. */
export async function isBadgeShown(tx: Tx, memberId: string, badge: string): Promise<boolean> {
  return (await badgesHeld(tx, memberId)).some((held) => held.badge === badge && held.is_quiet === 0);
}

/** A badge as its news tells it, or undefined when the member's data was deleted meanwhile. */
export async function badgeNow(tx: Tx, memberId: string, badge: string): Promise<BadgeShown | undefined> {
  return (await badgesOf(tx, memberId)).find((held) => held.badge === badge);
}

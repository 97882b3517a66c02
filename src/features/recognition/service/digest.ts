import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind, type Posted } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { CHANNEL_FAULTS } from '../../../slack/refused.ts';
import { areFew } from '../../../small-counts.ts';
import { instant, isBefore, iso } from '../../../time.ts';
import { nextWeekly } from '../../../weekly.ts';
import type { Member } from '../../members/rules/index.ts';
import { adminContacts, getMembers, mayReach } from '../../members/service.ts';
import { comingForAll } from '../../office-hours/service/index.ts';
import { queuePrompt, refreshPrompts, refreshPromptsAt } from '../../prompts/service/index.ts';
import { carryOverDigestTime, getSettings } from '../../settings/service.ts';
import { inVocabulary } from '../../skills/service/index.ts';
import {
  type BadgeNews,
  type Digest,
  endOfWeek,
  type Helper,
  type HoursNews,
  hasNews,
  inOrder,
  namedTopics,
  toldSince,
  weekOf,
} from '../rules/index.ts';
import { awardedSince, type Badge } from '../store/badges.ts';
import {
  askedByMany,
  findDigest,
  type Help,
  heldSkills,
  helpSince,
  lastDigest,
  newestDigest,
  publicThanks,
  soughtSince,
  writeDigest,
} from '../store/index.ts';
import type { ThanksTable } from '../tables.ts';
import { badgeWords } from './badge-words.ts';

/** The moment of the week has come; `at` is the moment that was planned. */
export const digestDueJob = jobKind('recognition.digest-due', z.object({ at: z.string() }));
/** The post of one planned moment; `week` is its local date. */
export const digestPostJob = jobKind('recognition.digest', z.object({ week: z.string() }));
/** Tells an owner that the channel cannot be posted to. */
export const digestRefusedPrompt = jobKind(
  'recognition.digest-refused',
  z.object({ channel: z.string(), reason: z.string(), week: z.string().optional() }),
);
/** Tells an owner that the time of before, a cron line, could not be carried over. */
export const digestTimePrompt = jobKind('recognition.digest-time', z.object({ cron: z.string() }));
const refusedGroup = (week: string) => `digest-refused:${week}`;

/** The most chances to help that are named. */
const CHANCES = 3;
/** Days ahead for which office hours are named. */
const DAYS_AHEAD = 7;

/**
 * Plans the next digest; planning twice changes nothing. After a change of the settings the older plan stays in the
 * table and finds out for itself that it is no longer the plan. A digest that its channel refused is tried again.
 */
export async function planDigest(tx: Tx): Promise<void> {
  await carryOver(tx);
  const { digestTime, zone } = await getSettings(tx);
  const at = nextWeekly(digestTime, zone, tx.now);
  await enqueue(tx, digestDueJob, { at: iso(at) }, { key: `digest-due:${iso(at)}`, runAt: at });
  await retryDigest(tx);
}

/** A time of before that is none of days of the week is given up, and owners whose digest it was hear of it. */
async function carryOver(tx: Tx): Promise<void> {
  const cron = await carryOverDigestTime(tx);
  if (cron === undefined || (await getSettings(tx)).digestChannel === undefined) return;
  for (const memberId of await adminContacts(tx)) {
    const key = `digest-time:${cron}:${memberId}`;
    await queuePrompt(tx, digestTimePrompt, { cron }, { memberId, key, dueAt: tx.now });
  }
}

/** At a planned moment: its post is queued, once, and the next moment planned. */
export async function startDigest(tx: Tx, at: Temporal.Instant): Promise<void> {
  const { digestTime, zone } = await getSettings(tx);
  const isStillPlan = nextWeekly(digestTime, zone, at.subtract({ milliseconds: 1 })).equals(at);
  // One for each planned moment, however many a week has; after a longer downtime the old ones are history.
  const week = at.toZonedDateTimeISO(zone).toPlainDate().toString();
  if (isStillPlan && weekOf(zone, at) === weekOf(zone, tx.now)) await queuePost(tx, week, `digest:${week}`);
  await planDigest(tx);
}

/** Tries the newest digest of this week again if its channel refused it. */
export async function retryDigest(tx: Tx): Promise<void> {
  const { zone } = await getSettings(tx);
  const missed = await newestDigest(tx, weekOf(zone, tx.now));
  if (!missed || missed.failures === 0 || missed.posted_at !== null) return;
  await queuePost(tx, missed.week, `digest:${missed.week}:${missed.failures}`);
}

async function queuePost(tx: Tx, week: string, key: string): Promise<void> {
  const { digestChannel, zone } = await getSettings(tx);
  if (digestChannel === undefined) return;
  await enqueue(tx, digestPostJob, { week }, { key, lane: digestChannel, expiresAt: endOfWeek(zone, week) });
}

/** What this week's post says and where, or why there is none. */
export async function writeUp(tx: Tx, week: string): Promise<{ channel: string; digest: Digest } | { skip: string }> {
  const { digestChannel: channel } = await getSettings(tx);
  if (channel === undefined) return { skip: 'no channel is set' };
  const last = await lastDigest(tx);
  const digest = await collect(tx, toldSince(last && instant(last.told_until), tx.now));
  if (!hasNews(digest)) return { skip: 'nothing to say' };
  await writeDigest(tx, week, { told_until: iso(tx.now) });
  return { channel, digest };
}

/** The digest is in its channel, or, without `posted`, may be: what it told of is not told again. */
export async function digestPosted(tx: Tx, week: string, posted?: Posted): Promise<void> {
  const at = posted ? { channel: posted.channel, ts: posted.ts } : {};
  await writeDigest(tx, week, { posted_at: iso(tx.now), ...at });
  await refreshPrompts(tx, refusedGroup(week));
}

/** Whether the digest of a week still waits for its channel. */
export async function becameOfDigest(tx: Tx, week: string): Promise<'waiting' | 'posted' | 'over'> {
  if ((await findDigest(tx, week))?.posted_at) return 'posted';
  const { zone } = await getSettings(tx);
  return isBefore(tx.now, endOfWeek(zone, week)) ? 'waiting' : 'over';
}

/** The post did not get through: an owner who can help hears how, once until a digest does. It is tried again. */
export async function digestFailed(tx: Tx, week: string, reason: string): Promise<void> {
  const { digestChannel: channel } = await getSettings(tx);
  if (channel === undefined) return;
  await writeDigest(tx, week, { failures: ((await findDigest(tx, week))?.failures ?? 0) + 1 });
  const last = (await lastDigest(tx))?.week ?? 'none';
  const group = refusedGroup(week);
  for (const memberId of await adminContacts(tx)) {
    // What they can mend in the channel is told once, and so is what only Slack or time can.
    const kind = CHANNEL_FAULTS.includes(reason) ? channel : `${channel}:otherwise`;
    const key = `digest-refused:${kind}:${last}:${memberId}`;
    await queuePrompt(tx, digestRefusedPrompt, { channel, reason, week }, { memberId, key, dueAt: tx.now, group });
  }
  await refreshPromptsAt(tx, group, endOfWeek((await getSettings(tx)).zone, week));
}

/** Who helped how many people, and with what, as far as its topic may be named. */
const helpersIn = (help: Help[], names: Map<string, string>, mayName: (skillId: string) => boolean) =>
  [...names].flatMap(([id, name]): Helper[] => {
    const helped = help.filter((h) => h.mentorId === id);
    if (helped.length === 0) return [];
    const people = (some: Help[]) => new Set(some.map((h) => h.menteeId)).size;
    const [useful, uses] = [people(helped.filter((h) => h.isUseful)), people(helped.filter((h) => h.isUsed))];
    const named = helped.filter((h) => mayName(h.skillId)).map((h) => h.topic);
    return [{ name, people: people(helped), useful, uses, topics: [...new Set(named)] }];
  });

async function collect(tx: Tx, since: Temporal.Instant): Promise<Digest> {
  const [help, given, awarded] = [
    await helpSince(tx, since),
    await publicThanks(tx, since),
    await awardedSince(tx, since),
  ];
  const ids = help
    .map((h) => h.mentorId)
    .concat(given.flatMap((t) => [t.giver_id, t.receiver_id]))
    .concat(awarded.map((b) => b.member_id));
  const sought = await soughtSince(tx, since);
  const known = await inVocabulary(
    tx,
    [...sought, ...help].map((one) => one.skillId),
  );
  // What few asked about is theirs, also beside the name of whoever helped them.
  const common = await askedByMany(
    tx,
    help.map((one) => one.skillId),
  );
  const names = shownNames([...(await getMembers(tx, ids)).values()]);
  const helpers = helpersIn(help, names, (skillId) => known.has(skillId) && common.has(skillId));
  const thanks = thanksNews(await passable(tx, given), names);
  const badges = badgeNews(awarded, names);
  const topics = namedTopics(sought, (skillId) => known.has(skillId));
  const isSought = new Set(topics.map((topic) => topic.name));
  const chances = (await wantedMost(tx)).filter((topic) => !isSought.has(topic.name)).slice(0, CHANCES);
  return { helpers: inOrder(helpers), thanks, badges, hours: await hoursNews(tx), topics, chances };
}

const thanksNews = (given: ThanksTable[], names: Map<string, string>) =>
  given.flatMap((t) => {
    const [from, to] = [names.get(t.giver_id), names.get(t.receiver_id)];
    return from !== undefined && to !== undefined ? [{ from, to, words: t.words }] : [];
  });

/** Thanks between people who do not mind hearing from each other. */
async function passable(tx: Tx, given: ThanksTable[]): Promise<ThanksTable[]> {
  const passed: ThanksTable[] = [];
  for (const one of given) if (await mayReach(tx, one.giver_id, one.receiver_id)) passed.push(one);
  return passed;
}

async function hoursNews(tx: Tx): Promise<HoursNews[]> {
  const coming = await comingForAll(tx, tx.now.add({ hours: 24 * DAYS_AHEAD }));
  return coming.map(({ hours: { id, topics, slotMinutes }, host, isLeader, next: { start, end } }) => ({
    ...{ hoursId: id, host, isLeader, start, end, isDoor: slotMinutes === undefined },
    topics: topics.map((topic) => topic.name),
  }));
}

/** Who got which badges, each person once. */
function badgeNews(awarded: Badge[], names: Map<string, string>): BadgeNews[] {
  const ids = [...new Set(awarded.map((one) => one.member_id))];
  return ids.flatMap((id) => {
    const name = names.get(id);
    const badges = awarded.filter((one) => one.member_id === id).map((one) => badgeWords()[one.badge].name);
    return name === undefined ? [] : [{ name, badges }];
  });
}

/** Plain names of those who may appear. */
function shownNames(members: Member[]): Map<string, string> {
  const shown = members.filter((m) => m.inDigest && !m.isDeactivated && !m.isBot && m.erasedAt === undefined);
  return new Map(shown.map((m) => [m.id, m.name]));
}

/** Skills of the vocabulary that more people want than offer, the most wanted first; not what only a few want. */
async function wantedMost(tx: Tx): Promise<{ name: string; people: number }[]> {
  const held = await heldSkills(tx);
  const offers = new Map(held.filter((h) => h.kind === 'offers').map((h) => [h.name, Number(h.people)]));
  const wanted = held
    .map((h) => ({ ...h, people: Number(h.people) }))
    .filter((h) => h.kind === 'wants' && !areFew(h.people) && h.people > (offers.get(h.name) ?? 0));
  const known = await inVocabulary(
    tx,
    wanted.map((h) => h.skillId),
  );
  return wanted
    .filter((h) => known.has(h.skillId))
    .sort((a, b) => b.people - a.people || a.name.localeCompare(b.name, 'en'))
    .map(({ name, people }) => ({ name, people }));
}

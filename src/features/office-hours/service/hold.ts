import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { cancelGroup, enqueue, liveKeys } from '../../../jobs/store.ts';
import { isBefore, iso } from '../../../time.ts';
import { isPaused, type Member, nextWorkingMorning } from '../../members/rules/index.ts';
import { findOrCreateSkill, requireMember, skillsOf } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts, refreshPromptsAt } from '../../prompts/service/index.ts';
import { spend } from '../../quotas/service.ts';
import { getSettings } from '../../settings/service.ts';
import type { NewHours } from '../rules/form.ts';
import { type Hours, occurrenceOn, occurrences } from '../rules/index.ts';
import { reminderAt } from '../rules/times.ts';
import { calledOffAt, comingTo, takenSeats } from '../store/bookings.ts';
import {
  findHours,
  insertHours,
  insertSkip,
  liveHoursOf,
  lockHours,
  unannounced,
  updateHours,
} from '../store/index.ts';
import {
  announcementEditJob,
  announcementJob,
  bookingGroup,
  dateGroup,
  hoursGroup,
  notAnnouncedPrompt,
  remindHostPrompt,
  turnJob,
} from './job-kinds.ts';
import { callOff } from './places.ts';

/** Office hours that one member may hold at a time (ours: more than anybody keeps). */
const MOST_HELD = 6;
/** The time of day that the modal starts from. */
const USUAL_TIME = '15:00';

/** What the modal starts from: what the member knows best, on their next working day, in the afternoon, in their zone. */
export async function startOf(tx: Tx, memberId: string) {
  const host = await hostOf(tx, memberId);
  const best = (await skillsOf(tx, memberId)).offers.slice(0, 1).map((skill) => skill.name);
  const at = nextWorkingMorning(host, tx.now, USUAL_TIME).toZonedDateTimeISO(host.zone);
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return { date: at.toPlainDate().toString(), time, zone: host.zone, topics: best, slot: host.usualMinutes };
}

/** Opens office hours, and announces them if wanted. @throws UserError when the member cannot hold any now. */
export async function holdHours(tx: Tx, hostId: string, form: NewHours): Promise<Hours> {
  const host = await hostOf(tx, hostId);
  await spend(tx, host, 'hours');
  if (form.channel !== undefined) await spend(tx, host, 'announcement');
  const id = randomUUID();
  const skillIds = new Set<string>();
  for (const name of form.topics) skillIds.add((await findOrCreateSkill(tx, name, hostId)).id);
  const { rhythm, minutes, capacity, place, link, audience, zone, named } = form;
  const row = { id, host_id: hostId, rhythm, minutes, capacity, place, link, audience, zone };
  const times = { first_on: form.firstOn, starts_at: form.time, last_on: form.lastOn ?? null };
  const rest = { slot_minutes: form.slotMinutes ?? null, channel: form.channel ?? null };
  await insertHours(
    tx,
    { ...row, ...times, ...rest },
    [...skillIds],
    named.filter((guest) => guest !== hostId),
  );
  const hours = await findHours(tx, id);
  if (!hours) throw new Error(`Office hours ${id} could not be added`);
  await planNext(tx, hours);
  await announce(tx, hours);
  await publish(tx, { officeHoursOpened: { hoursId: id, hostId, skillIds: [...skillIds] } });
  tx.touch(hostId);
  return hours;
}

/** Said when the form is opened, before anybody fills it in, and once more when it is sent. */
async function hostOf(tx: Tx, memberId: string): Promise<Member> {
  const host = await requireMember(tx, memberId);
  if ((await liveHoursOf(tx, memberId)).length >= MOST_HELD) {
    throw new UserError(`You hold ${MOST_HELD} office hours already. End one of them first with \`/mentor hours\`.`);
  }
  if (isPaused(host, tx.now)) {
    throw new UserError('You’re on a break. Type `/mentor resume` first, and then open your office hours.');
  }
  if (host.isGuest && !(await getSettings(tx)).allowGuests) {
    throw new UserError('In this workspace guests don’t hold office hours. You can book a place with others.');
  }
  return host;
}

async function announce(tx: Tx, { id, channel, post }: Hours): Promise<void> {
  if (channel === undefined || post) return;
  const key = `office-hours.announcement:${id}:${iso(tx.now)}`;
  await enqueue(tx, announcementJob, { hoursId: id }, { key, lane: channel, group: hoursGroup(id) });
}

/** The jobs that may bring office hours into their channel; an edit waits for them. */
export const announcementKeys = (tx: Tx, hoursId: string): Promise<string[]> =>
  liveKeys(tx, { kind: announcementJob, group: hoursGroup(hoursId) });

/** The app has come into a channel: what it could not announce there before is announced now. */
export async function announceIn(tx: Tx, channel: string): Promise<void> {
  for (const id of await unannounced(tx, channel)) {
    const hours = await lockHours(tx, id);
    if (hours) await announce(tx, hours);
  }
}

/** Slack has the announcement: from now on it is edited. */
export async function announced(tx: Tx, id: string, posted: { channel: string; ts: string }): Promise<void> {
  await updateHours(tx, id, { post_channel: posted.channel, post_ts: posted.ts });
  await refreshPrompts(tx, hoursGroup(id));
  const hours = await findHours(tx, id);
  if (hours?.isEnded) await showChange(tx, hours);
}

/** It is not there: the host hears why, once a channel. It is announced once the app comes into the channel. */
export async function announcementFailed(tx: Tx, hoursId: string, reason: string): Promise<void> {
  const hours = await findHours(tx, hoursId);
  if (!hours?.channel || hours.post || hours.isEnded) return;
  const { channel, hostId: memberId } = hours;
  const schedule = { memberId, key: `${notAnnouncedPrompt.name}:${hoursId}:${channel}`, dueAt: tx.now };
  await queuePrompt(tx, notAnnouncedPrompt, { hoursId, channel, reason }, { ...schedule, group: hoursGroup(hoursId) });
}

/** Prepares the date that comes next: the host's reminder, and the turn to the one after it. Twice changes nothing. */
async function planNext(tx: Tx, hours: Hours): Promise<void> {
  const [next] = occurrences(hours, tx.now, 1);
  if (!next) return;
  const { id: hoursId, hostId } = hours;
  const key = `${hoursId}:${next.date}`;
  await enqueue(
    tx,
    turnJob,
    { hoursId },
    { key: `office-hours.turn:${key}`, runAt: next.end, group: hoursGroup(hoursId) },
  );
  const schedule = { dueAt: reminderAt(await requireMember(tx, hostId), next.start), expiresAt: next.start };
  await queuePrompt(
    tx,
    remindHostPrompt,
    { hoursId, date: next.date },
    { ...schedule, memberId: hostId, key: `office-hours.host:${key}`, group: dateGroup(hoursId, next.date) },
  );
  // From then on it cannot be left out any more.
  await refreshPromptsAt(tx, dateGroup(hoursId, next.date), next.start);
}

/** A date is over: the next is prepared, and office hours that have had their last one end. */
export async function turnPage(tx: Tx, id: string): Promise<void> {
  const hours = await lockHours(tx, id);
  if (!hours || hours.isEnded) return;
  const [next] = occurrences(hours, tx.now, 1);
  if (next) await planNext(tx, hours);
  else await updateHours(tx, id, { ended_at: iso(tx.now) });
  await showChange(tx, hours);
}

/** The host leaves one date out; who had a place hears of it. @throws UserError when it is not theirs or has begun. */
export async function skipDate(tx: Tx, id: string, date: string, by: string): Promise<void> {
  const hours = await lockHours(tx, id);
  if (hours?.hostId !== by) throw new UserError('Only the host can skip a date, so nothing was changed.');
  if (hours.isEnded) throw new UserError('These office hours have ended already, so nothing was changed.');
  if (hours.skipped.includes(date)) throw new UserError('You skip that date already. Nothing more to do.');
  const start = occurrenceOn(hours, date)?.start;
  if (!start || !isBefore(tx.now, start)) {
    throw new UserError('That date has begun or is over, so it wasn’t skipped. You can still cancel in your sessions.');
  }
  await insertSkip(tx, id, date);
  await cancelPrompts(tx, dateGroup(id, date));
  for (const booking of await takenSeats(tx, [id], date)) await callOff(tx, booking);
  await refreshPrompts(tx, dateGroup(id, date));
  const after = { ...hours, skipped: [...hours.skipped, date] };
  if (occurrences(after, tx.now, 1).length > 0) await planNext(tx, after);
  else await updateHours(tx, id, { ended_at: iso(tx.now) });
  await showChange(tx, hours);
}

/** The host ends all of it; who had a place hears of it. @throws UserError when it is not theirs. */
export async function endHours(tx: Tx, id: string, by: string): Promise<void> {
  const hours = await lockHours(tx, id);
  if (hours?.hostId !== by) throw new UserError('Only the host can end office hours, so nothing was changed.');
  if (hours.isEnded) throw new UserError('These office hours have ended already. Nothing more to do.');
  await close(tx, hours);
}

/** Ends office hours, whoever wants it. */
export async function close(tx: Tx, hours: Hours): Promise<void> {
  await updateHours(tx, hours.id, { ended_at: iso(tx.now) });
  await cancelGroup(tx, hoursGroup(hours.id));
  for (const booking of await comingTo(tx, hours.id)) {
    await callOff(tx, booking);
    await cancelPrompts(tx, dateGroup(hours.id, booking.onDate));
    await refreshPrompts(tx, dateGroup(hours.id, booking.onDate));
  }
  for (const { date } of occurrences(hours, tx.now, 1)) {
    await cancelPrompts(tx, dateGroup(hours.id, date));
    await refreshPrompts(tx, dateGroup(hours.id, date));
  }
  await showChange(tx, hours);
}

async function showChange(tx: Tx, { id, hostId, channel }: Hours): Promise<void> {
  tx.touch(hostId);
  await publish(tx, { officeHoursChanged: { hoursId: id } });
  await refreshPrompts(tx, hoursGroup(id));
  // What was said of places that were called off offers another one as long as there are any.
  for (const bookingId of await calledOffAt(tx, id)) await refreshPrompts(tx, bookingGroup(bookingId));
  if (channel) await enqueue(tx, announcementEditJob, { hoursId: id }, { lane: `edit:${id}` });
}

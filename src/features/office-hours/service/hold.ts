import { randomUUID } from 'node:crypto';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { isBefore, iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { isPaused, type Member, nextWorkingMorning } from '../../members/rules.ts';
import { findOrCreateSkill, requireMember, skillsOf } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts, refreshPromptsAt } from '../../prompts/service.ts';
import { spend } from '../../quotas/service.ts';
import { getSettings } from '../../settings/service.ts';
import type { NewHours } from '../rules/form.ts';
import { reminderAt } from '../rules/times.ts';
import { type Hours, occurrenceOn, occurrences } from '../rules.ts';
import { calledOffAt, comingTo, takenSeats } from '../store/bookings.ts';
import { findHours, insertHours, insertSkip, liveHoursOf, lockHours, unannounced, updateHours } from '../store.ts';
import {
  announcement,
  announcementEdit,
  bookingGroup,
  dateGroup,
  hoursGroup,
  notAnnounced,
  remindHost,
  turn,
} from './kinds.ts';
import { callOff } from './places.ts';

/** Office hours that one member may hold at a time (ours: more than anybody keeps). */
const MOST_HELD = 6;
/** The time of day that the modal starts from. */
const USUAL_TIME = '15:00';

/** What the modal starts from: what the member knows best, on their next working day, in the afternoon, in their zone. */
export async function startOf(work: Work, memberId: string) {
  const host = await hostOf(work, memberId);
  const best = (await skillsOf(work, memberId)).offers.slice(0, 1).map((skill) => skill.name);
  const at = nextWorkingMorning(host, work.now, USUAL_TIME).toZonedDateTimeISO(host.zone);
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return { date: at.toPlainDate().toString(), time, zone: host.zone, topics: best, slot: host.usualMinutes };
}

/** Opens office hours, and announces them if wanted. @throws UserError when the member cannot hold any now. */
export async function holdHours(work: Work, hostId: string, form: NewHours): Promise<Hours> {
  const host = await hostOf(work, hostId);
  await spend(work, host, 'hours');
  if (form.channel !== undefined) await spend(work, host, 'announcement');
  const id = randomUUID();
  const skillIds = new Set<string>();
  for (const name of form.topics) skillIds.add((await findOrCreateSkill(work, name, hostId)).id);
  const { rhythm, minutes, capacity, place, link, audience, zone, named } = form;
  const row = { id, host_id: hostId, rhythm, minutes, capacity, place, link, audience, zone };
  const times = { first_on: form.firstOn, starts_at: form.time, last_on: form.lastOn ?? null };
  const rest = { slot_minutes: form.slotMinutes ?? null, channel: form.channel ?? null };
  await insertHours(
    work,
    { ...row, ...times, ...rest },
    [...skillIds],
    named.filter((guest) => guest !== hostId),
  );
  const hours = await findHours(work, id);
  if (!hours) throw new Error(`Office hours ${id} could not be added`);
  await planNext(work, hours);
  await announce(work, hours);
  await publish(work, { officeHoursOpened: { hoursId: id, hostId, skillIds: [...skillIds] } });
  work.touch(hostId);
  return hours;
}

/** Said when the form is opened, before anybody fills it in, and once more when it is sent. */
async function hostOf(work: Work, memberId: string): Promise<Member> {
  const host = await requireMember(work, memberId);
  if ((await liveHoursOf(work, memberId)).length >= MOST_HELD) {
    throw new UserError(`You hold ${MOST_HELD} office hours already. End one of them first with \`/mentor hours\`.`);
  }
  if (isPaused(host, work.now)) {
    throw new UserError('You are on a break. Type `/mentor resume` first, and then open your office hours.');
  }
  if (host.isGuest && !(await getSettings(work)).allowGuests) {
    throw new UserError('In this workspace guests do not hold office hours. You can book a place with others.');
  }
  return host;
}

async function announce(work: Work, { id, channel, post }: Hours): Promise<void> {
  if (channel === undefined || post) return;
  const key = `office-hours.announcement:${id}:${iso(work.now)}`;
  await enqueue(work, announcement, { hoursId: id }, { key, lane: channel, group: hoursGroup(id) });
}

/** The app has come into a channel: what it could not announce there before is announced now. */
export async function announceIn(work: Work, channel: string): Promise<void> {
  for (const id of await unannounced(work, channel)) {
    const hours = await lockHours(work, id);
    if (hours) await announce(work, hours);
  }
}

/** Slack has the announcement: from now on it is edited. */
export async function announced(work: Work, id: string, posted: { channel: string; ts: string }): Promise<void> {
  await updateHours(work, id, { post_channel: posted.channel, post_ts: posted.ts });
  await refreshPrompts(work, hoursGroup(id));
  const hours = await findHours(work, id);
  if (hours?.isEnded) await showChange(work, hours);
}

/** It is not there: the host hears why, once a channel. It is announced once the app comes into the channel. */
export async function announcementFailed(work: Work, hoursId: string, reason: string): Promise<void> {
  const hours = await findHours(work, hoursId);
  if (!hours?.channel || hours.post || hours.isEnded) return;
  const { channel, hostId: memberId } = hours;
  const schedule = { memberId, key: `${notAnnounced.name}:${hoursId}:${channel}`, dueAt: work.now };
  await queuePrompt(work, notAnnounced, { hoursId, channel, reason }, { ...schedule, group: hoursGroup(hoursId) });
}

/** Prepares the date that comes next: the host's reminder, and the turn to the one after it. Twice changes nothing. */
async function planNext(work: Work, hours: Hours): Promise<void> {
  const [next] = occurrences(hours, work.now, 1);
  if (!next) return;
  const { id: hoursId, hostId } = hours;
  const key = `${hoursId}:${next.date}`;
  await enqueue(
    work,
    turn,
    { hoursId },
    { key: `office-hours.turn:${key}`, runAt: next.end, group: hoursGroup(hoursId) },
  );
  const schedule = { dueAt: reminderAt(await requireMember(work, hostId), next.start), expiresAt: next.start };
  await queuePrompt(
    work,
    remindHost,
    { hoursId, date: next.date },
    { ...schedule, memberId: hostId, key: `office-hours.host:${key}`, group: dateGroup(hoursId, next.date) },
  );
  // From then on it cannot be left out any more.
  await refreshPromptsAt(work, dateGroup(hoursId, next.date), next.start);
}

/** A date is over: the next is prepared, and office hours that have had their last one end. */
export async function turnPage(work: Work, id: string): Promise<void> {
  const hours = await lockHours(work, id);
  if (!hours || hours.isEnded) return;
  const [next] = occurrences(hours, work.now, 1);
  if (next) await planNext(work, hours);
  else await updateHours(work, id, { ended_at: iso(work.now) });
  await showChange(work, hours);
}

/** The host leaves one date out; who had a place hears of it. @throws UserError when it is not theirs or has begun. */
export async function skipDate(work: Work, id: string, date: string, by: string): Promise<void> {
  const hours = await lockHours(work, id);
  if (hours?.hostId !== by) throw new UserError('Only the host can skip a date, so nothing was changed.');
  if (hours.isEnded) throw new UserError('These office hours have ended already, so nothing was changed.');
  if (hours.skipped.includes(date)) throw new UserError('You skip that date already. Nothing more to do.');
  const start = occurrenceOn(hours, date)?.start;
  if (!start || !isBefore(work.now, start)) {
    throw new UserError(
      'That date has begun or is over, so it was not skipped. You can still cancel in your sessions.',
    );
  }
  await insertSkip(work, id, date);
  await cancelPrompts(work, dateGroup(id, date));
  for (const booking of await takenSeats(work, [id], date)) await callOff(work, booking);
  await refreshPrompts(work, dateGroup(id, date));
  const after = { ...hours, skipped: [...hours.skipped, date] };
  if (occurrences(after, work.now, 1).length > 0) await planNext(work, after);
  else await updateHours(work, id, { ended_at: iso(work.now) });
  await showChange(work, hours);
}

/** The host ends all of it; who had a place hears of it. @throws UserError when it is not theirs. */
export async function endHours(work: Work, id: string, by: string): Promise<void> {
  const hours = await lockHours(work, id);
  if (hours?.hostId !== by) throw new UserError('Only the host can end office hours, so nothing was changed.');
  if (hours.isEnded) throw new UserError('These office hours have ended already. Nothing more to do.');
  await close(work, hours);
}

/** Ends office hours, whoever wants it. */
export async function close(work: Work, hours: Hours): Promise<void> {
  await updateHours(work, hours.id, { ended_at: iso(work.now) });
  await cancelGroup(work, hoursGroup(hours.id));
  for (const booking of await comingTo(work, hours.id)) {
    await callOff(work, booking);
    await cancelPrompts(work, dateGroup(hours.id, booking.onDate));
    await refreshPrompts(work, dateGroup(hours.id, booking.onDate));
  }
  for (const { date } of occurrences(hours, work.now, 1)) {
    await cancelPrompts(work, dateGroup(hours.id, date));
    await refreshPrompts(work, dateGroup(hours.id, date));
  }
  await showChange(work, hours);
}

async function showChange(work: Work, { id, hostId, channel }: Hours): Promise<void> {
  work.touch(hostId);
  await publish(work, { officeHoursChanged: { hoursId: id } });
  await refreshPrompts(work, hoursGroup(id));
  // What was said of places that were called off offers another one as long as there are any.
  for (const bookingId of await calledOffAt(work, id)) await refreshPrompts(work, bookingGroup(bookingId));
  if (channel) await enqueue(work, announcementEdit, { hoursId: id }, { lane: `edit:${id}` });
}

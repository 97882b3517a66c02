import { randomUUID } from 'node:crypto';
import { UserError } from '../../errors.ts';
import { enqueue } from '../../jobs/store.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { type Away, isMissed } from '../members/rules.ts';
import { isOwner, requireMember } from '../members/service.ts';
import { spend } from '../quotas/service.ts';
import type { MomentForm } from './rules/form.ts';
import { type Moment, nextMoment, type Occurrence, type Turn } from './rules.ts';
import { postEdit } from './service/kinds.ts';
import { declineTurn, draw, planNext } from './service/turns.ts';
import { drawnFor, findTurn, turnsIn } from './store/turns.ts';
import {
  addWilling,
  findMoment,
  insertMoment,
  liveMomentIn,
  liveMomentsOf,
  lockMoment,
  removeWilling,
  updateMoment,
  willingHosts,
} from './store.ts';

export * from './service/kinds.ts';
export { begin, declineTurn, draw, end, hear, missed, notPosted, posted, summarised, turnOf } from './service/turns.ts';

/** What the modal starts from: the moment that is there, or a member's own morning. */
export async function startOf(work: Work, memberId: string, momentId?: string) {
  const moment = momentId === undefined ? undefined : await changeable(work, momentId, memberId);
  const member = await requireMember(work, memberId);
  const usual = { days: [1], time: '10:00', zone: member.zone, minutes: 10, deck: 'insights' as const };
  const isWilling = moment ? (await willingHosts(work, moment.id)).some((w) => w.id === memberId) : true;
  return { ...usual, own: [], holidays: [], ...moment, isWilling };
}

/** Sets a channel's moment up, or changes it. @throws UserError when it is for others to change. */
export async function saveMoment(work: Work, by: string, channel: string, form: MomentForm): Promise<Moment> {
  await spend(work, await requireMember(work, by), 'moment');
  const { days, time, zone, minutes, deck, own, holidays } = form;
  const lists = { days: JSON.stringify(days), own: JSON.stringify(own), holidays: JSON.stringify(holidays) };
  const row = { ...lists, starts_at: time, zone, minutes, deck };
  const isNew = await insertMoment(work, { ...row, id: randomUUID(), channel, owner_id: by });
  const known = await liveMomentIn(work, channel);
  if (!known) throw new Error(`The moment of ${channel} could not be added`);
  if (!isNew) {
    await changeable(work, known.id, by);
    await updateMoment(work, known.id, row);
  }
  if (form.isWilling) await addWilling(work, known.id, by);
  else await removeWilling(work, by, known.id);
  return replanned(work, known.id);
}

/** A moment that this member may change, locked. @throws UserError when they may not, or it has ended. */
async function changeable(work: Work, id: string, by: string): Promise<Moment> {
  const moment = await lockMoment(work, id);
  if (!moment || moment.isEnded) throw new UserError('This moment has ended. `/mentor moment` sets up a new one.');
  if (moment.ownerId !== by && !(await isOwner(work, by))) {
    throw new UserError('Only who set this moment up, or an owner of Bitewise, can change it. You can offer to host.');
  }
  return moment;
}

async function replanned(work: Work, id: string): Promise<Moment> {
  const moment = await findMoment(work, id);
  if (!moment) throw new Error(`Moment ${id} is gone`);
  await planNext(work, moment);
  return moment;
}

/** Leaves the next one out. @throws UserError when it is for others to do, or there is none. */
export async function skipNext(work: Work, id: string, by: string): Promise<void> {
  const moment = await changeable(work, id, by);
  const next = nextMoment(moment, work.now);
  if (moment.isPaused || !next) throw new UserError('There is no next one to skip right now.');
  const today = work.now.toZonedDateTimeISO(moment.zone).toPlainDate().toString();
  const ahead = moment.skipped.filter((date) => date >= today);
  await updateMoment(work, id, { skipped: JSON.stringify([...ahead, next.date]) });
  await replanned(work, id);
}

/** Lets a moment rest, or come again. @throws UserError when it is for others to do. */
export async function pauseMoment(work: Work, id: string, by: string, isPaused: boolean): Promise<void> {
  await changeable(work, id, by);
  await updateMoment(work, id, { is_paused: isPaused ? 1 : 0 });
  await replanned(work, id);
}

/** Ends a moment for good. @throws UserError when it is for others to do. */
export async function endMoment(work: Work, id: string, by: string): Promise<void> {
  await changeable(work, id, by);
  await updateMoment(work, id, { ended_at: iso(work.now) });
  await replanned(work, id);
  for (const state of ['running', 'over'] as const)
    for (const turn of await turnsIn(work, id, state))
      if (turn.post) await enqueue(work, postEdit, { turnId: turn.id }, { lane: `edit:${turn.id}` });
}

/**
 * Somebody offers to host now and then, or no longer. A turn that was drawn with nobody to host it is drawn again.
 * @throws UserError when it has ended.
 */
export async function setWilling(work: Work, id: string, by: string, isWilling: boolean): Promise<Moment> {
  const moment = await lockMoment(work, id);
  if (!moment || moment.isEnded) throw new UserError('This moment has ended, so there is nothing to host.');
  await requireMember(work, by);
  if (isWilling) {
    await addWilling(work, id, by);
    for (const turn of await turnsIn(work, id, 'drawn')) await draw(work, id, turn.date);
    return moment;
  }
  for (const turn of await drawnFor(work, by)) if (turn.momentId === id) await declineTurn(work, turn.id, by);
  await removeWilling(work, by, id);
  return moment;
}

/** A member is away: somebody else hosts what they were drawn for in that time; who left is asked no more. */
export async function hostAway(work: Work, memberId: string, away: Away): Promise<void> {
  for (const turn of await drawnFor(work, memberId)) {
    if (isMissed(away, turn.startsAt)) await declineTurn(work, turn.id, memberId);
  }
  if (away === 'left') await removeWilling(work, memberId);
}

/** One of two would rather not hear from the other: neither hosts what the other set up. */
export async function hostsParted(work: Work, one: string, other: string): Promise<void> {
  for (const [hostId, ownerId] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const turn of await drawnFor(work, hostId)) {
      const moment = await findMoment(work, turn.momentId);
      if (moment?.ownerId === ownerId) await declineTurn(work, turn.id, hostId);
    }
  }
}

export type MomentNow = {
  moment: Moment;
  next: Occurrence | undefined;
  /** How many people are willing to host, and whether the viewer is. */
  willing: number;
  isWilling: boolean;
  mayChange: boolean;
};

/** A moment as one member sees it. */
async function seen(work: Work, moment: Moment, memberId: string): Promise<MomentNow> {
  const willing = await willingHosts(work, moment.id);
  return {
    moment,
    next: moment.isPaused || moment.isEnded ? undefined : nextMoment(moment, work.now),
    willing: willing.length,
    isWilling: willing.some((w) => w.id === memberId),
    mayChange: !moment.isEnded && (moment.ownerId === memberId || (await isOwner(work, memberId))),
  };
}

/** A moment as one member sees it, or undefined when there is none of that id. */
export async function momentNow(work: Work, id: string, memberId: string): Promise<MomentNow | undefined> {
  const moment = await findMoment(work, id);
  return moment && seen(work, moment, memberId);
}

/** The moment of a channel, if it has one. */
export async function momentIn(work: Work, channel: string, memberId: string): Promise<MomentNow | undefined> {
  const moment = await liveMomentIn(work, channel);
  return moment && seen(work, moment, memberId);
}

/** Moments that a member set up or is willing to host. */
export async function momentsOf(work: Work, memberId: string): Promise<MomentNow[]> {
  const found: MomentNow[] = [];
  for (const moment of await liveMomentsOf(work, memberId)) found.push(await seen(work, moment, memberId));
  return found;
}

/** A turn and its moment as they are now, or undefined when there is none of that id. */
export async function turnNow(work: Work, turnId: string): Promise<{ turn: Turn; moment: Moment } | undefined> {
  const turn = await findTurn(work, turnId);
  const moment = turn && (await findMoment(work, turn.momentId));
  return turn && moment && { turn, moment };
}

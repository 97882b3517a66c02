import { randomUUID } from 'node:crypto';
import type { Tx } from '../../database/transaction.ts';
import { UserError } from '../../errors.ts';
import { enqueue } from '../../jobs/store.ts';
import { iso } from '../../time.ts';
import { type Away, isMissed } from '../members/rules/index.ts';
import { isOwner, requireMember } from '../members/service.ts';
import { spend } from '../quotas/service.ts';
import type { MomentForm } from './rules/form.ts';
import { type Moment, nextMoment, type Occurrence, type Turn } from './rules/index.ts';
import { postEditJob } from './service/job-kinds.ts';
import { declineTurn, draw, planNext } from './service/turns.ts';
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
} from './store/index.ts';
import { drawnFor, findTurn, turnsIn } from './store/turns.ts';

export * from './service/job-kinds.ts';
export {
  begin,
  declineTurn,
  draw,
  end,
  missed,
  notPosted,
  onMessage,
  posted,
  summarised,
  turnOf,
} from './service/turns.ts';

/** What the modal starts from: the moment that is there, or a member's own morning. */
export async function startOf(tx: Tx, memberId: string, momentId?: string) {
  const moment = momentId === undefined ? undefined : await changeable(tx, momentId, memberId);
  const member = await requireMember(tx, memberId);
  const usual = { days: [1], time: '10:00', zone: member.zone, minutes: 10, deck: 'insights' as const };
  const isWilling = moment ? (await willingHosts(tx, moment.id)).some((w) => w.id === memberId) : true;
  return { ...usual, own: [], holidays: [], ...moment, isWilling };
}

/** Sets a channel's moment up, or changes it. @throws UserError when it is for others to change. */
export async function saveMoment(tx: Tx, by: string, channel: string, form: MomentForm): Promise<Moment> {
  await spend(tx, await requireMember(tx, by), 'moment');
  const { days, time, zone, minutes, deck, own, holidays } = form;
  const lists = { days: JSON.stringify(days), own: JSON.stringify(own), holidays: JSON.stringify(holidays) };
  const row = { ...lists, starts_at: time, zone, minutes, deck };
  const isNew = await insertMoment(tx, { ...row, id: randomUUID(), channel, owner_id: by });
  const known = await liveMomentIn(tx, channel);
  if (!known) throw new Error(`The moment of ${channel} could not be added`);
  if (!isNew) {
    await changeable(tx, known.id, by);
    await updateMoment(tx, known.id, row);
  }
  if (form.isWilling) await addWilling(tx, known.id, by);
  else await removeWilling(tx, by, known.id);
  return replanned(tx, known.id);
}

/** A moment that this member may change, locked. @throws UserError when they may not, or it has ended. */
async function changeable(tx: Tx, id: string, by: string): Promise<Moment> {
  const moment = await lockMoment(tx, id);
  if (!moment || moment.isEnded) throw new UserError('This moment has ended. `/mentor moment` sets up a new one.');
  if (moment.ownerId !== by && !(await isOwner(tx, by))) {
    throw new UserError('Only who set this moment up, or an owner of Bitewise, can change it. You can offer to host.');
  }
  return moment;
}

async function replanned(tx: Tx, id: string): Promise<Moment> {
  const moment = await findMoment(tx, id);
  if (!moment) throw new Error(`Moment ${id} is gone`);
  await planNext(tx, moment);
  return moment;
}

/** Leaves the next one out. @throws UserError when it is for others to do, or there is none. */
export async function skipNext(tx: Tx, id: string, by: string): Promise<void> {
  const moment = await changeable(tx, id, by);
  const next = nextMoment(moment, tx.now);
  if (moment.isPaused || !next) throw new UserError('There’s no next one to skip right now.');
  const today = tx.now.toZonedDateTimeISO(moment.zone).toPlainDate().toString();
  const ahead = moment.skipped.filter((date) => date >= today);
  await updateMoment(tx, id, { skipped: JSON.stringify([...ahead, next.date]) });
  await replanned(tx, id);
}

/** Lets a moment rest, or come again. @throws UserError when it is for others to do. */
export async function pauseMoment(tx: Tx, id: string, by: string, isPaused: boolean): Promise<void> {
  await changeable(tx, id, by);
  await updateMoment(tx, id, { is_paused: isPaused ? 1 : 0 });
  await replanned(tx, id);
}

/** Ends a moment for good. @throws UserError when it is for others to do. */
export async function endMoment(tx: Tx, id: string, by: string): Promise<void> {
  await changeable(tx, id, by);
  await updateMoment(tx, id, { ended_at: iso(tx.now) });
  await replanned(tx, id);
  for (const state of ['running', 'over'] as const)
    for (const turn of await turnsIn(tx, id, state))
      await enqueue(tx, postEditJob, { turnId: turn.id }, { lane: `edit:${turn.id}` });
}

/**
 * Somebody offers to host now and then, or no longer. A turn that was drawn with nobody to host it is drawn again.
 * @throws UserError when it has ended.
 */
export async function setWilling(tx: Tx, id: string, by: string, isWilling: boolean): Promise<Moment> {
  const moment = await lockMoment(tx, id);
  if (!moment || moment.isEnded) throw new UserError('This moment has ended, so there’s nothing to host.');
  await requireMember(tx, by);
  if (isWilling) {
    await addWilling(tx, id, by);
    for (const turn of await turnsIn(tx, id, 'drawn')) await draw(tx, id, turn.date);
    return moment;
  }
  for (const turn of await drawnFor(tx, by)) if (turn.momentId === id) await declineTurn(tx, turn.id, by);
  await removeWilling(tx, by, id);
  return moment;
}

/** A member is away: somebody else hosts what they were drawn for in that time; who left is asked no more. */
export async function hostAway(tx: Tx, memberId: string, away: Away): Promise<void> {
  for (const turn of await drawnFor(tx, memberId)) {
    if (isMissed(away, turn.startsAt)) await declineTurn(tx, turn.id, memberId);
  }
  if (away === 'left') await removeWilling(tx, memberId);
}

/** One of two would rather not hear from the other: neither hosts what the other set up. */
export async function hostsParted(tx: Tx, one: string, other: string): Promise<void> {
  for (const [hostId, ownerId] of [
    [one, other],
    [other, one],
  ] as const) {
    for (const turn of await drawnFor(tx, hostId)) {
      const moment = await findMoment(tx, turn.momentId);
      if (moment?.ownerId === ownerId) await declineTurn(tx, turn.id, hostId);
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
async function seen(tx: Tx, moment: Moment, memberId: string): Promise<MomentNow> {
  const willing = await willingHosts(tx, moment.id);
  return {
    moment,
    next: moment.isPaused || moment.isEnded ? undefined : nextMoment(moment, tx.now),
    willing: willing.length,
    isWilling: willing.some((w) => w.id === memberId),
    mayChange: !moment.isEnded && (moment.ownerId === memberId || (await isOwner(tx, memberId))),
  };
}

/** A moment as one member sees it, or undefined when there is none of that id. */
export async function momentNow(tx: Tx, id: string, memberId: string): Promise<MomentNow | undefined> {
  const moment = await findMoment(tx, id);
  return moment && seen(tx, moment, memberId);
}

/** The moment of a channel, if it has one. */
export async function momentIn(tx: Tx, channel: string, memberId: string): Promise<MomentNow | undefined> {
  const moment = await liveMomentIn(tx, channel);
  return moment && seen(tx, moment, memberId);
}

/** Moments that a member set up or is willing to host. */
export async function momentsOf(tx: Tx, memberId: string): Promise<MomentNow[]> {
  const found: MomentNow[] = [];
  for (const moment of await liveMomentsOf(tx, memberId)) found.push(await seen(tx, moment, memberId));
  return found;
}

/** A turn and its moment as they are now, or undefined when there is none of that id. */
export async function turnNow(tx: Tx, turnId: string): Promise<{ turn: Turn; moment: Moment } | undefined> {
  const turn = await findTurn(tx, turnId);
  const moment = turn && (await findMoment(tx, turn.momentId));
  return turn && moment && { turn, moment };
}

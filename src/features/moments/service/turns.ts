import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import type { Posted } from '../../../jobs/define.ts';
import { cancelGroup, enqueue } from '../../../jobs/store.ts';
import { isBefore, iso, later } from '../../../time.ts';
import { isPaused, isWorking, type Member } from '../../members/rules/index.ts';
import { getMember, getMembers, mayReach, requireMember } from '../../members/service.ts';
import { reminderAt } from '../../office-hours/rules/times.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import {
  counts,
  DRAWN_BEFORE,
  drawHost,
  drawPrompt,
  type Moment,
  nextMoment,
  type Occurrence,
  type Turn,
} from '../rules/index.ts';
import { lockMoment, willingHosts } from '../store/index.ts';
import {
  findTurn,
  findTurnAt,
  findTurnOn,
  insertShare,
  insertTurn,
  promptsUsed,
  turnsIn,
  updateTurn,
} from '../store/turns.ts';
import { momentDecks } from './decks.ts';
import {
  beginDueJob,
  drawDueJob,
  endDueJob,
  hostPrompt,
  momentGroup,
  postEditJob,
  postJob,
  postKey,
  refusedPrompt,
  summaryEditJob,
  summaryJob,
  summaryKey,
  turnGroup,
} from './job-kinds.ts';

/** Plans the next turn anew: what was planned before is dropped, and a turn that no longer fits is off. */
export async function planNext(tx: Tx, moment: Moment): Promise<void> {
  await cancelGroup(tx, momentGroup(moment.id));
  const next = moment.isPaused || moment.isEnded ? undefined : nextMoment(moment, tx.now);
  for (const turn of await turnsIn(tx, moment.id, 'drawn')) {
    const isKept = next?.date === turn.date;
    const times = isKept ? { starts_at: iso(next.start), ends_at: iso(next.end) } : { state: 'off' as const };
    await updateTurn(tx, turn.id, times);
    if (!isKept) await cancelPrompts(tx, turnGroup(turn.id));
    await refreshPrompts(tx, turnGroup(turn.id));
  }
  if (!next) return;
  const payload = { momentId: moment.id, date: next.date };
  const group = momentGroup(moment.id);
  const drawnAt = later(tx.now, next.start.subtract({ hours: DRAWN_BEFORE }));
  await enqueue(tx, drawDueJob, payload, { runAt: drawnAt, group });
  await enqueue(tx, beginDueJob, payload, { runAt: next.start, group });
}

/** Prepares a turn: its question is chosen and its host drawn. Twice changes nothing. */
export async function draw(tx: Tx, momentId: string, date: string): Promise<void> {
  const moment = await lockMoment(tx, momentId);
  const next = moment && nextMoment(moment, tx.now);
  if (!moment || moment.isEnded || moment.isPaused || next?.date !== date) return;
  const turn = await prepared(tx, moment, next);
  if (!turn.hostId) await appoint(tx, moment, turn);
}

/** The turn of a date, made or taken up again. */
async function prepared(tx: Tx, moment: Moment, on: Occurrence): Promise<Turn> {
  const known = await findTurnOn(tx, moment.id, on.date);
  const times = { startsAt: on.start, endsAt: on.end };
  if (known?.state === 'off') {
    await updateTurn(tx, known.id, { state: 'drawn', starts_at: iso(on.start), ends_at: iso(on.end), host_id: null });
  }
  if (!known) {
    const deck = moment.deck === 'own' ? moment.own : momentDecks()[moment.deck];
    const id = randomUUID();
    const prompt = drawPrompt(deck, await promptsUsed(tx, moment.id, deck.length), seedOf(id));
    await insertTurn(tx, { id, momentId: moment.id, date: on.date, ...times, prompt });
  }
  const turn = await findTurnOn(tx, moment.id, on.date);
  if (!turn) throw new Error(`The turn of ${on.date} could not be added`);
  return turn;
}

const seedOf = (id: string) => Number.parseInt(id.slice(0, 8), 16);

/** Draws a host among the willing who are there at that time; with nobody, the moment goes without. */
async function appoint(tx: Tx, moment: Moment, turn: Turn): Promise<void> {
  const willing = await willingHosts(tx, moment.id);
  const members = await getMembers(
    tx,
    willing.map((w) => w.id),
  );
  const there: typeof willing = [];
  for (const one of willing) {
    if (turn.declined.includes(one.id) || !isThere(members.get(one.id), turn.startsAt)) continue;
    if (await mayReach(tx, moment.ownerId, one.id)) there.push(one);
  }
  const memberId = drawHost(there, seedOf(turn.id));
  await updateTurn(tx, turn.id, { host_id: memberId ?? null });
  const host = memberId === undefined ? undefined : members.get(memberId);
  if (!host) return;
  const schedule = { dueAt: toldBy(host, turn), expiresAt: turn.startsAt, group: turnGroup(turn.id) };
  const key = `moments.host:${turn.id}:${host.id}:${iso(tx.now)}`;
  await queuePrompt(tx, hostPrompt, { turnId: turn.id, memberId: host.id }, { ...schedule, memberId: host.id, key });
}

/** From when on a host may have read of their turn. */
const toldBy = (host: Member, turn: Turn) => reminderAt(host, turn.startsAt);

function isThere(member: Member | undefined, at: Temporal.Instant): boolean {
  return member !== undefined && !member.isDeactivated && !isPaused(member, at) && isWorking(member, at);
}

/** Who was drawn cannot: somebody else is. @throws UserError when it is not theirs, or too late. */
export async function declineTurn(tx: Tx, turnId: string, by: string): Promise<void> {
  const known = await findTurn(tx, turnId);
  const moment = known && (await lockMoment(tx, known.momentId));
  const turn = await findTurn(tx, turnId);
  if (!turn || !moment || turn.state !== 'drawn') {
    throw new UserError('This moment has begun, or doesn’t take place. Nothing more to do.');
  }
  if (turn.declined.includes(by)) throw new UserError('You said so already, and someone else is asked. Thank you.');
  if (turn.hostId !== by) throw new UserError('Someone else hosts this one, so nothing was changed.');
  const declined = [...turn.declined, by];
  await updateTurn(tx, turnId, { declined: JSON.stringify(declined), host_id: null });
  await appoint(tx, moment, { ...turn, declined });
  await refreshPrompts(tx, turnGroup(turnId));
}

/** It is time: the question goes into the channel, unless the app slept through it. Then the next turn is planned. */
export async function begin(tx: Tx, momentId: string, date: string): Promise<void> {
  const moment = await lockMoment(tx, momentId);
  if (!moment || moment.isEnded || moment.isPaused) return;
  const on = nextMoment(moment, tx.now.subtract({ minutes: moment.minutes }));
  if (on?.date === date && isBefore(tx.now, on.end)) await open(tx, moment, await prepared(tx, moment, on));
  await planNext(tx, moment);
}

async function open(tx: Tx, moment: Moment, turn: Turn): Promise<void> {
  if (turn.state !== 'drawn') return;
  const host = turn.hostId === undefined ? undefined : await getMember(tx, turn.hostId);
  // Whoever could not be told that it is their turn does not host.
  const isHost = host && isThere(host, tx.now) && (await mayReach(tx, moment.ownerId, host.id, toldBy(host, turn)));
  const hostId = isHost ? host.id : undefined;
  await updateTurn(tx, turn.id, { state: 'running', host_id: hostId ?? null });
  const schedule = { key: postKey(turn.id), lane: moment.channel, expiresAt: turn.endsAt };
  await enqueue(tx, postJob, { turnId: turn.id }, schedule);
  await enqueue(tx, endDueJob, { turnId: turn.id }, { key: `moments.end:${turn.id}`, runAt: turn.endsAt });
  await refreshPrompts(tx, turnGroup(turn.id));
}

export async function posted(tx: Tx, turnId: string, at: Posted): Promise<void> {
  await updateTurn(tx, turnId, { channel: at.channel, ts: at.ts });
}

/** Its question never came into the channel, so it did not take place. */
export async function missed(tx: Tx, turnId: string): Promise<void> {
  await updateTurn(tx, turnId, { state: 'off' });
  await refreshPrompts(tx, turnGroup(turnId));
}

/** The channel does not let the app in: who set it up hears how to help, once for each time that it worked before. */
export async function notPosted(tx: Tx, turnId: string): Promise<void> {
  const turn = await findTurn(tx, turnId);
  const moment = turn && (await lockMoment(tx, turn.momentId));
  if (!moment) return;
  await missed(tx, turnId);
  const worked = (await turnsIn(tx, moment.id, 'over')).filter((t) => t.post).length;
  const key = `moments.refused:${moment.id}:${worked}`;
  await requireMember(tx, moment.ownerId);
  await queuePrompt(tx, refusedPrompt, { momentId: moment.id }, { memberId: moment.ownerId, key, dueAt: tx.now });
}

/** Time is up: one line says how many shared. */
export async function end(tx: Tx, turnId: string): Promise<void> {
  const known = await findTurn(tx, turnId);
  if (!known || !(await lockMoment(tx, known.momentId))) return;
  const turn = await findTurn(tx, turnId);
  if (turn?.state !== 'running') return;
  await updateTurn(tx, turnId, { state: 'over' });
  await refreshPrompts(tx, turnGroup(turnId));
  await enqueue(tx, postEditJob, { turnId }, { lane: `edit:${turnId}` });
  await enqueue(tx, summaryJob, { turnId }, { key: summaryKey(turnId), lane: turnId });
}

export async function summarised(tx: Tx, turnId: string, ts: string): Promise<void> {
  await updateTurn(tx, turnId, { summary_ts: ts });
}

export type Heard = { channel: string; threadTs: string; memberId: string };

/** The turn in whose thread something was written that counts. */
export async function turnOf(tx: Tx, { channel, threadTs }: Heard): Promise<Turn | undefined> {
  const turn = await findTurnAt(tx, channel, threadTs);
  return turn && counts(turn, tx.now) ? turn : undefined;
}

/** Somebody wrote in the thread: each person counts once. */
export async function onMessage(tx: Tx, heard: Heard): Promise<void> {
  const found = await turnOf(tx, heard);
  if (!found || !(await lockMoment(tx, found.momentId))) return;
  if (!(await insertShare(tx, found.id, heard.memberId))) return;
  const turn = await findTurn(tx, found.id);
  await updateTurn(tx, found.id, { shared: (turn?.shared ?? 0) + 1 });
  if (turn?.state === 'over') await enqueue(tx, summaryEditJob, { turnId: turn.id }, { lane: `edit:${turn.id}` });
}

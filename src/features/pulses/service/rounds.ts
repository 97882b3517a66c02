import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { enqueue } from '../../../jobs/store.ts';
import { areFew, FEWEST } from '../../../small-counts.ts';
import { instant, iso, later } from '../../../time.ts';
import { atLocal } from '../../members/rules/index.ts';
import { adminContacts, ownersOnly } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { getSettings, lockWorkspace } from '../../settings/service.ts';
import { OPEN_DAYS, QUARTER_WEEKS, type RoundKind, SECOND_HALF_DAYS, whyNotOn } from '../rules/index.ts';
import { readResults, resultsOf } from '../rules/results.ts';
import {
  allRounds,
  countAsked,
  deleteRound,
  findRound,
  insertAsked,
  insertRound,
  lockRound,
  updateRound,
} from '../store/index.ts';
import { askableIds } from '../store/people.ts';
import type { PulseRoundTable } from '../tables.ts';
import { dealAnew, shuffled } from './box.ts';
import {
  askPrompt,
  askSomeJob,
  closeDueJob,
  closedPrompt,
  openDueJob,
  secondHalfDueJob,
  tidyJob,
} from './job-kinds.ts';
import { pulseWords, wordingOf } from './pulse-file.ts';

/** The time of day at which a round opens, in the zone of the workspace. */
const AT = '10:00';
const DAY = 24;

const UNDER_WAY =
  'A pulse is under way or planned already. Close it, or cancel what’s planned, before you start another.';
const FEW = `There are fewer than ${FEWEST} colleagues to ask, so I couldn’t tell you anything. Please start when more have joined.`;
const NOT_OPEN = 'This pulse isn’t open anymore.';
const NOT_PLANNED = 'This pulse isn’t planned anymore.';

/** An owner starts a round now: the one that is planned, or a new one. @throws UserError when they may not, or cannot. */
export async function startRound(tx: Tx, by: string): Promise<void> {
  await ownersOnly(tx, by);
  await lockWorkspace(tx);
  const current = await currentRound(tx);
  if (current?.state === 'open') throw new UserError(UNDER_WAY);
  if (areFew((await askableNow(tx, tx.now.add({ hours: DAY * OPEN_DAYS }))).length)) throw new UserError(FEW);
  if (current) await deleteRound(tx, current.id);
  await openRound(tx, await addRound(tx, tx.now, by));
}

/** An owner plans a round for a day. @throws UserError when they may not, or the day does not do. */
export async function planRound(tx: Tx, by: string, day: string): Promise<void> {
  await ownersOnly(tx, by);
  await lockWorkspace(tx);
  const { zone } = await getSettings(tx);
  const date = Temporal.PlainDate.from(day);
  const why = whyNotOn(date, tx.now.toZonedDateTimeISO(zone).toPlainDate());
  if (why) throw new UserError(why, 'day');
  const current = await currentRound(tx);
  if (current?.state === 'open') throw new UserError(UNDER_WAY);
  if (current) await deleteRound(tx, current.id);
  await addRound(tx, atLocal({ zone }, date, AT), by);
}

/** An owner cancels what is planned. @throws UserError when they may not, or it is not planned any more. */
export async function cancelRound(tx: Tx, by: string, roundId: string): Promise<void> {
  await ownersOnly(tx, by);
  const round = await lockRound(tx, roundId);
  if (round?.state !== 'planned') throw new UserError(NOT_PLANNED);
  await deleteRound(tx, roundId);
}

/** An owner closes a round before its time. @throws UserError when they may not, or it is not open. */
export async function closeRoundNow(tx: Tx, by: string, roundId: string): Promise<void> {
  await ownersOnly(tx, by);
  if ((await lockRound(tx, roundId))?.state !== 'open') throw new UserError(NOT_OPEN);
  await closeRound(tx, roundId);
}

/** Of all rounds the one that is planned or open, that of newcomers aside. */
export const currentOf = (rounds: PulseRoundTable[]) =>
  rounds.find(({ kind, state }) => kind !== 'newcomers' && state !== 'closed');

async function currentRound(tx: Tx): Promise<PulseRoundTable | undefined> {
  return currentOf(await allRounds(tx));
}

/** Adds a round that opens then; what it asks is read when it opens. @returns its id. */
async function addRound(tx: Tx, startsAt: Temporal.Instant, by: string | null): Promise<string> {
  const { pulseInHalves } = await getSettings(tx);
  const id = randomUUID();
  await insertRound(tx, {
    ...{ id, kind: await nextKind(tx), state: 'planned', version: 0, wording: '' },
    ...{
      in_halves: pulseInHalves ? 1 : 0,
      starts_at: iso(startsAt),
      closes_at: iso(closesAt(startsAt, pulseInHalves)),
    },
    ...{ asked: 0, answered: 0, results: null, started_by: by, closed_at: null },
  });
  await enqueue(tx, openDueJob, { roundId: id }, { key: `pulse-open:${id}`, runAt: startsAt });
  return id;
}

/** The first of which something can be told is the baseline. */
async function nextKind(tx: Tx): Promise<RoundKind> {
  const told = (await allRounds(tx)).some((round) => {
    return round.kind === 'baseline' && (readResults(round.results)?.people ?? 0) > 0;
  });
  return told ? 'quarter' : 'baseline';
}

const closesAt = (startsAt: Temporal.Instant, inHalves: boolean) =>
  startsAt.add({ hours: DAY * (OPEN_DAYS + (inHalves ? SECOND_HALF_DAYS : 0)) });

async function askableNow(tx: Tx, until: Temporal.Instant): Promise<string[]> {
  const { allowGuests } = await getSettings(tx);
  return askableIds(tx, { allowGuests, kind: askPrompt.name, closesAt: iso(until) });
}

/** The day of a planned round has come. One that was planned by itself needs the owners' leave still. */
export async function openIfWanted(tx: Tx, roundId: string): Promise<void> {
  const round = await lockRound(tx, roundId);
  if (round?.state !== 'planned') return;
  const isWanted = round.started_by !== null || (await getSettings(tx)).repeatsPulse;
  if (isWanted) await openRound(tx, roundId);
  else await deleteRound(tx, roundId);
}

/** Opens a round: from now on its words stand, and people are asked, a few at a time, in their working hours. */
async function openRound(tx: Tx, roundId: string): Promise<void> {
  const round = await lockRound(tx, roundId);
  if (round?.state !== 'planned') return;
  const words = pulseWords();
  const inHalves = round.in_halves === 1;
  const end = closesAt(tx.now, inHalves);
  await updateRound(tx, roundId, {
    ...{ state: 'open', version: words.version, wording: JSON.stringify(wordingOf(words)) },
    ...{ starts_at: iso(tx.now), closes_at: iso(end) },
  });
  const people = shuffled(await askableNow(tx, end));
  const first = inHalves ? Math.ceil(people.length / 2) : people.length;
  const rows = people.map((member_id, i) => ({ member_id, wave: i < first ? 1 : 2 }));
  await insertAsked(
    tx,
    rows.map((row) => ({ ...row, round_id: roundId, state: 'waiting' as const })),
  );
  await askWave(tx, roundId, 1);
  if (inHalves) {
    const runAt = tx.now.add({ hours: DAY * SECOND_HALF_DAYS });
    await enqueue(tx, secondHalfDueJob, { roundId }, { key: `pulse-half:${roundId}`, runAt });
  }
  await enqueue(tx, closeDueJob, { roundId }, { key: `pulse-close:${roundId}`, runAt: end });
}

/** Begins to ask one half, or everybody. */
export async function askWave(tx: Tx, roundId: string, wave: number): Promise<void> {
  await enqueue(tx, askSomeJob, { roundId, wave, after: '' }, { key: `pulse-ask:${roundId}:${wave}:` });
}

/** Closes a round: what may be told is worked out once and for all, and the owners hear of it. */
export async function closeRound(tx: Tx, roundId: string): Promise<void> {
  const round = await lockRound(tx, roundId);
  if (round?.state !== 'open') return;
  const answers = await dealAnew(tx, roundId);
  const { asked } = await countAsked(tx, roundId);
  const earlier = (await allRounds(tx)).filter(({ kind }) => (kind === 'newcomers') === (round.kind === 'newcomers'));
  const told = earlier.flatMap(({ results }) => readResults(results) ?? []);
  await updateRound(tx, roundId, {
    ...{ state: 'closed', closed_at: iso(tx.now), asked, answered: answers.length },
    results: JSON.stringify(resultsOf(answers, asked, told)),
  });
  await enqueue(tx, tidyJob, { roundId });
  if (round.kind === 'newcomers') return;
  await publish(tx, { pulseClosed: { roundId, kind: round.kind } });
  for (const memberId of await adminContacts(tx)) {
    const key = `${closedPrompt.name}:${roundId}:${memberId}`;
    await queuePrompt(tx, closedPrompt, { roundId, memberId }, { memberId, key, dueAt: tx.now });
  }
  await planNext(tx, round);
}

/** A quarter after this one began comes the next, unless the owners want none. */
async function planNext(tx: Tx, round: PulseRoundTable): Promise<void> {
  const { repeatsPulse, zone } = await getSettings(tx);
  if (!repeatsPulse || (await currentRound(tx))) return;
  const date = instant(round.starts_at).toZonedDateTimeISO(zone).toPlainDate().add({ weeks: QUARTER_WEEKS });
  await addRound(tx, later(atLocal({ zone }, date, AT), tx.now.add({ hours: DAY })), null);
}

/** A round by its id, for owners. @throws UserError when they are none, or there is no such round. */
export async function roundFor(tx: Tx, by: string, roundId: string): Promise<PulseRoundTable> {
  await ownersOnly(tx, by);
  const round = await findRound(tx, roundId);
  if (!round) throw new UserError('This pulse isn’t here anymore.');
  return round;
}

import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { areFew } from '../../../small-counts.ts';
import { instant, iso } from '../../../time.ts';
import { isOwner, ownersOnly } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { stepOf } from '../rules/figures.ts';
import { type ItemKey, readWording, type Wording } from '../rules/index.ts';
import { findGroup, type GroupResult, type Results, readResults } from '../rules/results.ts';
import type { ClosedShown, FormShown, OverviewShown, ResultsShown } from '../rules/shown.ts';
import type { Dimension } from '../rules/suppression.ts';
import { wordsOf } from '../store/answers.ts';
import { allRounds, countAsked, findRound } from '../store/index.ts';
import type { PulseRoundTable } from '../tables.ts';
import { openFormOf } from './answering.ts';
import { currentOf, roundFor } from './rounds.ts';

/** Rounds that are listed. */
const MOST_ROUNDS = 12;

/** How the rounds stand, for an owner; or what somebody else is asked. */
export async function pulseFor(
  tx: Tx,
  memberId: string,
): Promise<{ owner: OverviewShown } | { form: FormShown | undefined }> {
  if (!(await isOwner(tx, memberId))) return { form: await openFormOf(tx, memberId) };
  return { owner: await overviewFor(tx, memberId) };
}

/** @throws UserError when they are no owner. */
export async function overviewFor(tx: Tx, by: string): Promise<OverviewShown> {
  await ownersOnly(tx, by);
  const rounds = await allRounds(tx);
  const current = currentOf(rounds);
  const closed = rounds.filter(({ state }) => state === 'closed').map(closedShown);
  return {
    planned: current?.state === 'planned' ? plannedShown(current) : undefined,
    open: current?.state === 'open' ? await openShown(tx, current) : undefined,
    closed: closed.slice(0, MOST_ROUNDS),
    hasBaseline: closed.some(({ kind, people }) => kind === 'baseline' && people > 0),
    ownRoundId: (await openFormOf(tx, by))?.roundId,
  };
}

const plannedShown = ({ id, kind, starts_at, started_by }: PulseRoundTable) => {
  return { id, kind, at: instant(starts_at), isByItself: started_by === null };
};

async function openShown(tx: Tx, { id, kind, closes_at, in_halves }: PulseRoundTable) {
  const { answered } = await countAsked(tx, id);
  return { id, kind, closesAt: instant(closes_at), people: stepOf(answered), inHalves: in_halves === 1 };
}

function closedShown({ id, kind, starts_at, results }: PulseRoundTable): ClosedShown {
  const told = readResults(results);
  return { id, kind, from: instant(starts_at), people: told?.people ?? 0, rate: told?.rate };
}

/** What is told of a closed round, of everybody or by groups. @throws UserError when they are no owner, or it is not closed. */
export async function resultsFor(
  tx: Tx,
  by: string,
  roundId: string,
  dimension: Dimension | 'all' = 'all',
): Promise<ResultsShown> {
  const round = await roundFor(tx, by, roundId);
  const told = readResults(round.results);
  const wording = readWording(round.wording);
  if (round.state !== 'closed' || !told || !wording)
    throw new UserError('There are no results before a pulse is closed.');
  const groups = told.groups.filter((one) => one.dimension === dimension);
  const baseline = await baselineOf(tx, round);
  return {
    ...closedShown(round),
    wording,
    groups,
    before: baseline && groups.flatMap((one) => findGroup(baseline, one.dimension, one.group) ?? []),
    dimensions: (['department', 'tenure', 'part'] as const).filter((one) =>
      told.groups.some((g) => g.dimension === one),
    ),
    hasWords: !areFew((await wordsOf(tx, roundId)).length),
  };
}

/** What was told of the baseline before a round, without statements that were worded otherwise. */
async function baselineOf(tx: Tx, round: PulseRoundTable): Promise<Results | undefined> {
  if (round.kind !== 'quarter') return undefined;
  const baseline = (await allRounds(tx)).find((one) => one.kind === 'baseline' && one.starts_at < round.starts_at);
  const told = readResults(baseline?.results ?? null);
  if (!baseline || !told) return undefined;
  const said = (wording: Wording | undefined, key: ItemKey) => wording?.items.find((item) => item.key === key)?.says;
  const [now, then] = [readWording(round.wording), readWording(baseline.wording)];
  const isSame = (key: string) => said(now, key as ItemKey) === said(then, key as ItemKey);
  const kept = (items: GroupResult['items']) =>
    Object.fromEntries(Object.entries(items).filter(([key]) => isSame(key)));
  return { ...told, groups: told.groups.map((one) => ({ ...one, items: kept(one.items) })) };
}

/** Answers to the open question, from five on, apart from everything else. @throws as resultsFor. */
export async function wordsFor(tx: Tx, by: string, roundId: string): Promise<{ question: string; words: string[] }> {
  const { wording } = await resultsFor(tx, by, roundId);
  const words = await wordsOf(tx, roundId);
  if (areFew(words.length)) throw new UserError('Fewer than five people wrote something, so I don’t show it.');
  return { question: wording.question, words };
}

/** What an owner hears of a closed round, or undefined when they are none any more. */
export async function closedNow(tx: Tx, roundId: string, memberId: string) {
  const round = await findRound(tx, roundId);
  if (round?.state !== 'closed' || !(await isOwner(tx, memberId))) return undefined;
  const next = (await allRounds(tx)).find(({ kind, state }) => kind !== 'newcomers' && state === 'planned');
  return { ...closedShown(round), next: next && instant(next.starts_at) };
}

/**
 * What everybody answered to each statement in the last pulse that closed between two local dates, beside the baseline:
 * for features that see to who reads it.
 */
export async function pulseIn(tx: Tx, { from, to }: { from: string; to: string }) {
  const { zone } = await getSettings(tx);
  const at = (day: string) => iso(Temporal.PlainDate.from(day).toZonedDateTime(zone).toInstant());
  const round = (await allRounds(tx)).find(
    ({ kind, closed_at }) => kind === 'quarter' && closed_at !== null && closed_at >= at(from) && closed_at < at(to),
  );
  const [told, wording] = [readResults(round?.results ?? null), readWording(round?.wording ?? '')];
  if (!round || !told || !wording) return [];
  const baseline = await baselineOf(tx, round);
  const now = findGroup(told, 'all', '')?.items ?? {};
  const then = (baseline && findGroup(baseline, 'all', '')?.items) ?? {};
  return wording.items.flatMap(({ key, says }) => {
    const figure = now[key];
    return figure ? [{ key, says, now: figure, baseline: then[key] }] : [];
  });
}

/** What was told of every closed round, the oldest first, for owners' files. Dates are those of the workspace. */
export async function closedRounds(tx: Tx) {
  const { zone } = await getSettings(tx);
  const day = (at: string) => instant(at).toZonedDateTimeISO(zone).toPlainDate().toString();
  return (await allRounds(tx)).toReversed().flatMap(({ kind, starts_at, closed_at, results, wording }) => {
    const told = readResults(results);
    if (closed_at === null || !told) return [];
    const says = new Map<string, string>(readWording(wording)?.items.map(({ key, says: words }) => [key, words]));
    return [{ kind, startsOn: day(starts_at), closedOn: day(closed_at), says, results: told }];
  });
}

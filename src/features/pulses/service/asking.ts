import { randomUUID } from 'node:crypto';
import { refuse } from '../../../content.ts';
import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, iso, later } from '../../../time.ts';
import { addWorkingDays, type Member, nextWorkingMoment, workOn } from '../../members/rules/index.ts';
import { getMembers } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { getSettings, lockWorkspace } from '../../settings/service.ts';
import { NEWCOMER_DAYS, QUARTER_WEEKS, readWording } from '../rules/index.ts';
import {
  allRounds,
  findRound,
  firstAsked,
  forgetOne,
  insertAsked,
  insertRound,
  lockRound,
  markAsked,
  nextWaiting,
} from '../store/index.ts';
import { newcomerIds } from '../store/people.ts';
import type { PulseRoundTable } from '../tables.ts';
import { askPrompt, askSomeJob, cardGroup, closeDueJob, tidyJob } from './job-kinds.ts';
import { pulseWords, wordingOf } from './pulse-file.ts';

/** People dealt with in one transaction, and minutes between the edits of so many cards. */
const AT_ONCE = 50;
const MINUTES_BETWEEN = 1;
/** Days in which somebody counts as just arrived. */
const FIRST_WEEK = 7;

/** Asks the next few people of a wave, and plans the next few. */
export async function askSome(tx: Tx, roundId: string, wave: number, after: string): Promise<void> {
  const round = await lockRound(tx, roundId);
  if (round?.state !== 'open') return;
  const ids = await nextWaiting(tx, roundId, wave, after, AT_ONCE);
  const people = await getMembers(tx, ids);
  await markAsked(tx, roundId, ids);
  for (const member of people.values()) {
    await ask(tx, round, member, nextWorkingMoment(member, tx.now));
    tx.touch(member.id);
  }
  const last = ids.at(-1);
  if (last === undefined || ids.length < AT_ONCE) return;
  await enqueue(tx, askSomeJob, { roundId, wave, after: last }, { key: `pulse-ask:${roundId}:${wave}:${last}` });
}

async function ask(tx: Tx, round: PulseRoundTable, { id: memberId }: Member, dueAt: Temporal.Instant): Promise<void> {
  const group = cardGroup(round.id, memberId);
  const schedule = { memberId, key: group, dueAt, expiresAt: instant(round.closes_at), group };
  await queuePrompt(tx, askPrompt, { roundId: round.id, memberId, isReminder: false }, schedule);
}

/** Whoever came since the baseline is asked in their first week, so that they have one of their own. */
export async function askNewcomers(tx: Tx): Promise<void> {
  const { asksNewcomers, allowGuests } = await getSettings(tx);
  if (!asksNewcomers) return;
  await lockWorkspace(tx);
  const round = await newcomersRound(tx);
  if (!round) return;
  const since = later(instant(round.starts_at), tx.now.subtract({ hours: 24 * FIRST_WEEK }));
  const asking = { allowGuests, kind: askPrompt.name, closesAt: round.closes_at };
  const ids = await newcomerIds(tx, asking, iso(since));
  await insertAsked(
    tx,
    ids.map((member_id) => ({ member_id, round_id: round.id, wave: 1, state: 'asked' as const })),
  );
  for (const member of (await getMembers(tx, ids)).values()) {
    const day = addWorkingDays(member, tx.now, NEWCOMER_DAYS);
    await ask(tx, round, member, workOn(member, day).start);
  }
}

/** The round that gathers newcomers, begun when there is a baseline and none is open. */
async function newcomersRound(tx: Tx): Promise<PulseRoundTable | undefined> {
  const rounds = await allRounds(tx);
  const baseline = rounds.find(({ kind, state }) => kind === 'baseline' && state !== 'planned');
  const last = rounds.find(({ kind }) => kind === 'newcomers');
  if (!baseline || last?.state === 'open') return baseline && last;
  // Who came while none was open is not left out.
  const from = last?.closed_at ?? baseline.starts_at;
  const end = tx.now.add({ hours: 24 * 7 * QUARTER_WEEKS });
  const words = pulseWords();
  const id = randomUUID();
  await insertRound(tx, {
    ...{ id, kind: 'newcomers', state: 'open', version: words.version, wording: JSON.stringify(wordingOf(words)) },
    ...{ in_halves: 0, starts_at: from, closes_at: iso(end), asked: 0, answered: 0 },
    ...{ results: null, started_by: null, closed_at: null },
  });
  await enqueue(tx, closeDueJob, { roundId: id }, { key: `pulse-close:${id}`, runAt: end });
  return findRound(tx, id);
}

/** Cards of a closed round say so, and whom it asked is forgotten. */
export async function tidySome(tx: Tx, roundId: string): Promise<void> {
  const some = await firstAsked(tx, roundId, AT_ONCE);
  for (const { member_id: memberId } of some) {
    await cancelPrompts(tx, cardGroup(roundId, memberId));
    await refreshPrompts(tx, cardGroup(roundId, memberId));
    await forgetOne(tx, roundId, memberId);
    tx.touch(memberId);
  }
  if (some.length < AT_ONCE) return;
  await enqueue(tx, tidyJob, { roundId }, { runAt: tx.now.add({ minutes: MINUTES_BETWEEN }) });
}

/**
 * Words that people were asked stand under their version.
 * @throws StartError when content/pulse.yml has others under the same one, or an older one.
 */
export async function checkPulseWords(tx: Tx): Promise<void> {
  const words = pulseWords();
  const asked = (await allRounds(tx)).filter(({ version }) => version > 0);
  const newest = Math.max(0, ...asked.map(({ version }) => version));
  if (words.version < newest)
    throw refuse([`content/pulse.yml: version ${words.version} is older than ${newest}, which was asked already`]);
  const now = JSON.stringify(wordingOf(words));
  const other = asked.find((round) => {
    return round.version === words.version && JSON.stringify(readWording(round.wording)) !== now;
  });
  if (!other) return;
  const day = other.starts_at.slice(0, 10);
  throw refuse([
    `content/pulse.yml: version ${words.version} was asked with other words on ${day}. Give the changed file version ${words.version + 1}, or put the words of then back`,
  ]);
}

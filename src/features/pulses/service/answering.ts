import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { instant } from '../../../time.ts';
import { careAbout } from '../../care/service/index.ts';
import { addWorkingDays, workOn } from '../../members/rules/index.ts';
import { getMember, requireMember, setMute } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import {
  type Answers,
  type Ballot,
  itemKeys,
  NEW_DAYS,
  partOf,
  REMINDER_DAYS,
  readWording,
  tenureOf,
} from '../rules/index.ts';
import type { CardShown, FormShown } from '../rules/shown.ts';
import { askedOf, findAsked, findRound, forgetOne, lockRound, markAnswered } from '../store/index.ts';
import { knownSince, tookPart } from '../store/people.ts';
import type { PulseRoundTable } from '../tables.ts';
import { putInBox } from './box.ts';
import { askPrompt, cardGroup } from './job-kinds.ts';

const NONE = 'I’m not asking you anything right now. When there’s a pulse, I’ll write to you.';
const CLOSED = 'This pulse has just closed, so I can’t add your answers. Thank you for taking the time.';
const ALREADY = 'Your answers are in already. They can’t be changed, since no one can find them again.';
const NOT_ASKED = 'This pulse isn’t for you. When there’s one for you, I’ll write to you.';

/** What somebody is asked now, or of that round. @throws UserError that says why there is nothing. */
export async function formFor(tx: Tx, memberId: string, roundId: string): Promise<FormShown> {
  const round = await findRound(tx, roundId);
  await checkMayAnswer(tx, round, memberId);
  return shownOf(round);
}

/** The same for whoever asks by themselves; undefined when there is nothing to answer. */
export async function openFormOf(tx: Tx, memberId: string): Promise<FormShown | undefined> {
  const open = (await askedOf(tx, memberId)).find(({ state }) => state === 'asked');
  return open && formFor(tx, memberId, open.id);
}

/** The round that waits for somebody's answers in Home; none for somebody who rests. */
export async function pulseWaiting(tx: Tx, memberId: string): Promise<string | undefined> {
  const open = (await askedOf(tx, memberId)).find(({ state }) => state === 'asked');
  return open && !(await isResting(tx, memberId)) ? open.id : undefined;
}

function shownOf(round: PulseRoundTable | undefined): FormShown {
  const wording = round && readWording(round.wording);
  if (!round || !wording) throw new UserError(NONE);
  return { roundId: round.id, wording, closesAt: instant(round.closes_at) };
}

async function checkMayAnswer(tx: Tx, round: PulseRoundTable | undefined, memberId: string): Promise<void> {
  if (!round || round.state === 'planned') throw new UserError(NONE);
  if (round.state === 'closed') throw new UserError(CLOSED);
  const asked = await findAsked(tx, round.id, memberId);
  if (!asked || asked.state === 'waiting') throw new UserError(NOT_ASKED);
  if (asked.state === 'answered') throw new UserError(ALREADY);
}

/**
 * Takes somebody's answers, once. @returns people to turn to, when their words call for that.
 * @throws UserError when the round is closed, is not for them, or has their answers.
 */
export async function answer(tx: Tx, memberId: string, roundId: string, { words, ...steps }: Answers) {
  const round = await lockRound(tx, roundId);
  await checkMayAnswer(tx, round, memberId);
  if (!(await markAnswered(tx, roundId, memberId))) throw new UserError(ALREADY);
  const ballot = { ...(await groupsOf(tx, memberId)), steps: itemKeys.map((key) => steps[key]) };
  await putInBox(tx, roundId, ballot, words);
  await cancelPrompts(tx, cardGroup(roundId, memberId));
  await refreshPrompts(tx, cardGroup(roundId, memberId));
  tx.touch(memberId);
  return careAbout(tx, words);
}

/** The groups that somebody's answers count towards, as they are now. */
async function groupsOf(tx: Tx, memberId: string): Promise<Omit<Ballot, 'steps'>> {
  const { department } = await requireMember(tx, memberId);
  const known = await knownSince(tx, memberId);
  const since = tx.now.subtract({ hours: 24 * NEW_DAYS });
  const { asked, helped } = await tookPart(tx, memberId, since);
  const installed = known.workspace === undefined ? undefined : instant(known.workspace);
  return {
    department: department.replace(/\s+/g, ' ').trim(),
    tenure: tenureOf(known.member === undefined ? tx.now : instant(known.member), installed, tx.now),
    part: partOf(asked, helped),
  };
}

/** “Not for me”: they are not asked again, in this round or a later one, until they switch it on in Home. */
export function restFromPulses(tx: Tx, memberId: string): Promise<void> {
  return setMute(tx, memberId, askPrompt.name, true);
}

async function isResting(tx: Tx, memberId: string): Promise<boolean> {
  return (await getMember(tx, memberId))?.mutes.includes(askPrompt.name) ?? false;
}

/** Cards of an open round show whether somebody rests. */
export async function pulseMuteChanged(tx: Tx, memberId: string, kind: string): Promise<void> {
  if (kind !== askPrompt.name) return;
  for (const { id } of await askedOf(tx, memberId)) await refreshPrompts(tx, cardGroup(id, memberId));
}

/** Somebody left: they are no longer among those asked, unless they have answered. */
export async function pulseMemberLeft(tx: Tx, memberId: string): Promise<void> {
  for (const { id, state } of await askedOf(tx, memberId)) {
    if (state !== 'answered') await forgetOne(tx, id, memberId);
    await cancelPrompts(tx, cardGroup(id, memberId));
  }
}

/** What a card of somebody says now, or undefined when it was about nothing. */
export async function cardNow(
  tx: Tx,
  roundId: string,
  memberId: string,
  isReminder: boolean,
): Promise<CardShown | undefined> {
  const round = await findRound(tx, roundId);
  if (!round || round.state === 'planned') return undefined;
  if (round.state === 'closed') return { state: 'closed' };
  const asked = await findAsked(tx, roundId, memberId);
  if (asked?.state === 'answered') return { state: 'answered' };
  if (await isResting(tx, memberId)) return { state: 'resting' };
  if (asked?.state !== 'asked') return undefined;
  return { state: 'asked', roundId, kind: round.kind, closesAt: instant(round.closes_at), isReminder };
}

/** The card is there: whoever has not answered some days later is reminded, once. */
export async function planReminder(tx: Tx, roundId: string, memberId: string): Promise<void> {
  const round = await findRound(tx, roundId);
  const member = await getMember(tx, memberId);
  const asked = await findAsked(tx, roundId, memberId);
  if (round?.state !== 'open' || !member || asked?.state !== 'asked') return;
  const dueAt = workOn(member, addWorkingDays(member, tx.now, REMINDER_DAYS)).start;
  const expiresAt = instant(round.closes_at);
  if (Temporal.Instant.compare(dueAt, expiresAt) >= 0) return;
  const group = cardGroup(roundId, memberId);
  const schedule = { memberId, key: `${group}:again`, dueAt, expiresAt, group };
  await queuePrompt(tx, askPrompt, { roundId, memberId, isReminder: true }, schedule);
}

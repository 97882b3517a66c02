import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { isBefore, iso } from '../../../time.ts';
import { isPaused, type Member, nextWorkingMorning } from '../../members/rules/index.ts';
import { offerSkill, stopOffering } from '../../members/service/profile.ts';
import { getMembers, requireMember, skillsOf } from '../../members/service.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { getSettings } from '../../settings/service.ts';
import type { Level } from '../../skills/rules/names.ts';
import { type Offered, remindAt, staleBefore, toAsk } from '../rules/skills.ts';
import { helpersAfter, offeredBy } from '../store/offered.ts';
import { askAgain, type Question, questionsOf, writeQuestion } from '../store/questions.ts';
import { freshGroup, freshnessDueJob, freshPrompt } from './job-kinds.ts';

/** The hour of the UTC day at which skills are looked at, and the members that one job looks at. */
const HOUR = 4;
const PAGE = 200;
/** Members whom one day asks; whoever comes after them is asked on the next, so that no morning floods Slack (ours). */
const MOST_A_DAY = 2000;

/** Plans the next look through everybody's skills, once per UTC date. */
export async function planFreshness(tx: Tx): Promise<void> {
  const today = tx.now.toZonedDateTimeISO('UTC').toPlainDate();
  const at = (date: Temporal.PlainDate) =>
    date.toZonedDateTime({ timeZone: 'UTC', plainTime: { hour: HOUR } }).toInstant();
  const date = isBefore(tx.now, at(today)) ? today : today.add({ days: 1 });
  await enqueue(tx, freshnessDueJob, { after: '', asked: 0 }, { key: `goals.freshness-due:${date}`, runAt: at(date) });
}

/** Asks a page of members about skills that nobody has seen for long, and plans the next page, or the next day. */
export async function lookAtSkills(tx: Tx, { after, asked }: { after: string; asked: number }): Promise<void> {
  const ids = await helpersAfter(tx, after, staleBefore(tx.now), PAGE);
  const members = await getMembers(tx, ids);
  const { allowGuests } = await getSettings(tx);
  let count = asked;
  for (const [memberId, offered] of await offeredBy(tx, ids)) {
    const member = members.get(memberId);
    if (!member || !mayBeAsked(tx, member, allowGuests)) continue;
    if (await ask(tx, member, toAsk(offered, tx.now, member.zone))) count += 1;
  }
  const last = ids.at(-1);
  const goesOn = last !== undefined && ids.length === PAGE && count < MOST_A_DAY;
  if (goesOn) await enqueue(tx, freshnessDueJob, { after: last, asked: count });
  else await planFreshness(tx);
}

/** Who cannot be asked now is asked once they can. */
function mayBeAsked(tx: Tx, member: Member, allowGuests: boolean): boolean {
  const isGone = member.isBot || member.isDeactivated || member.erasedAt !== undefined || member.unreachable;
  const mayMentor = allowGuests || !member.isGuest;
  return mayMentor && !isGone && !isPaused(member, tx.now) && !member.mutes.includes(freshPrompt.name);
}

async function ask(tx: Tx, member: Member, skills: Offered[]): Promise<boolean> {
  if (skills.length === 0) return false;
  const skillIds = skills.map((skill) => skill.skillId);
  await askAgain(tx, member.id, skillIds, 'fresh');
  const sending = { memberId: member.id, skillIds, askedAt: iso(tx.now), isReminder: false };
  await queue(tx, sending, nextWorkingMorning(member, tx.now));
  return true;
}

type Sending = { memberId: string; skillIds: string[]; askedAt: string; isReminder: boolean };

async function queue(tx: Tx, sending: Sending, dueAt: Temporal.Instant): Promise<void> {
  const { memberId, askedAt, isReminder } = sending;
  const group = freshGroup(memberId, askedAt);
  const key = isReminder ? `${group}:reminder` : group;
  await queuePrompt(tx, freshPrompt, sending, { memberId, key, dueAt, group });
}

/** Plans the one reminder; called when the question is asked, so that it counts from then. */
export async function planReminder(tx: Tx, sending: Sending): Promise<void> {
  const member = await requireMember(tx, sending.memberId);
  await queue(tx, { ...sending, isReminder: true }, remindAt(member, tx.now));
}

export type FreshSkill = { skillId: string; name: string; answer: 'yes' | 'not now' | undefined };

/** What the question of that moment shows now: its skills that are still offered, or were answered. */
export async function freshNow(tx: Tx, { memberId, skillIds, askedAt }: Sending): Promise<FreshSkill[]> {
  const offered = new Set((await skillsOf(tx, memberId)).offers.map((held) => held.skillId));
  const asked = (await questionsOf(tx, memberId, 'fresh')).filter((q) => isOf(q, askedAt));
  return skillIds.flatMap((id): FreshSkill[] => {
    const question = asked.find(({ skillId }) => skillId === id);
    if (!question) return [];
    const { skillId, name, answer } = question;
    const isOffered = offered.has(id);
    if (answer === 'not now' && !isOffered) return [{ skillId, name, answer }];
    // Dropped in the profile meanwhile: nothing is left to ask. Turned on again: that is a yes.
    return isOffered ? [{ skillId, name, answer: answer && 'yes' }] : [];
  });
}

const isOf = ({ askedAt }: Question, moment: string) => iso(askedAt) === moment;

/** Says of one skill whether it still fits; with a no it is not offered any more. @throws UserError when it was not asked. */
export async function answerFresh(tx: Tx, memberId: string, skillId: string, answer: 'yes' | 'not now'): Promise<void> {
  const question = (await questionsOf(tx, memberId, 'fresh')).find((asked) => asked.skillId === skillId);
  if (!question) throw new UserError('That question wasn’t for you, so nothing was changed.');
  const held = (await skillsOf(tx, memberId)).offers.find((offer) => offer.skillId === skillId);
  if (!held)
    throw new UserError(`You don’t offer ${question.name} any more. \`/mentor goals\` lets you turn it on again.`);
  if (answer === 'not now') await stopOffering(tx, memberId, skillId);
  await writeQuestion(tx, memberId, skillId, 'fresh', answer, answer === 'yes' ? undefined : held.level);
  await settle(tx, memberId, iso(question.askedAt));
}

/** Says of all skills of a question that have no answer yet that they still fit. */
export async function keepAll(tx: Tx, memberId: string, askedAt: string): Promise<void> {
  const open = (await questionsOf(tx, memberId, 'fresh')).filter((q) => isOf(q, askedAt) && q.answer === undefined);
  if (open.length === 0) throw new UserError('You answered this already. `/mentor skills` is where you change it.');
  for (const { skillId } of open) await writeQuestion(tx, memberId, skillId, 'fresh', 'yes', undefined);
  await settle(tx, memberId, askedAt);
}

/** Shows the answer; with the last one the reminder is not needed. */
async function settle(tx: Tx, memberId: string, askedAt: string): Promise<void> {
  const group = freshGroup(memberId, askedAt);
  const asked = (await questionsOf(tx, memberId, 'fresh')).filter((question) => isOf(question, askedAt));
  if (asked.every((question) => question.answer !== undefined)) await cancelPrompts(tx, group);
  await refreshPrompts(tx, group);
  tx.touch(memberId);
}

/** Offers a skill again that was set aside, at the level of then. @throws UserError when it was not. */
export async function offerAgain(tx: Tx, memberId: string, skillId: string): Promise<void> {
  const aside = (await setAside(tx, memberId)).find((question) => question.skillId === skillId);
  if (!aside) throw new UserError('That skill isn’t set aside. `/mentor skills` shows what you offer.');
  await offerSkill(tx, memberId, skillId, aside.level);
  await settle(tx, memberId, aside.askedAt);
}

export type SetAside = { skillId: string; name: string; level: Level; askedAt: string };

/** Skills that a member said “not now” to and does not offer. */
export async function setAside(tx: Tx, memberId: string): Promise<SetAside[]> {
  const offered = new Set((await skillsOf(tx, memberId)).offers.map((held) => held.skillId));
  const asked = await questionsOf(tx, memberId, 'fresh');
  return asked
    .filter(({ skillId, answer }) => answer === 'not now' && !offered.has(skillId))
    .map(({ skillId, name, level, askedAt }) => ({ skillId, name, level: level ?? 1, askedAt: iso(askedAt) }));
}

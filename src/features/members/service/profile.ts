import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import { cleanSkillName, type Level } from '../../skills/rules/names.ts';
import { normalise } from '../../skills/rules/normalise.ts';
import { findTopic, noteUse, type SkillRef, suggestFromTitle, typeahead } from '../../skills/service/index.ts';
import { isPaused, type Member } from '../rules/index.ts';
import { pauseUntil, readPause } from '../rules/pause.ts';
import type { Profile, Standing } from '../rules/profile.ts';
import { blocksOf, setBlocks } from '../store/blocks.ts';
import { updateMember } from '../store/index.ts';
import { addOffer, removeOffer, replaceSkills } from '../store/skills.ts';
import { findOrCreateSkill } from './offering.ts';
import { pauseMember, resumeMember } from './pausing.ts';
import { requireMember, type Skills, skillsOf } from './people.ts';

/** Skills that the typeahead shows at once. */
const SHOWN = 20;
/** Skills that a job title may suggest. */
const SUGGESTED = 5;

export type ProfileState = { member: Member; skills: Skills; suggested: string[]; blocked: string[] };

/** What the profile modal starts from. Skills are suggested from the job title until it was saved once. */
export async function profileOf(tx: Tx, memberId: string): Promise<ProfileState> {
  const member = await requireMember(tx, memberId);
  const suggested = member.profileSavedAt ? [] : await suggestFromTitle(tx, member.title, memberId);
  return {
    member,
    skills: await skillsOf(tx, memberId),
    suggested: suggested.slice(0, SUGGESTED),
    blocked: await blocksOf(tx, memberId),
  };
}

/** What comes of a member's profile now. */
export async function standingOf(tx: Tx, memberId: string): Promise<Standing> {
  const member = await requireMember(tx, memberId);
  if (isPaused(member, tx.now)) return 'on a break';
  if ((await skillsOf(tx, memberId)).offers.length === 0) return 'nothing offered';
  return member.capacity === 0 ? 'no sessions' : 'found';
}

/** Saves a member's skills and habits. Whoever waits for a skill that is offered now is told; somebody erased is back. */
export async function saveProfile(tx: Tx, memberId: string, profile: Profile): Promise<void> {
  const member = await requireMember(tx, memberId);
  if (member.erasedAt) await resumeMember(tx, memberId);
  const before = new Set((await skillsOf(tx, memberId)).offers.map((s) => s.skillId));
  const offers = await canonical(tx, memberId, profile.offers);
  await replaceSkills(tx, memberId, 'offers', offers);
  const wants = profile.wants.map((name) => ({ name, level: 1 as const }));
  await replaceSkills(tx, memberId, 'wants', await canonical(tx, memberId, wants));
  const kept = await replaceBlocks(tx, memberId, profile.blocked);
  await updateMember(tx, memberId, {
    work_start: profile.workStart,
    work_end: profile.workEnd,
    work_days: JSON.stringify(profile.workDays),
    other_hours: profile.otherHours ? JSON.stringify(profile.otherHours) : '',
    capacity: profile.capacity,
    formats: JSON.stringify(profile.formats),
    usual_minutes: profile.usualMinutes,
    in_digest: profile.inDigest ? 1 : 0,
    department: profile.department,
    profile_saved_at: iso(tx.now),
  });
  const hasMoreRoom = profile.capacity > member.capacity || kept.some((id) => !profile.blocked.includes(id));
  await publish(tx, { profileSaved: { memberId, hasMoreRoom } });
  const skillIds = offers.map(({ skillId }) => skillId).filter((id) => !before.has(id));
  if (skillIds.length > 0) await publish(tx, { skillsOffered: { memberId, skillIds } });
  tx.touch(memberId);
}

/** Blocks just these people. @returns whom the member blocked before. */
async function replaceBlocks(tx: Tx, memberId: string, blocked: string[]): Promise<string[]> {
  const kept = await blocksOf(tx, memberId);
  const others = [...new Set(blocked)].filter((id) => id !== memberId);
  await setBlocks(tx, memberId, others);
  for (const otherId of others.filter((id) => !kept.includes(id)))
    await publish(tx, { membersParted: { memberId, otherId } });
  return kept;
}

/** A member would rather not hear from one more colleague; what was under way between the two ends. */
export async function blockMember(tx: Tx, memberId: string, otherId: string): Promise<void> {
  const before = await blocksOf(tx, memberId);
  if (memberId === otherId || before.includes(otherId)) return;
  await setBlocks(tx, memberId, [...before, otherId]);
  await publish(tx, { membersParted: { memberId, otherId } });
  tx.touch(memberId);
}

/** A member offers one more skill. @returns false when they offered it before. */
export async function offerSkill(tx: Tx, memberId: string, skillId: string, level: Level = 1): Promise<boolean> {
  const member = await requireMember(tx, memberId);
  if (member.erasedAt) await resumeMember(tx, memberId);
  if (!(await addOffer(tx, memberId, skillId, level))) return false;
  await noteUse(tx, skillId, memberId);
  await publish(tx, { skillsOffered: { memberId, skillIds: [skillId] } });
  tx.touch(memberId);
  return true;
}

/** A member offers one skill less. @returns the level at which they did, or undefined when they did not. */
export async function stopOffering(tx: Tx, memberId: string, skillId: string): Promise<Level | undefined> {
  const level = await removeOffer(tx, memberId, skillId);
  if (level === undefined) return undefined;
  tx.touch(memberId);
  return level;
}

/** Names as the skills that they mean, each once, at the highest level that it was given. */
async function canonical(
  tx: Tx,
  memberId: string,
  named: { name: string; level: Level }[],
): Promise<{ skillId: string; level: Level }[]> {
  const levels = new Map<string, Level>();
  for (const { name, level } of named) {
    const { id } = await skillMeant(tx, name, memberId);
    await noteUse(tx, id, memberId);
    const known = levels.get(id);
    if (known === undefined || known < level) levels.set(id, level);
  }
  return [...levels].map(([skillId, level]) => ({ skillId, level }));
}

/** The skill that a whole name stands for, such as Kubernetes for "k8s", or else a new one of that name. */
async function skillMeant(tx: Tx, name: string, memberId: string): Promise<SkillRef> {
  const { skill, how, rest } = await findTopic(tx, name, memberId);
  const isSure = how === 'exact' || how === 'alias' || how === 'word form';
  return skill && isSure && rest === '' ? skill : findOrCreateSkill(tx, name, memberId);
}

/** Skills for what was typed so far; a name that is not among them is offered as a new one, last. */
export async function skillChoices(
  tx: Tx,
  typed: string,
  memberId: string,
): Promise<{ name: string; isNew: boolean }[]> {
  const found = (await typeahead(tx, typed, SHOWN, memberId)).map(({ name }) => ({ name, isNew: false }));
  const name = cleanSkillName(typed);
  const isKnown = found.some((choice) => normalise(choice.name) === normalise(name));
  return name === '' || isKnown ? found : [...found, { name, isNew: true }];
}

/** Pauses for what somebody typed, such as "2 weeks". @returns until when. @throws UserError with examples. */
export async function pauseByText(tx: Tx, memberId: string, text: string): Promise<Temporal.Instant> {
  const { zone } = await requireMember(tx, memberId);
  const read = readPause(text, tx.now, zone);
  if ('problem' in read) throw new UserError(read.problem);
  await pauseMember(tx, memberId, read.until);
  return read.until;
}

/** What the pause modal answers. */
export const pauseForm = z.object({ until: z.iso.date().optional() });

/** Pauses until a local date, or until they resume. @returns until when. @throws UserError for a date that is past. */
export async function pauseByDate(
  tx: Tx,
  memberId: string,
  date: string | undefined,
): Promise<Temporal.Instant | undefined> {
  const { zone } = await requireMember(tx, memberId);
  if (date === undefined) {
    await pauseMember(tx, memberId, undefined);
    return undefined;
  }
  const read = pauseUntil(Temporal.PlainDate.from(date), tx.now, zone);
  if ('problem' in read) throw new UserError(read.problem);
  await pauseMember(tx, memberId, read.until);
  return read.until;
}

import { z } from 'zod';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { cleanSkillName, type Level } from '../../skills/rules/names.ts';
import { normalise } from '../../skills/rules/normalise.ts';
import { findTopic, noteUse, type SkillRef, suggestFromTitle, typeahead } from '../../skills/service/index.ts';
import { pauseUntil, readPause } from '../rules/pause.ts';
import type { Profile, Standing } from '../rules/profile.ts';
import { isPaused, type Member } from '../rules.ts';
import { blocksOf, setBlocks } from '../store/blocks.ts';
import { addOffer, removeOffer, replaceSkills } from '../store/skills.ts';
import { updateMember } from '../store.ts';
import { findOrCreateSkill } from './offering.ts';
import { pauseMember, resumeMember } from './pausing.ts';
import { requireMember, type Skills, skillsOf } from './people.ts';

/** Skills that the typeahead shows at once. */
const SHOWN = 20;
/** Skills that a job title may suggest. */
const SUGGESTED = 5;

export type ProfileState = { member: Member; skills: Skills; suggested: string[]; blocked: string[] };

/** What the profile modal starts from. Skills are suggested from the job title until it was saved once. */
export async function profileOf(work: Work, memberId: string): Promise<ProfileState> {
  const member = await requireMember(work, memberId);
  const suggested = member.profileSavedAt ? [] : await suggestFromTitle(work, member.title, memberId);
  return {
    member,
    skills: await skillsOf(work, memberId),
    suggested: suggested.slice(0, SUGGESTED),
    blocked: await blocksOf(work, memberId),
  };
}

/** What comes of a member's profile now. */
export async function standingOf(work: Work, memberId: string): Promise<Standing> {
  const member = await requireMember(work, memberId);
  if (isPaused(member, work.now)) return 'on a break';
  if ((await skillsOf(work, memberId)).offers.length === 0) return 'nothing offered';
  return member.capacity === 0 ? 'no sessions' : 'found';
}

/** Saves a member's skills and habits. Whoever waits for a skill that is offered now is told; somebody erased is back. */
export async function saveProfile(work: Work, memberId: string, profile: Profile): Promise<void> {
  const member = await requireMember(work, memberId);
  if (member.erasedAt) await resumeMember(work, memberId);
  const before = new Set((await skillsOf(work, memberId)).offers.map((s) => s.skillId));
  const kept = await blocksOf(work, memberId);
  const offers = await canonical(work, memberId, profile.offers);
  await replaceSkills(work, memberId, 'offers', offers);
  await replaceSkills(
    work,
    memberId,
    'wants',
    await canonical(
      work,
      memberId,
      profile.wants.map((name) => ({ name, level: 1 })),
    ),
  );
  await setBlocks(
    work,
    memberId,
    [...new Set(profile.blocked)].filter((id) => id !== memberId),
  );
  for (const otherId of profile.blocked.filter((id) => !kept.includes(id) && id !== memberId))
    await publish(work, { membersParted: { memberId, otherId } });
  await updateMember(work, memberId, {
    work_start: profile.workStart,
    work_end: profile.workEnd,
    work_days: JSON.stringify(profile.workDays),
    capacity: profile.capacity,
    formats: JSON.stringify(profile.formats),
    usual_minutes: profile.usualMinutes,
    in_digest: profile.inDigest ? 1 : 0,
    department: profile.department,
    profile_saved_at: iso(work.now),
  });
  const hasMoreRoom = profile.capacity > member.capacity || kept.some((id) => !profile.blocked.includes(id));
  await publish(work, { profileSaved: { memberId, hasMoreRoom } });
  const skillIds = offers.map(({ skillId }) => skillId).filter((id) => !before.has(id));
  if (skillIds.length > 0) await publish(work, { skillsOffered: { memberId, skillIds } });
  work.touch(memberId);
}

/** A member would rather not hear from one more colleague; what was under way between the two ends. */
export async function blockMember(work: Work, memberId: string, otherId: string): Promise<void> {
  const before = await blocksOf(work, memberId);
  if (memberId === otherId || before.includes(otherId)) return;
  await setBlocks(work, memberId, [...before, otherId]);
  await publish(work, { membersParted: { memberId, otherId } });
  work.touch(memberId);
}

/** A member offers one more skill. @returns false when they offered it before. */
export async function offerSkill(work: Work, memberId: string, skillId: string, level: Level = 1): Promise<boolean> {
  const member = await requireMember(work, memberId);
  if (member.erasedAt) await resumeMember(work, memberId);
  if (!(await addOffer(work, memberId, skillId, level))) return false;
  await noteUse(work, skillId, memberId);
  await publish(work, { skillsOffered: { memberId, skillIds: [skillId] } });
  work.touch(memberId);
  return true;
}

/** A member offers one skill less. @returns the level at which they did, or undefined when they did not. */
export async function stopOffering(work: Work, memberId: string, skillId: string): Promise<Level | undefined> {
  const level = await removeOffer(work, memberId, skillId);
  if (level === undefined) return undefined;
  work.touch(memberId);
  return level;
}

/** Names as the skills that they mean, each once, at the highest level that it was given. */
async function canonical(
  work: Work,
  memberId: string,
  named: { name: string; level: Level }[],
): Promise<{ skillId: string; level: Level }[]> {
  const levels = new Map<string, Level>();
  for (const { name, level } of named) {
    const { id } = await skillMeant(work, name, memberId);
    await noteUse(work, id, memberId);
    const known = levels.get(id);
    if (known === undefined || known < level) levels.set(id, level);
  }
  return [...levels].map(([skillId, level]) => ({ skillId, level }));
}

/** The skill that a whole name stands for, such as Kubernetes for "k8s", or else a new one of that name. */
async function skillMeant(work: Work, name: string, memberId: string): Promise<SkillRef> {
  const { skill, how, rest } = await findTopic(work, name, memberId);
  const isSure = how === 'exact' || how === 'alias' || how === 'word form';
  return skill && isSure && rest === '' ? skill : findOrCreateSkill(work, name, memberId);
}

/** Skills for what was typed so far; a name that is not among them is offered as a new one, last. */
export async function skillChoices(
  work: Work,
  typed: string,
  memberId: string,
): Promise<{ name: string; isNew: boolean }[]> {
  const found = (await typeahead(work, typed, SHOWN, memberId)).map(({ name }) => ({ name, isNew: false }));
  const name = cleanSkillName(typed);
  const isKnown = found.some((choice) => normalise(choice.name) === normalise(name));
  return name === '' || isKnown ? found : [...found, { name, isNew: true }];
}

/** Pauses for what somebody typed, such as "2 weeks". @returns until when. @throws UserError with examples. */
export async function pauseByText(work: Work, memberId: string, text: string): Promise<Temporal.Instant> {
  const { zone } = await requireMember(work, memberId);
  const read = readPause(text, work.now, zone);
  if ('problem' in read) throw new UserError(read.problem);
  await pauseMember(work, memberId, read.until);
  return read.until;
}

/** What the pause modal answers. */
export const pauseForm = z.object({ until: z.iso.date().optional() });

/** Pauses until a local date, or until they resume. @returns until when. @throws UserError for a date that is past. */
export async function pauseByDate(
  work: Work,
  memberId: string,
  date: string | undefined,
): Promise<Temporal.Instant | undefined> {
  const { zone } = await requireMember(work, memberId);
  if (date === undefined) {
    await pauseMember(work, memberId, undefined);
    return undefined;
  }
  const read = pauseUntil(Temporal.PlainDate.from(date), work.now, zone);
  if ('problem' in read) throw new UserError(read.problem);
  await pauseMember(work, memberId, read.until);
  return read.until;
}

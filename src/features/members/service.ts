import { z } from 'zod';
import { formerId } from '../../database/personal-data.ts';
import { UserError } from '../../errors.ts';
import { publish } from '../../events.ts';
import { jobKind } from '../../jobs/define.ts';
import { enqueue } from '../../jobs/store.ts';
import { isUnreachable } from '../../slack/verdict.ts';
import { iso } from '../../time.ts';
import { homeRefresh, type Work } from '../../work.ts';
import { normalise } from '../matching/normalise.ts';
import { canonicalName, isShipped, sameSkills } from '../matching/service.ts';
import { queuePrompt } from '../prompts/service.ts';
import { spend } from '../quotas/service.ts';
import { getSettings, trustees } from '../settings/service.ts';
import { cleanSkillName, isPaused, type Level, type Member, NO_END } from './rules.ts';
import { expectBack, isBack } from './service/back.ts';
import { toMember } from './store/read.ts';
import {
  ensureSkill,
  heldSkills,
  noteUse,
  offering,
  type SkillRef,
  skillNameOf,
  skillWithKey,
} from './store/skills.ts';
import { allMemberRows, insertStranger, memberRows, updateMember } from './store.ts';

export { admission } from './service/admission.ts';
export { back, expectBack, isBack } from './service/back.ts';
export { learnPerson, planDirectorySync, type SlackUser } from './service/directory.ts';
export { checkEligible, checkUnderWay, eligibleOf, whoIsTaken } from './service/eligible.ts';
export { blockMember } from './service/profile.ts';
export { checkReach, holdBackWords, mayReach, NOT_PASSED_ON } from './service/reach.ts';
/** What somebody is called whose data was deleted. */
export const FORMER_MEMBER = 'A former member';

export { blockedWith, blocksOf } from './store/blocks.ts';
export { deleteQuietBlock, hasQuietBlock, insertQuietBlock } from './store/quiet-blocks.ts';
export { approveSkill, coinedSkills, guestsOffering, hiddenSkills, noteUse } from './store/skills.ts';
export { isCalled, leftBefore, lockMember, lockMembers, slackOwnerIds } from './store.ts';

/** Reads one person from Slack's directory. */
export const learn = jobKind('members.learn', z.object({ memberId: z.string() }));
/** Tells an owner that somebody cannot be written to. */
export const unreachableNotice = jobKind('members.unreachable', z.object({ memberId: z.string() }));

export async function getMember(work: Work, id: string): Promise<Member | undefined> {
  return (await getMembers(work, [id])).get(id);
}

/** Those of `ids` who are known, by id. */
export async function getMembers(work: Work, ids: string[]): Promise<Map<string, Member>> {
  const rows = await memberRows(work, [...new Set(ids)]);
  if (rows.length === 0) return new Map();
  const { zone } = await getSettings(work);
  return new Map(rows.map((row) => [row.id, toMember(row, zone)]));
}

/** A member with the short name of their account. */
export type Named = { member: Member; handle: string };

/** Everybody in the workspace, those who left included. */
export async function everybody(work: Work): Promise<Named[]> {
  const { zone } = await getSettings(work);
  return (await allMemberRows(work)).map((row) => ({ member: toMember(row, zone), handle: row.handle }));
}

/** A member; one whom nobody has met yet is added with defaults, and Slack's directory is asked about them. */
export async function requireMember(work: Work, id: string): Promise<Member> {
  if (await insertStranger(work, id, 'A colleague')) await enqueue(work, learn, { memberId: id });
  const member = await getMember(work, id);
  if (!member) throw new Error(`Member ${id} could not be added`);
  return member;
}

/** @throws Error when there is no such skill. */
export async function skillName(work: Work, skillId: string): Promise<string> {
  const name = await skillNameOf(work, skillId);
  if (name === undefined) throw new Error(`No skill ${skillId}`);
  return name;
}

/**
 * The skill of this name, or of which this is an alias; made when there is none. A name that no vocabulary knows and
 * that `byId` is the first to use stands in lists for others once a second person uses it, or an owner approves.
 * @throws UserError when nothing is left of the name, or this member coined too many.
 */
export async function findOrCreateSkill(work: Work, name: string, byId?: string): Promise<SkillRef> {
  const typed = cleanSkillName(name);
  if (typed === '') throw new UserError('A skill needs a name of letters or numbers.');
  const clean = await canonicalName(work, typed);
  const key = normalise(clean) || clean.toLowerCase();
  const known = await skillWithKey(work, key);
  const isCoined = byId !== undefined && !known && !isShipped(key);
  if (isCoined) await spend(work, await requireMember(work, byId), 'skill name');
  const skill = known ?? (await ensureSkill(work, key, clean, isCoined ? byId : undefined));
  if (byId !== undefined) await noteUse(work, skill.id, byId);
  return skill;
}

export type Skills = {
  offers: { skillId: string; name: string; level: Level }[];
  wants: { skillId: string; name: string }[];
};

/** What a member offers, best known first, and wants. */
export async function skillsOf(work: Work, memberId: string): Promise<Skills> {
  const held = await heldSkills(work, memberId);
  const pick = (kind: 'offers' | 'wants') => held.filter((s) => s.kind === kind);
  return {
    offers: pick('offers').map(({ skillId, name, level }) => ({ skillId, name, level })),
    wants: pick('wants').map(({ skillId, name }) => ({ skillId, name })),
  };
}

/** Whether a member offers a skill, or one that means the same. */
export async function offersSkill(work: Work, memberId: string, skillId: string): Promise<boolean> {
  const same = await sameSkills(work, [skillId]);
  return (await skillsOf(work, memberId)).offers.some((skill) => same.includes(skill.skillId));
}

/** Everybody who offers one of the skills, eligible or not. */
export function mentorsOffering(work: Work, skillIds: string[]): ReturnType<typeof offering> {
  return offering(work, skillIds);
}

/** Pauses a member until then, or until they resume: nobody asks them and nothing unprompted reaches them. */
export async function pauseMember(work: Work, id: string, until: Temporal.Instant | undefined): Promise<void> {
  await requireMember(work, id);
  const end = until ?? NO_END;
  await updateMember(work, id, { paused_until: iso(end) });
  await publish(work, { memberPaused: { memberId: id, until: end } });
  if (until) {
    // App Home says "paused" until then, and not a moment longer.
    await enqueue(work, homeRefresh, { memberId: id }, { runAt: until, lane: `home:${id}` });
    await expectBack(work, id, until);
  }
  work.touch(id);
}

/** Ends a pause, and takes back somebody who had their data deleted. @returns whether they were paused. */
export async function resumeMember(work: Work, id: string): Promise<boolean> {
  const member = await requireMember(work, id);
  await updateMember(work, id, { paused_until: null, erased_at: null });
  if (member.erasedAt) await enqueue(work, learn, { memberId: id });
  const wasPaused = isPaused(member, work.now);
  await publish(work, { memberResumed: { memberId: id, wasPaused } });
  work.touch(id);
  return wasPaused;
}

/** Somebody looks at App Home: it is kept up to date from now on, and they can be reached after all. */
export async function homeOpened(work: Work, id: string): Promise<void> {
  const { unreachable } = await requireMember(work, id);
  await updateMember(work, id, { home_opened_at: iso(work.now), unreachable: null });
  if (unreachable !== undefined) await isBack(work, id);
  work.touch(id);
}

/** Stops one kind of prompt for this member, or with `isMuted` false lets it come again. */
export async function setMute(work: Work, id: string, kind: string, isMuted: boolean): Promise<void> {
  const others = (await requireMember(work, id)).mutes.filter((mute) => mute !== kind);
  await updateMember(work, id, { mutes: JSON.stringify(isMuted ? [...others, kind] : others) });
  work.touch(id);
}

/** A direct message can never arrive: nobody asks this member any more, and whoever looks after the app is told once. */
export async function markUnreachable(work: Work, memberId: string, reason: string): Promise<void> {
  const member = await getMember(work, memberId);
  if (!member || member.unreachable !== undefined || !isUnreachable(reason)) return;
  await updateMember(work, memberId, { unreachable: reason });
  await publish(work, { memberUnreachable: { memberId, reason } });
  for (const ownerId of (await trustees(work)).filter((id) => id !== memberId)) {
    const key = `members.unreachable:${memberId}:${ownerId}:${iso(work.now)}`;
    await queuePrompt(work, unreachableNotice, { memberId }, { memberId: ownerId, key, dueAt: work.now });
  }
}

/** Somebody in whose place another is named from now on, whose data was deleted. @returns their id. */
export async function addFormerMember(work: Work): Promise<string> {
  const id = formerId();
  await insertStranger(work, id, FORMER_MEMBER);
  await updateMember(work, id, { is_deactivated: 1 });
  return id;
}

import { formerId } from '../../database/personal-data.ts';
import { publish } from '../../events.ts';
import { enqueue } from '../../jobs/store.ts';
import { isUnreachable } from '../../slack/verdict.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { SkillRef } from '../skills/service/index.ts';
import { sameSkills, findOrCreateSkill as skillOfName } from '../skills/service/index.ts';
import { isPaused, NO_END } from './rules.ts';
import { expectBack, isBack } from './service/back.ts';
import { getMember, learn, requireMember, skillsOf } from './service/people.ts';
import { offering } from './store/skills.ts';
import { insertStranger, updateMember } from './store.ts';

export { admission } from './service/admission.ts';
export { back, expectBack, isBack } from './service/back.ts';
export { decideDeparture, departureOf } from './service/departures.ts';
export { learnPerson, planDirectorySync, type SlackUser } from './service/directory.ts';
export { checkEligible, checkUnderWay, eligibleOf, whoIsTaken } from './service/eligible.ts';
export { isOwner, ownerIds, ownersOnly, settingsFor, trustees } from './service/owners.ts';
export {
  everybody,
  getMember,
  getMembers,
  type Named,
  requireMember,
  skillsOf,
} from './service/people.ts';
export { blockMember } from './service/profile.ts';
export { checkReach, holdBackWords, mayReach, NOT_PASSED_ON } from './service/reach.ts';
/** What somebody is called whose data was deleted. */
export const FORMER_MEMBER = 'A former member';

export { blockedWith, blocksOf } from './store/blocks.ts';
export { deleteQuietBlock, hasQuietBlock, insertQuietBlock } from './store/quiet-blocks.ts';
export { guestsOffering } from './store/skills.ts';
export { isCalled, leftBefore, lockMember, lockMembers, slackOwnerIds } from './store.ts';

/** The skill that a member means by this name. @throws UserError as findOrCreateSkill of skills does. */
export async function findOrCreateSkill(work: Work, name: string, byId?: string): Promise<SkillRef> {
  return skillOfName(work, name, byId === undefined ? undefined : await requireMember(work, byId));
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
  if (until) await expectBack(work, id, until);
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

/** A direct message can never arrive: nobody asks this member any more. */
export async function markUnreachable(work: Work, memberId: string, reason: string): Promise<void> {
  const member = await getMember(work, memberId);
  if (!member || member.unreachable !== undefined || !isUnreachable(reason)) return;
  await updateMember(work, memberId, { unreachable: reason });
  await publish(work, { memberUnreachable: { memberId, reason } });
}

/** Somebody in whose place another is named from now on, whose data was deleted. @returns their id. */
export async function addFormerMember(work: Work): Promise<string> {
  const id = formerId();
  await insertStranger(work, id, FORMER_MEMBER);
  await updateMember(work, id, { is_deactivated: 1 });
  return id;
}

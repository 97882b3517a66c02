import type { Work } from '../../../work.ts';
import { type SkillRef, sameSkills, findOrCreateSkill as skillOfName } from '../../skills/service/index.ts';
import { offering } from '../store/skills.ts';
import { requireMember, skillsOf } from './people.ts';

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

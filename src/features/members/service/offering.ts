import type { Tx } from '../../../database/transaction.ts';
import { type SkillRef, sameSkills, findOrCreateSkill as skillOfName } from '../../skills/service/index.ts';
import { offering } from '../store/skills.ts';
import { requireMember, skillsOf } from './people.ts';

/** The skill that a member means by this name. @throws UserError as findOrCreateSkill of skills does. */
export async function findOrCreateSkill(tx: Tx, name: string, byId?: string): Promise<SkillRef> {
  return skillOfName(tx, name, byId === undefined ? undefined : await requireMember(tx, byId));
}

/** Whether a member offers a skill, or one that means the same. */
export async function offersSkill(tx: Tx, memberId: string, skillId: string): Promise<boolean> {
  const same = await sameSkills(tx, [skillId]);
  return (await skillsOf(tx, memberId)).offers.some((skill) => same.includes(skill.skillId));
}

/** Everybody who offers one of the skills, eligible or not. */
export function mentorsOffering(tx: Tx, skillIds: string[]): ReturnType<typeof offering> {
  return offering(tx, skillIds);
}

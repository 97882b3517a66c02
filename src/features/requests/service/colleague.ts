import { UserError } from '../../../errors.ts';
import type { Work } from '../../../work.ts';
import { findOrCreateSkill, getMember, isCalled } from '../../members/service.ts';
import { findTopic, type SkillRef, type Topic } from '../../skills/service/index.ts';
import { calledBy, mentionedAlone } from '../rules/topic.ts';

/** The name of whoever is mentioned in a text that says nothing else. */
export async function mentioned(work: Work, text: string): Promise<string | undefined> {
  const id = mentionedAlone(text);
  return id === undefined ? undefined : (await getMember(work, id))?.name;
}

/** Whether a text that no topic was surely read in is how a colleague is called. */
export async function isColleague(work: Work, said: string, how: Topic['how']): Promise<boolean> {
  const isSure = how !== undefined && how !== 'spelling' && how !== 'guess';
  const name = calledBy(said);
  return !isSure && name !== undefined && (await isCalled(work, name));
}

/** The skill of this name, made when nobody has named it before. @throws UserError when it is a colleague's name. */
export async function skillNamed(work: Work, name: string, byId: string): Promise<SkillRef> {
  if (await isColleague(work, name, (await findTopic(work, name, byId)).how))
    throw new UserError('That is a colleague’s name, not a topic. Type `/mentor` and what you would like help with.');
  return findOrCreateSkill(work, name, byId);
}

import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { findOrCreateSkill, getMember, isCalled } from '../../members/service.ts';
import { findTopic, type SkillRef, type Topic } from '../../skills/service/index.ts';
import { calledBy, mentionedAlone } from '../rules/topic.ts';

/** The name of whoever is mentioned in a text that says nothing else. */
export async function mentioned(tx: Tx, text: string): Promise<string | undefined> {
  const id = mentionedAlone(text);
  return id === undefined ? undefined : (await getMember(tx, id))?.name;
}

/** Whether a text that no topic was surely read in is how a colleague is called. */
export async function isColleague(tx: Tx, said: string, how: Topic['how']): Promise<boolean> {
  const isSure = how !== undefined && how !== 'spelling' && how !== 'guess';
  const name = calledBy(said);
  return !isSure && name !== undefined && (await isCalled(tx, name));
}

/** The skill of this name, made when nobody has named it before. @throws UserError when it is a colleague's name. */
export async function skillNamed(tx: Tx, name: string, byId: string): Promise<SkillRef> {
  if (await isColleague(tx, name, (await findTopic(tx, name, byId)).how))
    throw new UserError('That is a colleague’s name, not a topic. Type `/mentor` and what you would like help with.');
  return findOrCreateSkill(tx, name, byId);
}

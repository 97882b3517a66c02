import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { calledSo, findOrCreateSkill, getMember } from '../../members/service.ts';
import { findTopic, type SkillRef, type Topic } from '../../skills/service/index.ts';
import { calledBy, mentionedAlone } from '../rules/topic.ts';

/** Whoever is mentioned in a text that says nothing else. */
export async function mentioned(tx: Tx, text: string): Promise<{ id: string; name: string } | undefined> {
  const id = mentionedAlone(text);
  return id === undefined ? undefined : getMember(tx, id);
}

/** Ids of the colleagues who are called by a text that no topic was surely read in. */
export async function colleaguesCalled(tx: Tx, said: string, how: Topic['how']): Promise<string[]> {
  const isSure = how !== undefined && how !== 'spelling' && how !== 'guess';
  const name = calledBy(said);
  return isSure || name === undefined ? [] : calledSo(tx, name);
}

/** The skill of this name, made when nobody has named it before. @throws UserError when it is a colleague's name. */
export async function skillNamed(tx: Tx, name: string, byId: string): Promise<SkillRef> {
  const { how } = await findTopic(tx, name, byId);
  if ((await colleaguesCalled(tx, name, how)).length > 0)
    throw new UserError('That is a colleague’s name, not a topic. Type `/mentor` and what you would like help with.');
  return findOrCreateSkill(tx, name, byId);
}

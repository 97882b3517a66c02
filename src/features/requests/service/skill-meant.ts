import type { Tx } from '../../../database/transaction.ts';
import { findTopic, type SkillRef, skillName } from '../../skills/service/index.ts';
import { searchable, topicName } from '../rules/topic.ts';

/** The skill that a typed topic means: the one that was shown when it is still its name, else what is found. */
export async function skillFor(
  tx: Tx,
  typed: string,
  shown: string | undefined,
  viewerId: string,
): Promise<SkillRef | undefined> {
  if (shown !== undefined) {
    const name = await skillName(tx, shown).catch(() => undefined);
    if (name !== undefined && topicName(typed) === topicName(name)) return { id: shown, name };
  }
  const { skill, how } = await findTopic(tx, searchable(typed) ?? '', viewerId);
  return how === 'guess' ? undefined : skill;
}

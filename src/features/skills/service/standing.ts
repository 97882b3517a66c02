import type { Tx } from '../../../database/transaction.ts';
import { hiddenSkills } from '../store/skills.ts';
import { createLexicon, loadVocabulary } from './vocabulary.ts';
import type { Known } from './workspace-lexicon.ts';

/** Whether a skill of the lexicon may stand in what somebody is shown. */
export type Stands = (lexiconId: string) => boolean;

/** Whether the shipped vocabulary knows a skill by this normalised name. */
export function isShipped(key: string): boolean {
  return createLexicon(loadVocabulary()).find('text', key) !== undefined;
}

/** A name that one other person coined stands for nobody but them, until a second one uses it or an owner approves. */
export async function standing(tx: Tx, { rows }: Known, viewerId = ''): Promise<Stands> {
  const hidden = await hiddenSkills(tx, viewerId);
  if (hidden.size === 0) return () => true;
  return (id) => rows.get(id)?.some((row) => !hidden.has(row.id)) ?? true;
}

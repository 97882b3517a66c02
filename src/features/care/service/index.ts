import type { Tx } from '../../../database/transaction.ts';
import { getSettings } from '../../settings/service.ts';
import { type CareKind, careFor } from '../rules.ts';
import { careWords } from './care-words.ts';

export type Care = { says: string; turn: string; contacts: string[] };

/** People and places to turn to: those that the owners named, else those of content/care.yml. */
export async function contactsOf(tx: Tx): Promise<string[]> {
  const own = (await getSettings(tx)).careContacts.split('\n').map((line) => line.trim());
  const named = own.filter((line) => line !== '');
  return named.length > 0 ? named : careWords().answer.contacts;
}

/** What to answer to a text that calls for a person; undefined when it is a topic. */
export async function careAbout(tx: Tx, text: string): Promise<Care | undefined> {
  const kind = kindOf(text);
  if (kind === undefined) return undefined;
  const { answer } = careWords();
  return { says: answer[kind], turn: answer.turn, contacts: await contactsOf(tx) };
}

export const kindOf = (text: string): CareKind | undefined => careFor(text, careWords());

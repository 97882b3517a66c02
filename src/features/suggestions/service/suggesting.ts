import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import { type Care, careAbout } from '../../care/service/index.ts';
import { blockedWith, ownerIds, requireMember } from '../../members/service.ts';
import { spend } from '../../quotas/service.ts';
import { lockWorkspace } from '../../settings/service.ts';
import { MOST_WORDS, type SuggestionForm, sameWords } from '../rules.ts';
import { insertSuggestion, insertTell, suggestionsIn } from '../store.ts';
import { nextMonday } from './monday.ts';
import { touchOwners } from './waiting.ts';

const SAID = 'You’ve suggested this already, and it’s with the owners. I’ll tell you what becomes of it.';
const NOBODY = 'I can’t pass this on with your name, so I haven’t sent it. You can send it without your name.';

export type Start = { id: string; words: string; isCut: boolean };

/**
 * The form for somebody; `typed` stands in it. Opening it is what is counted, so that no row says who has sent one.
 * @throws UserError when they opened it too often.
 */
export async function startSuggestion(tx: Tx, memberId: string, typed: string): Promise<Start> {
  await spend(tx, await requireMember(tx, memberId), 'suggestion form');
  const words = typed.trim();
  return { id: randomUUID(), words: words.slice(0, MOST_WORDS).toWellFormed(), isCut: words.length > MOST_WORDS };
}

/**
 * Passes a suggestion on, once however often it is sent. @returns people to turn to, when its words call for that.
 * @throws UserError when it was made before, or no owner may read it.
 */
export async function suggest(
  tx: Tx,
  memberId: string,
  id: string,
  { words, name }: SuggestionForm,
): Promise<Care | undefined> {
  await lockWorkspace(tx);
  if (name === 'with') await keepWithName(tx, memberId, id, words);
  else await keepWithout(tx, memberId, id, words);
  return careAbout(tx, words);
}

async function keepWithName(tx: Tx, memberId: string, id: string, words: string): Promise<void> {
  const owners = await ownerIds(tx);
  if (owners.length > 0 && (await blockedWith(tx, memberId, owners)).size === owners.length)
    throw new UserError(NOBODY);
  const before = (await suggestionsIn(tx, 'new')).filter((one) => one.memberId === memberId && one.id !== id);
  if (before.some((one) => sameWords(one.words) === sameWords(words))) throw new UserError(SAID);
  if (await insertSuggestion(tx, { id, member_id: memberId, words, state: 'new', created_at: iso(tx.now) }))
    await touchOwners(tx);
}

/**
 * It waits for others, and says neither who nor when: only who is told what becomes of it is noted, apart. The same
 * words that wait already are not added again; whoever said them too is told too.
 */
async function keepWithout(tx: Tx, memberId: string, id: string, words: string): Promise<void> {
  const nameless = [...(await suggestionsIn(tx, 'kept')), ...(await suggestionsIn(tx, 'new'))].filter(
    (one) => one.memberId === undefined,
  );
  const same = nameless.find((one) => sameWords(one.words) === sameWords(words));
  if (!same) {
    const created_at = iso((await nextMonday(tx)).at);
    await insertSuggestion(tx, { id, member_id: null, words, state: 'kept', created_at });
  }
  await insertTell(tx, same?.id ?? id, memberId);
}

import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import type { Known, Registry, Words } from '../../../jobs/define.ts';
import { blockedWith } from '../store/blocks.ts';
import { unwantedBy } from '../store/quiet-blocks.ts';

/** What somebody reads whose words would not be passed on; it does not say who would rather not meet whom. */
export const NOT_PASSED_ON = 'I can’t pass this on to them, so I haven’t sent it.';

/**
 * Whether words of one person may reach another: neither would rather not be matched with the other, and the other has
 * not blocked them as somebody who had asked quietly, without knowing whom.
 * @param known when the other knew that it is from them: from the start in what the two have under way, or since then.
 * A quiet block made later does not count, for what stops because of it would tell whose it is.
 */
export async function mayReach(tx: Tx, fromId: string, toId: string, known?: Known): Promise<boolean> {
  if ((await blockedWith(tx, fromId, [toId])).has(toId)) return false;
  if (known === 'under way') return true;
  return !(await unwantedBy(tx, fromId, [toId], known)).has(toId);
}

/** @throws UserError when words of `fromId` may not reach `toId`. */
export async function checkReach(tx: Tx, fromId: string, toId: string, known?: Known): Promise<void> {
  if (!(await mayReach(tx, fromId, toId, known))) throw new UserError(NOT_PASSED_ON);
}

/**
 * Holds back whatever carries words from one person to another who may not be reached, at the moment in which it would
 * be sent: each kind of message says whose words it carries to whom.
 */
export function holdBackWords(registry: Registry): void {
  for (const handler of registry.handlers.values()) {
    if (handler.type !== 'message') continue;
    const { render, words } = handler;
    if (!words) continue;
    handler.render = async (tx, payload, job) => {
      if (await mayAll(tx, await words(tx, payload))) return render(tx, payload, job);
      // As if its time were over: its feature goes on, and nobody is told why.
      await handler.ends.expired(tx, payload, job);
      return { skip: 'one of the two would rather not hear from the other' };
    };
  }
  for (const prompt of registry.prompts.values()) {
    const { render, words } = prompt;
    if (!words) continue;
    prompt.render = async (tx, payload) =>
      (await mayAll(tx, await words(tx, payload))) ? render(tx, payload) : undefined;
  }
}

async function mayAll(tx: Tx, pairs: Words): Promise<boolean> {
  for (const [from, to, known] of pairs) if (!(await mayReach(tx, from, to, known))) return false;
  return true;
}

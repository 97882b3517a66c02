import type { Slack } from '../../../sandbox/slack/server.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { falseClaims } from './check.ts';
import { cardsOf, isBusy } from './found.ts';
import { staleCards } from './stale.ts';

type Watched = { slack: Slack; work<T>(unit: (tx: Tx) => Promise<T>): Promise<T> };

/** What is wrong on the messages of the app in Slack at this moment; nothing while some are on their way. */
export function wrongCards({ slack, work }: Watched): Promise<string[]> {
  return work(async (tx) => {
    if (await isBusy(tx)) return [];
    const cards = await cardsOf(slack, tx);
    return [...(await falseClaims(slack, tx, cards)), ...(await staleCards(slack, tx, cards))];
  });
}

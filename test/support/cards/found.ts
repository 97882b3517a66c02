import type { Slack } from '../../../sandbox/slack/server.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { features } from '../../../src/features/index.ts';
import { inOrder } from '../../../src/features/prompts/store/index.ts';
import { createRegistry } from '../../../src/jobs/define.ts';
import type { Card } from './declare.ts';

/** Everything that the app can say, as it registers it. */
export const registry = createRegistry();
for (const { jobs } of features) jobs?.(registry);

export type Block = { type: string };
type Place = { channel: string; ts: string };

/** Every message of a job or a prompt that is in Slack now, found by what the app wrote down of it. */
export async function cardsOf(slack: Slack, tx: Tx): Promise<Card[]> {
  const jobs = await tx.db
    .selectFrom('job')
    .selectAll()
    .where('outcome', '=', 'done')
    .where('ref', 'is not', null)
    .execute();
  const prompts = inOrder(await tx.db.selectFrom('prompt').selectAll().where('state', '=', 'sent').execute());
  const all = [
    ...jobs.flatMap(({ kind, payload, ref }) => {
      const { channel, ts } = JSON.parse(ref ?? '{}') as Partial<Place>;
      if (!channel || !ts || kind === 'prompts.bundle') return [];
      return [{ kind, payload: JSON.parse(payload) as unknown, bundle: undefined, channel, ts }];
    }),
    ...prompts.flatMap(({ kind, payload, bundle, channel, ts }) =>
      channel && ts
        ? [{ kind, payload: JSON.parse(payload) as unknown, bundle: bundle ?? undefined, channel, ts }]
        : [],
    ),
  ];
  return all.filter((card) => blocksAt(slack, card) !== undefined);
}

/** What stands at a place now; undefined when it is gone, or when it was about somebody who is not to be found in it. */
export function blocksAt(slack: Slack, { channel, ts }: Place): Block[] | undefined {
  const message = slack.state.conversations.get(channel)?.messages.find((one) => one.ts === ts);
  if (!message || message.text.startsWith('This message was about someone')) return undefined;
  return message.blocks as Block[] | undefined;
}

/** Whether something is on its way to Slack, or about to be. */
export async function isBusy(tx: Tx): Promise<boolean> {
  const waiting = await tx.db.selectFrom('job').selectAll().where('finished_at', 'is', null).execute();
  const soon = tx.now.add({ seconds: 5 }).toString();
  // What Slack does not take just now is tried again later.
  return waiting.some(
    ({ kind, run_at, failures }) => (run_at < soon || failures > 0) && registry.handlers.get(kind)?.type !== 'task',
  );
}

import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, iso } from '../../../time.ts';
import { adminContacts, isOwner, touchOwners } from '../../members/service.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { TEST } from '../rules/events.ts';
import type { FailingShown } from '../rules/shown.ts';
import { type Answer, hasArrived, isGone, isWorthTelling, nextTry } from '../rules/tries.ts';
import {
  changeDelivery,
  changeWebhook,
  type Delivery,
  findDelivery,
  findWebhook,
  lockWebhook,
  type Webhook,
} from '../store.ts';
import { deliverJob, failingGroup, failingPrompt, LANE, testedJob } from './job-kinds.ts';

export type ToSend = { url: string; secret: string; delivery: Delivery };

/** What a delivery takes to be sent, or undefined when it is over, or there is nowhere to send it. */
export async function toSend(tx: Tx, id: string): Promise<ToSend | undefined> {
  const webhook = await findWebhook(tx);
  const delivery = await findDelivery(tx, id);
  if (!webhook || delivery?.state !== 'waiting') return undefined;
  const { url, secret, state } = webhook;
  if (state === 'on') return { url, secret, delivery };
  await changeDelivery(tx, id, { state: 'failed' });
  return undefined;
}

/** Writes down what came of a try, and what follows from it. @param by the owner who waits for it. */
export async function noteAnswer(tx: Tx, id: string, answer: Answer, by: string | undefined): Promise<void> {
  const webhook = await lockWebhook(tx);
  const delivery = await findDelivery(tx, id);
  if (!webhook || delivery?.state !== 'waiting') return;
  const tries = delivery.tries + 1;
  const said = { tries, answer: String(answer) };
  if (hasArrived(answer)) {
    await changeDelivery(tx, id, { ...said, state: 'arrived' });
    await works(tx, webhook);
  } else {
    const again = delivery.type === TEST || isGone(answer) ? undefined : nextTry(tries, tx.now);
    await changeDelivery(tx, id, { ...said, state: again ? 'waiting' : 'failed' });
    if (again) await enqueue(tx, deliverJob, { id }, { runAt: again, lane: LANE });
    if (delivery.type !== TEST || isGone(answer)) await fails(tx, webhook, answer);
  }
  if (by !== undefined) await enqueue(tx, testedJob, { id, by }, { key: `${testedJob.name}:${id}` });
}

async function works(tx: Tx, { failing_since }: Webhook): Promise<void> {
  if (failing_since === null) return;
  await changeWebhook(tx, { failing_since: null });
  await touchOwners(tx);
  await refreshPrompts(tx, failingGroup(failing_since));
}

/** Owners hear of it once, when nothing has arrived for a day, or the receiver wants no more. */
async function fails(tx: Tx, webhook: Webhook, answer: Answer): Promise<void> {
  const since = webhook.failing_since ?? iso(tx.now);
  const state = isGone(answer) ? 'gone' : webhook.state;
  await changeWebhook(tx, { failing_since: since, failing_with: String(answer), state });
  if (state !== 'gone' && !isWorthTelling(instant(since), tx.now)) return;
  await touchOwners(tx);
  for (const memberId of await adminContacts(tx)) {
    const key = `${failingGroup(since)}:${state}:${memberId}`;
    await queuePrompt(tx, failingPrompt, { since }, { memberId, key, dueAt: tx.now, group: failingGroup(since) });
  }
}

/** What an owner reads of a time in which nothing arrived, as things stand; undefined when another address is set. */
export async function failingNow(tx: Tx, since: string): Promise<FailingShown | undefined> {
  const webhook = await findWebhook(tx);
  if (!webhook || webhook.created_at > since) return undefined;
  const { url, failing_since, failing_with } = webhook;
  const isOver = failing_since !== since;
  const state = isOver ? 'works again' : webhook.state === 'gone' ? 'gone' : 'failing';
  return { host: new URL(url).host, since: instant(since), state, answer: failing_with ?? '' };
}

/** Whether nothing has arrived for so long that owners were told, or the receiver wants no more. */
export async function isFailing(tx: Tx): Promise<boolean> {
  const webhook = await findWebhook(tx);
  if (!webhook?.failing_since) return false;
  return webhook.state === 'gone' || isWorthTelling(instant(webhook.failing_since), tx.now);
}

/** What became of an owner's test; undefined when it is not kept any more, or they are no owner. */
export async function testedNow(tx: Tx, id: string, by: string): Promise<Delivery | undefined> {
  return (await isOwner(tx, by)) ? findDelivery(tx, id) : undefined;
}

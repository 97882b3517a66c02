import { randomBytes } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, iso } from '../../../time.ts';
import { ownersOnly } from '../../members/service.ts';
import { lockWorkspace } from '../../settings/service.ts';
import { TEST } from '../rules/events.ts';
import type { WebhookForm } from '../rules/form.ts';
import type { WebhookShown } from '../rules/shown.ts';
import {
  changeWebhook,
  deleteWebhook,
  failedDeliveries,
  findWebhook,
  lastDeliveries,
  renewDelivery,
  saveWebhook,
} from '../store.ts';
import { deliverJob, LANE } from './job-kinds.ts';
import { deliver } from './telling.ts';

/** Bytes of a secret; Standard Webhooks asks for 24 to 64. */
const SECRET = 24;
/** Deliveries that are listed. */
const SHOWN = 10;

const NO_WEBHOOK = 'There’s no address yet. Please type one and save it first.';
const UNDER_WAY = 'This one is under way already, or isn’t kept any more.';

/** What owners see of their webhook. @throws UserError to anybody else. */
export async function webhookFor(tx: Tx, by: string): Promise<WebhookShown> {
  await ownersOnly(tx, by);
  const found = await findWebhook(tx);
  const webhook = found && { url: found.url, secret: found.secret, isGone: found.state === 'gone' };
  const last = (await lastDeliveries(tx, SHOWN)).map(({ id, type, state, tries, answer, created_at }) => {
    return { id, type, state, tries, answer: answer ?? '', at: instant(created_at) };
  });
  return { webhook, last, failed: (await failedDeliveries(tx, TEST)).length };
}

/**
 * Keeps an address; an empty one turns the webhook off and forgets what was sent. A new address has a new secret, so
 * that whoever ran the old one can sign nothing for it. @throws UserError to anybody but an owner.
 */
export async function setWebhook(tx: Tx, by: string, { address, secret }: WebhookForm): Promise<void> {
  await ownersOnly(tx, by);
  await lockWorkspace(tx);
  if (address === '') return deleteWebhook(tx);
  const url = new URL(address).href;
  const before = await findWebhook(tx);
  const isNew = before?.url !== url || secret.includes('new');
  await saveWebhook(tx, { url, secret: isNew ? `whsec_${randomBytes(SECRET).toString('base64')}` : before.secret });
}

/** Sends something without content, to see whether it arrives. @throws UserError when there is nowhere to send it. */
export async function testWebhook(tx: Tx, by: string): Promise<void> {
  await ownersOnly(tx, by);
  const webhook = await findWebhook(tx);
  if (!webhook) throw new UserError(NO_WEBHOOK);
  // One that asked for no more is asked whether it takes some again.
  if (webhook.state === 'gone') await changeWebhook(tx, { state: 'on' });
  await deliver(tx, TEST, {}, by);
}

/** Sends one again that came to an end. @throws UserError when it is under way. */
export async function replay(tx: Tx, by: string, id: string): Promise<void> {
  await ownersOnly(tx, by);
  if (!(await findWebhook(tx))) throw new UserError(NO_WEBHOOK);
  if (!(await renewDelivery(tx, id))) throw new UserError(UNDER_WAY);
  await enqueue(tx, deliverJob, { id }, { key: `${deliverJob.name}:${id}:${iso(tx.now)}`, lane: LANE });
}

/** Sends all again that did not arrive. @throws UserError when there is nowhere to send it. */
export async function replayFailed(tx: Tx, by: string): Promise<void> {
  await ownersOnly(tx, by);
  for (const id of await failedDeliveries(tx, TEST)) await replay(tx, by, id);
}

import { createHmac } from 'node:crypto';
import { type Json, parseJson } from '../engine/json.ts';
import { ACK_WITHIN, type Ack, type Delivery } from './deliver.ts';

const FORM = 'application/x-www-form-urlencoded';

/** The body that a request URL receives: events as JSON, commands as a form, the rest as the form field `payload`. */
export function encode({ kind, payload }: Pick<Delivery, 'kind' | 'payload'>): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) };
  const fields = kind === 'slash_commands' ? flat(payload) : { payload: JSON.stringify(payload) };
  return { type: FORM, body: new URLSearchParams(fields).toString() };
}

const flat = (payload: Json) =>
  Object.fromEntries(Object.entries(payload).map(([key, value]) => [key, String(value ?? '')]));

/** Slack's v0 signature of a body; `timestamp` in seconds. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const sign = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;

/**
 * Posts a delivery to the app's request URL, signed. The timestamp is the machine's: the app checks it against
 * the machine's own clock, which nobody moves.
 */
export async function deliverByHttp(url: string, secret: string, delivery: Delivery): Promise<Ack> {
  const { type, body } = encode(delivery);
  const timestamp = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const retry = delivery.retry
    ? { 'x-slack-retry-num': String(delivery.retry.num), 'x-slack-retry-reason': delivery.retry.reason }
    : {};
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(ACK_WITHIN),
      headers: {
        'content-type': type,
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': sign(secret, timestamp, body),
        ...retry,
      },
    });
    const text = await response.text();
    if (!response.ok)
      return { ok: false, why: 'http_service_error', noRetry: response.headers.get('x-slack-no-retry') === '1' };
    return { ok: true, body: text === '' ? null : (parseJson(text) ?? text) };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return { ok: false, why: timedOut ? 'operation_timeout' : 'dispatch_failed' };
  }
}

import { lookup } from 'node:dns';
import { lookup as lookUp } from 'node:dns/promises';
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { hostOf, INTERNAL, isInternal, whyNotTo } from '../rules/address.ts';
import type { Answer } from '../rules/tries.ts';

/** Milliseconds in which a receiver has to answer. */
const PATIENCE = 10_000;

class InternalAddress extends Error {}

/**
 * Looks a name up for a socket, and refuses it when any of its addresses is internal: what is checked is what is
 * connected to, so that a name cannot lead elsewhere between the two.
 */
export const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, []);
    if (found.some(({ address }) => isInternal(address))) return callback(new InternalAddress(hostname), []);
    const [first] = found;
    if (options.all || !first) callback(null, found);
    else callback(null, first.address, first.family);
  });
};

/** What is wrong with an address that somebody typed, in words for them; its name is looked up. */
export async function addressFault(typed: string, allowsInternal: boolean): Promise<string | undefined> {
  const why = whyNotTo(typed, allowsInternal);
  if (why !== undefined) return why;
  const found = await lookUp(hostOf(typed), { all: true }).catch(() => []);
  if (found.length === 0) return 'I can’t find this address. Please check how it’s written.';
  return !allowsInternal && found.some(({ address }) => isInternal(address)) ? INTERNAL : undefined;
}

export type Message = { id: string; body: string; secret: string; at: Temporal.Instant };

/**
 * Sends one message, signed after Standard Webhooks. It follows no redirect and reads no more of an answer than its
 * status. @param patience milliseconds that the receiver has
 */
export async function post(
  url: string,
  { id, body, secret, at }: Message,
  { allowsInternal, patience = PATIENCE }: { allowsInternal: boolean; patience?: number },
): Promise<Answer> {
  if (whyNotTo(url, allowsInternal) !== undefined) return 'internal';
  // A socket looks up names only.
  if (!allowsInternal && isIP(hostOf(url)) > 0 && isInternal(hostOf(url))) return 'internal';
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'Bitewise',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.epochMilliseconds / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at.epochMilliseconds), body),
  };
  const signal = AbortSignal.timeout(patience);
  const options = { method: 'POST', headers, signal, agent: false, ...(allowsInternal ? {} : { lookup: publicOnly }) };
  return new Promise((resolve) => {
    const sent = (url.startsWith('https:') ? https : http)(url, options, (answer) => {
      resolve(answer.statusCode ?? 'unreachable');
      answer.destroy();
    });
    sent.on('error', (error) => {
      resolve(error instanceof InternalAddress ? 'internal' : signal.aborted ? 'slow' : 'unreachable');
    });
    sent.end(body);
  });
}

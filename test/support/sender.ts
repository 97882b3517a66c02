import { request } from 'node:http';
import type { Delivery } from '../../sandbox/slack/delivery/deliver.ts';
import { encode, sign } from '../../sandbox/slack/delivery/http.ts';
import type { Json } from '../../sandbox/slack/engine/json.ts';

export type Raw = {
  body: string;
  type?: string;
  /** Seconds since 1970; now by default. */
  timestamp?: number | string;
  /** The right one by default. */
  signature?: string;
  path?: string;
};

/** Sends raw requests to an app as Slack does; resolves to the HTTP status, or 0 when the connection broke. */
export function sender(port: number, secret: string) {
  const seconds = () => Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const send = (raw: Raw, isAgain = false): Promise<number> =>
    new Promise((resolve) => {
      const timestamp = raw.timestamp ?? seconds();
      const headers = {
        'content-type': raw.type ?? 'application/json',
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': raw.signature ?? sign(secret, Number(timestamp), raw.body),
      };
      const options = { host: '127.0.0.1', port, path: raw.path ?? '/slack/events', method: 'POST', headers };
      const sent = request(options, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      });
      // A connection that was kept alive may be closed in the very moment in which it is used again.
      const isStale = () => sent.reusedSocket && !isAgain;
      sent.on('error', () => (isStale() ? void send(raw, true).then(resolve) : resolve(0)));
      sent.end(raw.body);
    });
  return {
    send: (raw: Raw) => send(raw),
    /** A payload, encoded and signed as its kind is. */
    deliver: (kind: Delivery['kind'], payload: Json, more: Partial<Raw> = {}) =>
      send({ ...encode({ kind, payload }), ...more }),
  };
}

export type Sender = ReturnType<typeof sender>;

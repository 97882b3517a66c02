import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

export type Received = { headers: IncomingHttpHeaders; body: string };
export type Receiver = Awaited<ReturnType<typeof createReceiver>>;

/** A real HTTP server that takes webhooks. `answer` is the status it gives; 'silence' = none, ever. */
export async function createReceiver() {
  const received: Received[] = [];
  const state: { answer: number | 'silence' } = { answer: 204 };
  const server = createServer((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => void parts.push(part));
    req.on('end', () => {
      received.push({ headers: req.headers, body: Buffer.concat(parts).toString() });
      if (state.answer === 'silence') return;
      res.writeHead(state.answer, { location: `http://127.0.0.1:${port()}/elsewhere` }).end('x'.repeat(10_000));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = () => (server.address() as AddressInfo).port;
  return {
    state,
    received,
    url: `http://127.0.0.1:${port()}/hook`,
    port: port(),
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/**
 * What a message says, once the format's own library has made the same signature of it.
 * @throws when it is another; how old a message may be is for receivers, whose clock is not the one that is moved here.
 */
export function verified({ headers, body }: Received, secret: string): unknown {
  const { 'webhook-id': id, 'webhook-timestamp': sentAt, 'webhook-signature': signature } = headers;
  const expected = new Webhook(secret).sign(String(id), new Date(Number(sentAt) * 1000), body);
  if (signature !== expected) throw new Error(`The signature is ${String(signature)}, not ${expected}`);
  return JSON.parse(body);
}

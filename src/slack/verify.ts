import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { systemClock } from '../clock.ts';
import { isObject, parseBody } from './payload.ts';
import type { Signatures } from './signatures.ts';

/** Bytes of a request body; Slack's own payloads stay far below. */
const LARGEST_BODY = 1024 * 1024;
/** Seconds by which a signed timestamp may be off, either way (docs.slack.dev, “Verifying requests from Slack”). */
const MOST_OFF = 300;

/**
 * Reads a request and checks who signed it, over the raw bytes and before anything is parsed: parsing is what a
 * stranger could make expensive. What is signed has to be an object of a sane size, since Bolt looks into it unchecked.
 * @param signatures is told of every signature that was compared.
 * @returns the status with which it is refused, or undefined when it may pass; its body is then in `req.rawBody`.
 * @throws when the connection breaks off.
 */
export async function refuse(
  req: IncomingMessage & { rawBody?: Buffer },
  secret: string,
  signatures?: Pick<Signatures, 'note'>,
): Promise<number | undefined> {
  const timestamp = String(req.headers['x-slack-request-timestamp']);
  const signature = String(req.headers['x-slack-signature']);
  if (!isRecent(timestamp) || !/^v0=[0-9a-f]{64}$/.test(signature)) return 401;
  if (Number(req.headers['content-length']) > LARGEST_BODY) return 413;
  const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:`);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size > LARGEST_BODY) return 413;
    hmac.update(chunk);
    chunks.push(chunk);
  }
  const isOurs = timingSafeEqual(hmac.digest(), Buffer.from(signature.slice('v0='.length), 'hex'));
  signatures?.note(isOurs);
  if (!isOurs) return 401;
  req.rawBody = Buffer.concat(chunks);
  return isReadable(req.rawBody.toString(), req.headers['content-type']) ? undefined : 400;
}

function isRecent(timestamp: string): boolean {
  if (!/^\d{1,12}$/.test(timestamp)) return false;
  return Math.abs(Number(timestamp) - systemClock.now().epochMilliseconds / 1000) <= MOST_OFF;
}

function isReadable(body: string, contentType: string | undefined): boolean {
  try {
    return isObject(parseBody(body, contentType));
  } catch {
    return false;
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { messageOf } from '../errors.ts';
import { boltLogger } from '../log.ts';
import { MalformedPayload } from './intake.ts';
import { isObject, parseBody } from './payload.ts';

/** Bytes of a request body; Slack's own payloads stay far below. */
const LARGEST_BODY = 1024 * 1024;
/** Seconds by which a signed timestamp may lie ahead; Bolt itself only refuses old ones. */
const MOST_AHEAD = 300;
/** A Socket Mode connection is gone for some seconds at each refresh; two of them cover for each other. */
const CONNECTIONS = 2;

export type Route = { path: string; method: string; handler(req: IncomingMessage, res: ServerResponse): void };

/** Signed requests on `/slack/events`, with what would crash or confuse Bolt refused before it gets there. */
export function httpReceiver(config: Config, log: Logger, routes: Route[]): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret: config.slack.signingSecret ?? '',
    logger: boltLogger(log),
    customRoutes: routes,
    dispatchErrorHandler: async ({ response }) => answer(response, 404),
    processEventErrorHandler: async ({ error, response }) => {
      if (!(error instanceof MalformedPayload)) log.error({ err: error }, 'something from Slack was not taken in');
      answer(response, error instanceof MalformedPayload ? 400 : 500);
      return false;
    },
  });
  const bolt = receiver.requestListener;
  const stop = receiver.stop.bind(receiver);
  let isStopping = false;
  receiver.stop = () => {
    isStopping = true;
    return stop();
  };
  receiver.requestListener = (req, res) => {
    // Connections that are kept alive would go on bringing requests for as long as Slack has some.
    if (isStopping) res.setHeader('connection', 'close');
    if (req.method !== 'POST') return bolt(req, res);
    // Bolt throws for an address that it does not know; after an await nobody else would catch that.
    void admit(req, log)
      .then((status) => (status === undefined ? bolt(req, res) : answer(res, status)))
      .catch(() => answer(res, 404));
  };
  return receiver;
}

/** The status with which a request is refused, or undefined when Bolt may have it. Never rejects. */
async function admit(req: IncomingMessage, log: Logger): Promise<number | undefined> {
  const status = await refuse(req).catch((error: unknown) => {
    log.warn({ reason: messageOf(error) }, 'a request broke off');
    return 400;
  });
  if (status !== undefined) log.warn({ status }, 'a request was refused');
  return status;
}

/** The status with which a request is refused, or undefined when it may pass. Leaves the body in `req.rawBody`. */
async function refuse(req: IncomingMessage & { rawBody?: Buffer }): Promise<number | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  }
  if (size > LARGEST_BODY) return 413;
  req.rawBody = Buffer.concat(chunks);
  const ahead = Number(req.headers['x-slack-request-timestamp']) - systemClock.now().epochMilliseconds / 1000;
  if (Number.isNaN(ahead) || ahead > MOST_AHEAD) return 401;
  try {
    return isObject(parseBody(req.rawBody.toString(), req.headers['content-type'])) ? undefined : 400;
  } catch {
    return 400;
  }
}

function answer(res: ServerResponse, status: number): void {
  if (res.headersSent) return;
  res.writeHead(status);
  res.end();
}

/** Socket Mode over two connections. */
export function socketReceiver(config: Config, log: Logger): Receiver {
  const receivers = Array.from({ length: CONNECTIONS }, () => {
    return new SocketModeReceiver({
      appToken: config.slack.appToken ?? '',
      logger: boltLogger(log),
      installerOptions: { clientOptions: { slackApiUrl: config.slack.apiUrl } },
      // A payload that cannot be understood would only come again; a failure of ours should.
      processEventErrorHandler: async ({ error }) => error instanceof MalformedPayload,
    });
  });
  return {
    init: (app) => {
      for (const receiver of receivers) receiver.init(app);
    },
    start: () => Promise.all(receivers.map((receiver) => receiver.start())),
    stop: () => Promise.allSettled(receivers.map((receiver) => receiver.stop())),
  };
}

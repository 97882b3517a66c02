import type { IncomingMessage, ServerOptions, ServerResponse } from 'node:http';
import { HTTPReceiver, type HTTPReceiverOptions, type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { boltLogger } from '../log.ts';
import { MalformedPayload } from './ingress.ts';
import { refusalLog } from './refusals.ts';
import { watchSignatures } from './signatures.ts';
import { refuse } from './verify.ts';

/** Where Slack's requests come in. */
const ENDPOINT = '/slack/events';
/** Where the doctor hears what Slack's signatures say about the signing secret. */
export const SIGNATURES = '/healthz/signatures';
/** Milliseconds in which a request has to be here; Slack itself gives up on one after three seconds. */
const SLOWEST = 10_000;
/** A Socket Mode connection is gone for some seconds at each refresh; two of them cover for each other. */
const CONNECTIONS = 2;

export type Route = { path: string; method: string; handler(req: IncomingMessage, res: ServerResponse): void };

/** What Bolt answers the pages with by which workspaces add the app. */
export type Installer = Pick<
  HTTPReceiverOptions,
  'clientId' | 'clientSecret' | 'scopes' | 'installationStore' | 'installerOptions'
>;

/** How Slack reaches the app, and whether it could right now. */
export type Reception = Receiver & { isConnected(): boolean };

/** Ends connections that bring their request too slowly. `slowest` in milliseconds. */
export const impatient = (slowest = SLOWEST): ServerOptions => {
  const interval = Math.min(1000, slowest / 4);
  return { requestTimeout: slowest, headersTimeout: slowest, connectionsCheckingInterval: interval };
};

/** Signed requests on `/slack/events`, with what would crash or confuse Bolt refused before it gets there. */
export function httpReceiver(
  config: Config,
  log: Logger,
  routes: Route[],
  slowest = SLOWEST,
  installer: Installer = {},
): Reception {
  const secret = config.slack.signingSecret ?? '';
  const note = refusalLog(log);
  const late = refusalLog(log, 'requests are acknowledged too late');
  const signatures = watchSignatures();
  const told: Route = {
    path: SIGNATURES,
    method: 'GET',
    handler: (_req, res) => void res.writeHead(200, { 'content-type': 'text/plain' }).end(signatures.verdict()),
  };
  const receiver = new HTTPReceiver({
    ...installer,
    signingSecret: secret,
    // Verified in `refuse`, before Bolt has it.
    signatureVerification: false,
    endpoints: ENDPOINT,
    logger: boltLogger(log),
    customRoutes: [...routes, told],
    // Bolt would answer 404 after three seconds, and what is acknowledged afterwards would fail. Slack has given up by
    // then; what it sent is done all the same, as in Socket Mode, and an event that comes again is known.
    unhandledRequestHandler: () => late('late'),
    dispatchErrorHandler: async ({ response }) => answer(response, 404),
    processEventErrorHandler: async ({ error, response }) => {
      if (error instanceof MalformedPayload) note('malformed');
      else log.error({ err: error }, 'something from Slack was not taken in');
      answer(response, error instanceof MalformedPayload ? 400 : 500);
      return false;
    },
  });
  const bolt = receiver.requestListener;
  let isStopping = false;
  receiver.requestListener = (req, res) => {
    // Connections that are kept alive would go on bringing requests for as long as Slack has some.
    if (isStopping) res.setHeader('connection', 'close');
    if (req.method !== 'POST' || req.url?.split('?')[0] !== ENDPOINT) return bolt(req, res);
    void admit(req)
      .then((status) => (status === undefined ? bolt(req, res) : answer(res, status)))
      .catch(() => answer(res, 400));
  };
  return {
    init: (app) => receiver.init(app),
    start: (port: number) => receiver.start(port, impatient(slowest)),
    stop: () => {
      isStopping = true;
      return receiver.stop();
    },
    isConnected: () => !isStopping,
  };

  /** The status with which a request is refused, or undefined when Bolt may have it. Never rejects. */
  async function admit(req: IncomingMessage): Promise<number | undefined> {
    const status = await refuse(req, secret, signatures).catch(() => 400);
    if (status !== undefined) note(String(status));
    return status;
  }
}

function answer(res: ServerResponse, status: number): void {
  if (res.headersSent) return;
  res.writeHead(status);
  res.end();
}

/** Socket Mode over two connections. */
export function socketReceiver(config: Config, log: Logger): Reception {
  const note = refusalLog(log);
  const receivers = Array.from({ length: CONNECTIONS }, () => {
    return new SocketModeReceiver({
      appToken: config.slack.appToken ?? '',
      logger: boltLogger(log),
      installerOptions: { clientOptions: { slackApiUrl: config.slack.apiUrl } },
      // A payload that cannot be understood would only come again; a failure of ours should.
      processEventErrorHandler: async ({ error }) => {
        if (!(error instanceof MalformedPayload)) return false;
        note('malformed');
        return true;
      },
    });
  });
  return {
    init: (app) => {
      for (const receiver of receivers) receiver.init(app);
    },
    start: () => Promise.all(receivers.map((receiver) => receiver.start())),
    stop: () => Promise.allSettled(receivers.map((receiver) => receiver.stop())),
    isConnected: () => receivers.some((receiver) => receiver.client.websocket?.isActive() ?? false),
  };
}

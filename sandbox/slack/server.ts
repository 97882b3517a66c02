import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { travelClock, type WatchedClock } from '../clock.ts';
import { loadSeed } from '../seed/load.ts';
import { createDeliver, type Transport } from './delivery/deliver.ts';
import { deliverByHttp } from './delivery/http.ts';
import { createSockets } from './delivery/socket.ts';
import { createAgenda } from './engine/agenda.ts';
import { createChanges } from './engine/changes.ts';
import { createIds } from './engine/ids.ts';
import { createInFlight } from './engine/in-flight.ts';
import { createRateLimiter } from './engine/rate-limits.ts';
import { createTraffic } from './engine/traffic.ts';
import { until } from './engine/until.ts';
import { createFaults } from './faults/faults.ts';
import { createPageApi, type OnTravel } from './http/page-api.ts';
import { createRouter, type ServePage } from './http/router.ts';
import { type Manifest, projectManifest } from './manifest.ts';
import { takeOut } from './operations/install.ts';
import { createPeople } from './people/people.ts';
import { createOAuth } from './state/oauth.ts';
import { createState, type Seed } from './state/seed.ts';
import type { World } from './world.ts';

export type SlackOptions = {
  /** People and channels; the seeded company by default. */
  seed?: Seed;
  /** The workspace's time; its own travelling clock by default. */
  clock?: WatchedClock;
  manifest?: Manifest;
  /** 0 (the default) takes any free port. */
  port?: number;
  /** Moves the time for the page. */
  onTravel?: OnTravel;
  /** Serves the browser page. */
  servePage?: ServePage;
  signingSecret?: string;
  /** The bot token of an app that is installed from the start. */
  botToken?: string;
  /** Where a person comes back to from the page on which they agreed, as the app is configured. */
  redirectUrl?: string;
  /** Where the app listens, for HTTP mode; without it the app comes by Socket Mode. */
  requestUrl?: string;
  /** Where menus get their options in HTTP mode (“Options Load URL”); without it they stay empty, as in Slack. */
  optionsUrl?: string;
  /** Whether Slack's rate limits hold. */
  rateLimits?: boolean;
};
export type Slack = Awaited<ReturnType<typeof createSlack>>;

const TOKENS = { bot: 'xoxb-sandbox-bot-token', app: 'xapp-1-A0APP-sandbox-app-token' };
const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';

/**
 * Starts an embedded Slack workspace on 127.0.0.1: Web API at `<url>/api/`, Socket Mode or signed HTTP to the app,
 * and people to act as. State is in memory and goes with `close()`.
 */
export async function createSlack(options: SlackOptions = {}) {
  const clock: WatchedClock = options.clock ?? travelClock();
  const { world, parts, wire } = assemble(clock, options);
  const server = createServer();
  const tickets = (ticket: string) => ticket.length > 0;
  const tell = () => world.changes.tell({ kind: 'app' });
  const sockets = createSockets(server, { appId: world.state.app.appId, isTicket: tickets, onCount: tell });
  let { requestUrl, optionsUrl } = options;
  const signingSecret = options.signingSecret ?? SECRET;
  wire(async (delivery) => {
    if (!requestUrl) return sockets.deliver(delivery);
    const url = delivery.payload.type === 'block_suggestion' ? optionsUrl : requestUrl;
    return url ? deliverByHttp(url, signingSecret, delivery) : { ok: false, why: 'no_options_load_url' };
  });
  const stopListening = clock.onMove?.(() => world.changes.tell({ kind: 'clock' }));
  const people = createPeople(world);
  const connected = () => requestUrl !== undefined || sockets.count() > 0;
  const pageApi = createPageApi({ world, people, onTravel: options.onTravel, connected });
  const router = createRouter({ world, limiter: createRateLimiter(clock), pageApi, servePage: options.servePage });
  server.on('request', (request, response) => void router(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  world.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: world.url,
    /** What `SLACK_API_URL` is set to. */
    apiUrl: `${world.url}/api/`,
    botToken: world.tokens.bot,
    appToken: TOKENS.app,
    signingSecret,
    clock,
    people,
    faults: world.faults,
    switches: world.switches,
    /** Installs the app as its pages do, and takes it out. */
    oauth: world.oauth,
    takeOut: (how?: Parameters<typeof takeOut>[1]) => takeOut(world, how),
    traffic: world.traffic,
    state: world.state,
    /** From now on the app reaches this workspace, like others, at one address. */
    setFront: (url: string) => {
      world.front = url;
    },
    /** Delivers by signed HTTP to this address from now on, or by Socket Mode again; menus ask at the second one. */
    setRequestUrl: (address: string | undefined, optionsAddress?: string) => {
      requestUrl = address;
      optionsUrl = optionsAddress;
      tell();
    },
    /** Makes the app's connections be renewed, as Slack does every few hours. */
    refreshConnections: sockets.refresh,
    connections: sockets.count,
    /** Resolves when no delivery and no call has been under way for a moment. */
    idle: world.inFlight.idle,
    /** Resolves to what `look` finds, as soon as it finds something; see `until`. */
    until: <T>(look: () => T | null | undefined | false, what?: string, patience?: number) =>
      until(world, look, what, patience),
    close: async () => {
      stopListening?.();
      parts.agenda.close();
      await sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Everything but the wire; the transport comes last, because it needs the server. */
function assemble(clock: WatchedClock, options: SlackOptions) {
  const manifest = options.manifest ?? projectManifest();
  const ids = createIds();
  const traffic = createTraffic(clock);
  const inFlight = createInFlight();
  const faults = createFaults();
  const agenda = createAgenda(clock);
  let transport: Transport = async () => ({ ok: false, why: 'dispatch_failed' });
  const world: World = {
    clock,
    ids,
    manifest,
    state: createState(options.seed ?? loadSeed(), manifest, ids, clock.now()),
    agenda,
    changes: createChanges(),
    traffic,
    inFlight,
    faults,
    deliver: createDeliver({ transport: (delivery) => transport(delivery), traffic, inFlight, faults }),
    url: '',
    tokens: { ...TOKENS, bot: options.botToken ?? TOKENS.bot },
    oauth: createOAuth(options.redirectUrl),
    rateLimits: options.rateLimits ?? false,
    switches: { deduplicates: false, limitsHistory: false },
  };
  const wire = (given: Transport) => {
    transport = given;
  };
  return { world, parts: { agenda }, wire };
}

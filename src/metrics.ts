import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, type OpenMetricsContentType, Registry } from 'prom-client';
import type { Deps } from './deps.ts';
import { installedWorkspaces } from './features/installations/service/index.ts';
import { allWorkspaces } from './features/settings/service.ts';
import { jobMetrics } from './jobs/metrics.ts';
import { onMeasured } from './measure.ts';
import { portError } from './slack/health.ts';
import { impatient } from './slack/receivers.ts';

/** Upper bounds in seconds, from a local transaction to the ten seconds after which a call counts as unanswered. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];
const JOB_STATES = ['due', 'late', 'unknown', 'dead'] as const;

type MetricsDeps = Pick<Deps, 'db' | 'clock' | 'config' | 'log'>;
/** What `/readyz` says: why this process is of no use right now, or nothing. */
type WhyNotReady = () => Promise<string | undefined>;

/** All that `/metrics` tells, in OpenMetrics. No name in it is a person's or a workspace's. */
export function createMetrics(deps: MetricsDeps, whyNotReady: WhyNotReady) {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const ends = countMeasured(registers);
  const jobs = new Gauge({
    ...{ name: 'bitewise_jobs', help: 'Jobs by kind and state; dead and unknown ones wait for a person.', registers },
    labelNames: ['kind', 'state'],
  });
  const workspaces = new Gauge({
    ...{ name: 'bitewise_workspaces', help: 'Workspaces that have the app, and that had it.', registers },
    labelNames: ['state'],
  });
  const up = new Gauge({ name: 'bitewise_database_up', help: '1 when the database answers.', registers });
  const ready = new Gauge({ name: 'bitewise_ready', help: '1 when /readyz says so.', registers });

  async function look(): Promise<void> {
    const kinds = await jobMetrics(deps.db, deps.clock.now());
    const all = (await allWorkspaces(deps.db.read)).map(({ id }) => id);
    const installed = deps.config.slack.oauth ? new Set(await installedWorkspaces(deps.db.read)) : new Set(all);
    jobs.reset();
    for (const one of kinds) for (const state of JOB_STATES) jobs.set({ kind: one.kind, state }, one[state]);
    workspaces.set({ state: 'installed' }, installed.size);
    workspaces.set({ state: 'former' }, all.filter((id) => !installed.has(id)).length);
  }

  return {
    registry,
    /** Everything as it is now. What a database that is away cannot tell is left out, and `bitewise_database_up` is 0. */
    async text(): Promise<string> {
      const isUp = await look().then(
        () => true,
        (error: unknown) => deps.log.warn({ err: error }, 'the jobs could not be counted'),
      );
      up.set(isUp ? 1 : 0);
      ready.set((await whyNotReady()) === undefined ? 1 : 0);
      if (!isUp) for (const gauge of [jobs, workspaces]) gauge.reset();
      return registry.metrics();
    },
    stop: () => {
      for (const end of ends) end();
    },
  };
}

/** Counts what the layers below measure. */
function countMeasured(registers: Registry<OpenMetricsContentType>[]): (() => void)[] {
  const times = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Histogram({ name: `bitewise_${name}_seconds`, help, labelNames, buckets: BUCKETS, registers });
  const acknowledged = times('acknowledgement', 'From a request’s arrival to its acknowledgement.', ['kind']);
  const commands = times('command', 'From a command’s acknowledgement to its end.', ['name']);
  const calls = times('slack_call', 'Calls to Slack’s Web API.', ['method', 'outcome']);
  const database = times('transaction', 'Transactions, their wait for a turn included.', ['outcome']);
  const limits = new Counter({
    ...{ name: 'bitewise_slack_rate_limits_total', help: 'Calls that Slack put off.', registers },
    labelNames: ['method'],
  });
  return [
    onMeasured('acknowledged', ({ kind, seconds }) => acknowledged.observe({ kind }, seconds)),
    onMeasured('commanded', ({ name, seconds }) => commands.observe({ name }, seconds)),
    onMeasured('transacted', ({ outcome, seconds }) => database.observe({ outcome }, seconds)),
    onMeasured('called', ({ method, outcome, seconds }) => {
      calls.observe({ method, outcome }, seconds);
      if (outcome === 'rate_limited') limits.inc({ method });
    }),
  ];
}

/**
 * Serves `/metrics` on a port of its own, where one is set.
 * @returns what ends that. @throws StartError when the port cannot be had.
 */
export async function serveMetrics(deps: MetricsDeps, whyNotReady: WhyNotReady): Promise<() => Promise<void>> {
  const { port, host } = deps.config.metrics;
  if (port === undefined) return async () => {};
  const metrics = createMetrics(deps, whyNotReady);
  const server = createServer(impatient(), (req, res) => {
    if (req.method !== 'GET' || req.url?.split('?')[0] !== '/metrics') return void res.writeHead(404).end();
    metrics.text().then(
      (text) => res.writeHead(200, { 'content-type': metrics.registry.contentType }).end(text),
      (error: unknown) => {
        deps.log.error({ err: error }, 'the metrics could not be told');
        res.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      metrics.stop();
      reject(portError(error, port, { port: 'METRICS_PORT', host: 'METRICS_HOST' }));
    });
    server.listen({ port, host }, resolve);
  });
  return () => {
    metrics.stop();
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  };
}

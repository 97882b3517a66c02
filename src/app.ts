import { App, type AuthorizeResult, type Receiver } from '@slack/bolt';
import type { Deps } from './deps.ts';
import type { Commands, Subcommand } from './feature.ts';
import { features } from './features/index.ts';
import { admission, holdBackWords } from './features/members/service.ts';
import { registerForgetting } from './features/privacy/jobs.ts';
import { ids } from './features/requests/views/index.ts';
import { createRegistry, type Registry } from './jobs/define.ts';
import { boltLogger } from './log.ts';
import { measure, stopwatch } from './measure.ts';
import { registerDuplicateCleanup } from './outbox/duplicate-cleanup.ts';
import { createGate } from './slack/gate.ts';
import { guardIntake, type Intake } from './slack/ingress.ts';
import { type Command, onAction, onCommand } from './slack/listeners.ts';
import type { Workspace } from './workspace.ts';

export type BitewiseApp = { bolt: App; intake: Intake };

/** What can follow `/mentor`, by its name. */
export const subcommands = new Map<string, Subcommand>(
  features.flatMap(({ subcommands = {} }) => Object.entries(subcommands)),
);
const withWords = new Set(features.flatMap((feature) => feature.withWords ?? []));
const withSuchWords = new Map(features.flatMap((feature) => Object.entries(feature.withSuchWords ?? {})));
const topic = features.find((feature) => feature.topic)?.topic;

/** The subcommand that a text after `/mentor` means, with what follows its name; undefined = it is a topic. */
function meantBy(text: string): { run: Subcommand; name: string; rest: string } | undefined {
  const [first = '', ...others] = text.split(/\s+/);
  const whole = [first, ...others].join(' ').toLowerCase();
  const name = subcommands.has(whole) ? whole : first.toLowerCase();
  const run = subcommands.get(name);
  const rest = text.slice(name.length).trim();
  const isMeant = run && (name === whole || withWords.has(name) || withSuchWords.get(name)?.(rest));
  return isMeant ? { run, name, rest } : undefined;
}

const commands: Commands = {
  has: (text) => {
    const meant = meantBy(text);
    // “find” is what a message does anyway.
    return meant !== undefined && meant.name !== 'find';
  },
};

/** The `/mentor` command: a subcommand, or else a topic. The same can be run from a message that names it. */
function registerCommand(bolt: App, deps: Deps): void {
  const run = async (command: Command) => {
    const meant = meantBy(command.text);
    const seconds = stopwatch();
    await (meant ? meant.run(deps, command, meant.rest) : topic?.(deps, command, command.text));
    measure('commanded', { name: meant?.name ?? 'topic', seconds: seconds() });
  };
  onCommand(bolt, deps, '/mentor', run);
  onAction(bolt, deps, ids.runCommand, (click) => run({ ...click, text: click.value, channelName: '' }));
}

/** Every kind of job that the app knows. */
export function createJobs(): Registry {
  const registry = createRegistry();
  registerDuplicateCleanup(registry);
  for (const { jobs } of features) jobs?.(registry);
  holdBackWords(registry);
  return registry;
}

/** What is done for a workspace that has the app no more: its data goes, when its time is over. */
export function createLastJobs(): Registry {
  const registry = createRegistry();
  registerForgetting(registry);
  return registry;
}

/** What Bolt is given of the workspace that a payload is for: no token, with which it would keep clients of its own. */
function authorized(workspace: Workspace | undefined): AuthorizeResult {
  // The gate lets nothing in for another one.
  if (workspace === undefined) throw new Error('a payload for a workspace without the app');
  return { teamId: workspace.id, botUserId: workspace.botUserId };
}

/** The Bolt app with every feature's listeners on `receiver`; nothing is connected yet. */
export async function createApp(deps: Deps, receiver: Receiver): Promise<BitewiseApp> {
  const bolt = new App({
    receiver,
    authorize: async (_source, body) => authorized(intake.workspaceOf(body as object)),
    clientOptions: { slackApiUrl: deps.config.slack.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logger: boltLogger(deps.log),
    deferInitialization: true,
    ignoreSelf: true,
  });
  await bolt.init();
  bolt.error(async (error) => {
    deps.log.error({ err: error }, 'an event was not handled');
    // Rethrown, so that Slack is not told that it was, and sends it again.
    throw error;
  });
  const gate = createGate(deps, admission);
  const intake: Intake = guardIntake(bolt, deps, gate);
  for (const { slack } of features) slack?.(bolt, deps, commands);
  registerCommand(bolt, deps);
  return { bolt, intake };
}

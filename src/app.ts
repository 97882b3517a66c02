import { App, type Receiver } from '@slack/bolt';
import type { Deps } from './deps.ts';
import type { Subcommand } from './feature.ts';
import { features } from './features/index.ts';
import { admission, holdBackWords } from './features/members/service.ts';
import { createRegistry, type Registry } from './jobs/define.ts';
import { boltLogger } from './log.ts';
import { createGate } from './slack/gate.ts';
import { onCommand } from './slack/handle.ts';
import { guardIntake, type Intake } from './slack/intake.ts';
import { registerTwins } from './slack/twins.ts';

export type BitewiseApp = { bolt: App; intake: Intake };

/** What can follow `/mentor`, by its name. */
export const subcommands = new Map<string, Subcommand>(
  features.flatMap(({ subcommands = {} }) => Object.entries(subcommands)),
);
const withWords = new Set(features.flatMap((feature) => feature.withWords ?? []));
const topic = features.find((feature) => feature.topic)?.topic;

/** The `/mentor` command: a subcommand, or else a topic. */
function registerCommand(bolt: App, deps: Deps): void {
  onCommand(bolt, deps, '/mentor', async (command) => {
    const [first = '', ...others] = command.text.split(/\s+/);
    const whole = [first, ...others].join(' ').toLowerCase();
    const name = subcommands.has(whole) ? whole : first.toLowerCase();
    const rest = command.text.slice(name.length).trim();
    const subcommand = subcommands.get(name);
    const isMeant = subcommand && (name === whole || withWords.has(name));
    await (isMeant ? subcommand(deps, command, rest) : topic?.(deps, command, command.text));
  });
}

/** Every kind of job that the app knows. */
export function createJobs(): Registry {
  const registry = createRegistry();
  registerTwins(registry);
  for (const { jobs } of features) jobs?.(registry);
  holdBackWords(registry);
  return registry;
}

/** The Bolt app with every feature's listeners on `receiver`; nothing is connected yet. */
export async function createApp(deps: Deps, receiver: Receiver): Promise<BitewiseApp> {
  const bolt = new App({
    receiver,
    authorize: async () => ({
      botToken: deps.config.slack.botToken,
      botUserId: deps.botUserId,
      teamId: deps.workspaceId,
    }),
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
  const gate = createGate(deps, (actor) => admission(deps, actor));
  const intake = guardIntake(bolt, deps, gate);
  for (const { slack } of features) slack?.(bolt, deps);
  registerCommand(bolt, deps);
  return { bolt, intake };
}

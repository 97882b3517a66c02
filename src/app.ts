import { App, type Receiver } from '@slack/bolt';
import type { Deps } from './deps.ts';
import { registerFeatures } from './features/index.ts';
import { admission } from './features/members/service.ts';
import { createRegistry, type Registry } from './jobs/define.ts';
import { boltLogger } from './log.ts';
import { createGate } from './slack/gate.ts';
import { guardIntake, type Intake } from './slack/intake.ts';
import { registerTwins } from './slack/twins.ts';

export type BitewiseApp = { bolt: App; intake: Intake };

/** Every kind of job that the app knows. */
export function createJobs(): Registry {
  const registry = createRegistry();
  registerTwins(registry);
  registerFeatures.jobs(registry);
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
  registerFeatures.slack(bolt, deps);
  return { bolt, intake };
}

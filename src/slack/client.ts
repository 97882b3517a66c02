import { type WebAPICallResult, WebAPIPlatformError, WebAPIRateLimitedError, WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { boltLogger } from '../log.ts';
import { type Measured, measure, stopwatch } from '../measure.ts';

/** Milliseconds after which a call to Slack counts as unanswered. */
export const TIMEOUT = 10_000;

/**
 * A client that never retries by itself: the SDK's retries send a message twice when Slack accepted it and then failed
 * to say so (docs/reliability.md). The outbox looks first and decides.
 *
 * @param of a workspace's own token in place of the one in the environment, and the workspace, where an organisation's
 * token is good for several
 */
export function createClient(
  config: Config,
  log: Logger,
  timeout = TIMEOUT,
  { token = config.slack.botToken, teamId }: { token?: string; teamId?: string } = {},
): WebClient {
  return new MeasuredClient(token, {
    slackApiUrl: config.slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout,
    ...(teamId === undefined ? {} : { teamId }),
    logger: boltLogger(log),
  });
}

/** Every method of the client goes through here, under its own name. */
class MeasuredClient extends WebClient {
  override async apiCall(...call: Parameters<WebClient['apiCall']>): Promise<WebAPICallResult> {
    const seconds = stopwatch();
    const note = (outcome: Measured['called']['outcome']) =>
      measure('called', { method: call[0], outcome, seconds: seconds() });
    try {
      const result = await super.apiCall(...call);
      note('ok');
      return result;
    } catch (error) {
      note(outcomeOf(error));
      throw error;
    }
  }
}

function outcomeOf(error: unknown): Measured['called']['outcome'] {
  if (error instanceof WebAPIRateLimitedError) return 'rate_limited';
  return error instanceof WebAPIPlatformError ? 'refused' : 'unanswered';
}

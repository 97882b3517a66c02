import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api';
import { sql } from 'kysely';
import { systemClock } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { createClient } from './client.ts';
import type { Reception } from './receivers.ts';

/** Milliseconds after which Slack counts as gone when it does not answer, and for which an answer holds. */
const PATIENCE = 3000;
const HOLDS = 5000;

/**
 * Says why this process is of no use right now, or nothing when it is ready: the database answers, and Slack does, in
 * both directions. Slack is asked every few seconds at most, however often this is called.
 */
export function createReadiness(deps: Deps, reception: Reception): () => Promise<string | undefined> {
  const slack = createClient(deps.config, deps.log, PATIENCE);
  const now = () => systemClock.now().epochMilliseconds;
  let asked: { at: number; answers: Promise<boolean> } | undefined;
  const slackAnswers = () => {
    if (asked === undefined || now() - asked.at > HOLDS) {
      const answers = slack.api.test().then(
        () => true,
        // A refusal is an answer, too.
        (error) => error instanceof WebAPIPlatformError || error instanceof WebAPIRateLimitedError,
      );
      asked = { at: now(), answers };
    }
    return asked.answers;
  };
  return async () => {
    const isThere = await sql`select 1`.execute(deps.db.read).then(
      () => true,
      () => false,
    );
    if (!isThere) return 'the database doesn’t answer';
    if (!reception.isConnected()) return 'there’s no connection to Slack';
    return (await slackAnswers()) ? undefined : 'Slack doesn’t answer';
  };
}

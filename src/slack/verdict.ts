import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { messageOf } from '../errors.ts';

/** What a failed call to Slack means for the message that it carried. */
export type Verdict =
  /** Not sent, try again after `seconds` (given for a rate limit only). `isOutage`: nothing of ours is at fault. */
  | { kind: 'not sent'; reason: string; seconds?: number; isOutage?: true }
  /** Nobody knows: it must be looked up before anything else. */
  | { kind: 'ambiguous'; reason: string; isOutage?: true }
  /** It can never arrive there. */
  | { kind: 'never'; reason: string };

/** Platform errors after which Slack may still have taken the message (measured; see docs/reliability.md). */
const AMBIGUOUS = new Set(['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable']);

/** A rate limit that came as an ordinary answer instead of a 429. */
const RATE_LIMITS = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/** Platform errors that another try cannot cure. */
const FINAL = new Set([
  'user_disabled',
  'user_not_found',
  'users_not_found',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'cannot_dm_bot',
  'user_not_visible',
  'messages_tab_disabled',
  'message_not_found',
  'thread_not_found',
  'cannot_reply_to_message',
  'cant_update_message',
  'edit_window_closed',
  'invalid_blocks',
  'invalid_arguments',
  'msg_too_long',
  'no_text',
  'missing_scope',
  'not_allowed_token_type',
  'view_too_large',
]);

/** Connection errors that happen before a byte of the request has left. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH']);

export function judge(error: unknown): Verdict {
  if (error instanceof WebAPIRateLimitedError) {
    return { kind: 'not sent', reason: 'ratelimited', seconds: Math.max(1, error.retryAfter) };
  }
  if (error instanceof WebAPIPlatformError) return judgePlatform(error.data.error);
  if (error instanceof WebAPIHTTPError) {
    return { kind: 'ambiguous', reason: `HTTP ${error.statusCode}`, isOutage: true };
  }
  if (error instanceof WebAPIRequestError) {
    const code = networkCode(error.original);
    if (NEVER_LEFT.has(code)) return { kind: 'not sent', reason: code, isOutage: true };
    return { kind: 'ambiguous', reason: code, isOutage: true };
  }
  return { kind: 'ambiguous', reason: messageOf(error) };
}

/** Seconds to wait when a rate limit does not say how long. */
const UNSAID_LIMIT = 30;

function judgePlatform(code: string): Verdict {
  if (AMBIGUOUS.has(code)) return { kind: 'ambiguous', reason: code, isOutage: true };
  if (RATE_LIMITS.has(code)) return { kind: 'not sent', reason: code, seconds: UNSAID_LIMIT };
  if (FINAL.has(code) || code.startsWith('restricted_action')) return { kind: 'never', reason: code };
  return { kind: 'not sent', reason: code };
}

/** The system's error code, which `fetch` hides one cause deep. */
function networkCode(error: unknown): string {
  const seen = [error, error instanceof Error ? error.cause : undefined];
  for (const e of seen) if (e instanceof Error && 'code' in e && typeof e.code === 'string') return e.code;
  return error instanceof Error ? error.name : 'no answer';
}

/** What a failure means for a call that may be repeated: it was not done, whatever Slack made of it. */
export function judgeRepeatable(error: unknown): Verdict {
  const verdict = judge(error);
  return verdict.kind === 'ambiguous' ? { ...verdict, kind: 'not sent' } : verdict;
}

/** Errors that mean this person cannot be written to, as opposed to a channel or a message of ours being wrong. */
export function isUnreachable(reason: string): boolean {
  return ['user_disabled', 'user_not_found', 'users_not_found', 'cannot_dm_bot', 'user_not_visible'].includes(reason);
}

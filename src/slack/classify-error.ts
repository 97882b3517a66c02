import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { messageOf } from '../errors.ts';

/** What a failed call to Slack means for the message that it carried. */
export type ErrorClass =
  /**
   * Not sent, try again after `seconds` (given for a rate limit only). `isOutage`: nothing of ours is at fault;
   * `isEverything`: nothing that this app says is taken until somebody puts that right.
   */
  | { kind: 'not sent'; reason: string; seconds?: number; isOutage?: true; isEverything?: true }
  /** Nobody knows: it must be looked up before anything else. */
  | { kind: 'ambiguous'; reason: string; isOutage?: true }
  /** It can never arrive there. */
  | { kind: 'never'; reason: string };

/**
 * Platform errors after which Slack may still have taken the message (measured; see docs/reliability.md). The last two
 * say that Slack knows the `client_msg_id` already and lost sight of the message or its channel.
 */
const AMBIGUOUS = new Set([
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'duplicate_message_not_found',
  'duplicate_channel_not_found',
]);

/**
 * Platform errors of the whole workspace, whatever is being said: its token is not accepted for now, or it is being
 * moved to an Enterprise organisation (docs.slack.dev, errors of chat.postMessage).
 */
const OUTAGES = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'org_login_required',
  'team_access_not_granted',
  'team_added_to_org',
  'two_factor_setup_required',
  'accesslimited',
]);

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
  'channel_type_not_supported',
  'method_not_supported_for_channel_type',
  'no_permission',
  'ekm_access_denied',
  'invalid_user_combination',
  'not_enough_users',
  'too_many_users',
  'users_list_not_supplied',
  'cannot_dm_bot',
  'user_not_visible',
  'messages_tab_disabled',
  'message_not_found',
  'thread_not_found',
  'cannot_reply_to_message',
  'cant_update_message',
  'edit_window_closed',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_must_be_sent_from_app',
  'metadata_too_large',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'missing_scope',
  'not_allowed_token_type',
  'view_too_large',
  'not_enabled',
  'cant_delete_message',
  'compliance_exports_prevent_deletion',
  'access_denied',
  'enterprise_is_restricted',
  'deprecated_endpoint',
  'method_deprecated',
  'is_bot',
  'team_not_found',
  'invalid_arg_name',
  'invalid_array_arg',
  'invalid_attachments',
  'too_many_attachments',
  'attachment_payload_limit_exceeded',
]);

/** Connection errors that happen before a byte of the request has left. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH']);

export function classifyError(error: unknown): ErrorClass {
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

function judgePlatform(code: string): ErrorClass {
  if (AMBIGUOUS.has(code)) return { kind: 'ambiguous', reason: code, isOutage: true };
  if (RATE_LIMITS.has(code)) return { kind: 'not sent', reason: code, seconds: UNSAID_LIMIT };
  if (OUTAGES.has(code)) return { kind: 'not sent', reason: code, isOutage: true, isEverything: true };
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
export function classifyRepeatable(error: unknown): ErrorClass {
  const verdict = classifyError(error);
  return verdict.kind === 'ambiguous' ? { ...verdict, kind: 'not sent' } : verdict;
}

/** What Slack answers where a person cannot be written to. */
const UNREACHABLE = new Set([
  'user_disabled',
  'user_not_found',
  'users_not_found',
  'cannot_dm_bot',
  'user_not_visible',
  'channel_not_found',
]);

/** Errors that mean what a message says is wrong, so that another one to the same place may well arrive. */
export function isSpoilt(reason: string): boolean {
  return SPOILT.has(reason);
}

const SPOILT = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
]);

/**
 * Whether a message to a person's own id failed because they cannot be written to, rather than because the message is
 * at fault. `channel_not_found` is what Slack says of somebody whom the app may not write to.
 */
export function isUnreachable(reason: string): boolean {
  return UNREACHABLE.has(reason);
}

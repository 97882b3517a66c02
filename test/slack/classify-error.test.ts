import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { classifyError, classifyRepeatable, isSpoilt, isUnreachable } from '../../src/slack/classify-error.ts';

const platform = (error: string) => classifyError(new WebAPIPlatformError({ ok: false, error }));

/** What `fetch` throws: the system's error code stands one cause deep. */
const unanswered = (code: string) =>
  new WebAPIRequestError(new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }));

// Each code stands here in full, so that a test fails for each that the app no longer knows.
const AMBIGUOUS = [
  'fatal_error',
  'internal_error',
  'request_timeout',
  'service_unavailable',
  'duplicate_message_not_found',
  'duplicate_channel_not_found',
];
const OUTAGES = [
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
];
const UNREACHABLE = [
  'user_disabled',
  'user_not_found',
  'users_not_found',
  'cannot_dm_bot',
  'user_not_visible',
  'channel_not_found',
];
const SPOILT = [
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_arguments',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
];
const OTHERS_FINAL = [
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
  'messages_tab_disabled',
  'message_not_found',
  'thread_not_found',
  'cannot_reply_to_message',
  'cant_update_message',
  'edit_window_closed',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_must_be_sent_from_app',
  'metadata_too_large',
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
  'restricted_action',
  'restricted_action_thread_only_channel',
];

describe('What Slack answers', () => {
  it.each(AMBIGUOUS)('“%s” leaves open whether the message is there', (code) => {
    expect(platform(code)).toEqual({ kind: 'ambiguous', reason: code, isOutage: true });
  });

  it.each(OUTAGES)('“%s” is an outage of the workspace, which is waited out', (code) => {
    expect(platform(code)).toEqual({ kind: 'not sent', reason: code, isOutage: true, isEverything: true });
  });

  it.each([...UNREACHABLE, ...SPOILT, ...OTHERS_FINAL])('“%s” is not tried again', (code) => {
    expect(platform(code)).toEqual({ kind: 'never', reason: code });
  });

  it('with a word that nobody knows is an ordinary failure', () => {
    expect(platform('something_new')).toEqual({ kind: 'not sent', reason: 'something_new' });
  });

  it.each(['ratelimited', 'rate_limited', 'message_limit_exceeded'])(
    '“%s” as an ordinary answer is a rate limit',
    (code) => {
      expect(platform(code)).toEqual({ kind: 'not sent', reason: code, seconds: 30 });
    },
  );

  it('says for how long it is limited, and a second is the least', () => {
    expect(classifyError(new WebAPIRateLimitedError(40))).toEqual({
      kind: 'not sent',
      reason: 'ratelimited',
      seconds: 40,
    });
    expect(classifyError(new WebAPIRateLimitedError(0))).toMatchObject({ seconds: 1 });
  });

  it('says that somebody cannot be written to, or that the message is at fault', () => {
    const both = [...UNREACHABLE, ...SPOILT, ...OTHERS_FINAL, ...OUTAGES, ...AMBIGUOUS];
    expect(both.filter(isUnreachable)).toEqual(UNREACHABLE);
    expect(both.filter(isSpoilt)).toEqual(SPOILT);
  });
});

describe('A call without an answer of Slack’s', () => {
  it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH'])(
    'never left after %s',
    (code) => {
      expect(classifyError(unanswered(code))).toEqual({ kind: 'not sent', reason: code, isOutage: true });
    },
  );

  it.each(['ECONNRESET', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'EPIPE'])(
    'may have arrived after %s',
    (code) => {
      expect(classifyError(unanswered(code))).toEqual({ kind: 'ambiguous', reason: code, isOutage: true });
    },
  );

  it('may have arrived after a 5xx, a time that ran out, and whatever nobody thought of', () => {
    const http = new WebAPIHTTPError(503, 'Service Unavailable', {}, '');
    expect(classifyError(http)).toEqual({ kind: 'ambiguous', reason: 'HTTP 503', isOutage: true });
    const late = new WebAPIRequestError(new DOMException('took too long', 'TimeoutError'));
    expect(classifyError(late)).toMatchObject({ kind: 'ambiguous', isOutage: true });
    expect(classifyError(new Error('no idea'))).toEqual({ kind: 'ambiguous', reason: 'no idea' });
  });

  it('counts as not done where the call may be repeated', () => {
    expect(classifyRepeatable(unanswered('ECONNRESET'))).toEqual({
      kind: 'not sent',
      reason: 'ECONNRESET',
      isOutage: true,
    });
    const gone = new WebAPIPlatformError({ ok: false, error: 'channel_not_found' });
    expect(classifyRepeatable(gone)).toEqual({ kind: 'never', reason: 'channel_not_found' });
  });
});

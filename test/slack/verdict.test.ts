import { WebAPIPlatformError } from '@slack/web-api';
import { describe, expect, it } from 'vitest';
import { isUnreachable, judge } from '../../src/slack/verdict.ts';

const platform = (error: string) => judge(new WebAPIPlatformError({ ok: false, error }));

describe('What Slack answers', () => {
  it.each([
    'fatal_error',
    'internal_error',
    'request_timeout',
    'service_unavailable',
    'duplicate_message_not_found',
    'duplicate_channel_not_found',
  ])('“%s” leaves open whether the message is there', (code) => {
    expect(platform(code)).toEqual({ kind: 'ambiguous', reason: code, isOutage: true });
  });

  it.each([
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
  ])('“%s” is an outage of the workspace, which is waited out', (code) => {
    expect(platform(code)).toEqual({ kind: 'not sent', reason: code, isOutage: true, isEverything: true });
  });

  it.each([
    'channel_not_found',
    'is_archived',
    'invalid_user_combination',
    'no_permission',
    'msg_blocks_too_long',
    'ekm_access_denied',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'metadata_must_be_sent_from_app',
    'restricted_action_thread_only_channel',
  ])('“%s” is not tried again', (code) => {
    expect(platform(code)).toEqual({ kind: 'never', reason: code });
  });

  it('“ratelimited” as an ordinary answer is a rate limit', () => {
    expect(platform('ratelimited')).toMatchObject({ kind: 'not sent', seconds: 30 });
  });

  it('to a person who may not be written to is “channel_not_found”, and says so of them', () => {
    expect(isUnreachable('channel_not_found')).toBe(true);
    expect(isUnreachable('invalid_blocks')).toBe(false);
  });
});

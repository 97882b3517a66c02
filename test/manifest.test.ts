import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { httpManifest, writeHttpManifest } from '../src/manifest-tool.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
/** Characters that Slack asks of the description of an app that is distributed (docs.slack.dev, app manifests). */
const [SHORTEST, LONGEST] = [175, 4000];

describe('The manifest for HTTP mode', () => {
  it('is shipped as the tool writes it, from the manifest of today', () => {
    expect(read('manifest.http.yml')).toBe(httpManifest(new URL('https://bitewise.example.com')));
  });

  it('differs from manifest.yml in what Slack calls, and in nothing else', () => {
    const at = 'https://example.com/apps/bitewise/slack/events';
    const http = parse(httpManifest(new URL('https://example.com/apps/bitewise/')));
    const socket = parse(read('manifest.yml'));
    expect(http.settings.socket_mode_enabled).toBe(false);
    socket.settings.socket_mode_enabled = false;
    socket.settings.event_subscriptions.request_url = at;
    Object.assign(socket.settings.interactivity, { request_url: at, message_menu_options_url: at });
    socket.features.slash_commands[0].url = at;
    expect(http).toEqual(socket);
  });

  it('has with --install what “Add to Slack” and organisations need besides, and nothing else', () => {
    const address = new URL('https://example.com/apps/bitewise/');
    const expected = parse(httpManifest(address));
    expected.oauth_config.redirect_urls = ['https://example.com/apps/bitewise/slack/oauth_redirect'];
    expected.settings.org_deploy_enabled = true;
    expected.settings.event_subscriptions.bot_events.push('team_access_granted', 'team_access_revoked');
    expect(parse(httpManifest(address, true))).toEqual(expected);
  });

  it('describes the app at a length that Slack takes', () => {
    const { length } = parse(read('manifest.yml')).display_information.long_description;
    expect(length).toBeGreaterThanOrEqual(SHORTEST);
    expect(length).toBeLessThanOrEqual(LONGEST);
  });
});

describe('npm run manifest', () => {
  it.each([
    [],
    ['--url'],
    ['--url', ''],
    ['--url', 'bitewise.example.com'],
    ['--url', 'http://bitewise.example.com'],
    ['--url', 'https://a:b@example.com'],
    ['--url', 'https://example.com/?x=1'],
    ['--port', '3000'],
    ['https://example.com'],
    ['--install'],
    ['--url', 'https://example.com', '--instal'],
  ])('asks for an address with https instead of %j', (...words) => {
    expect(() => writeHttpManifest(words, () => {})).toThrow('npm run manifest -- --url https://');
  });
});

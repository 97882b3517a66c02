import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseDocument } from 'yaml';
import { messageOf, StartError } from './errors.ts';

const USAGE =
  'Say “npm run manifest -- --url https://<your address>” to write manifest.http.yml, the manifest for HTTP mode.';

/** What Slack shows of the app, and what it calls: the same as manifest.yml, but over HTTP at one address. */
const FILE = 'manifest.http.yml';
/** What Slack tells of an organisation that gives the app to its workspaces. */
const ORGANISATION_EVENTS = ['team_access_granted', 'team_access_revoked'];
const HEAD = ` manifest.yml for HTTP mode, written by “npm run manifest -- --url https://<your address>”.
 The address stands in it four times: for the command, for events, for interactivity, and for the menus that look
 something up as you type, which stay empty without it.`;
const INSTALL_HEAD = ` manifest.yml for many workspaces, written by “npm run manifest -- --url https://<your address> --install”.
 Beside what HTTP mode takes it has the address that “Add to Slack” comes back to, and lets organisations have the app.`;

/**
 * Writes manifest.http.yml into the current folder.
 * @param words `--url` and the public address of the app, with https, whose path is kept; `--install` for “Add to Slack”.
 * @throws StartError for other words and addresses, and when the file cannot be written.
 */
export function writeHttpManifest(words: string[], say: (line: string) => void): boolean {
  const text = httpManifest(...wantedIn(words));
  try {
    writeFileSync(FILE, text);
  } catch (error) {
    throw new StartError(`${FILE} can’t be written here (${messageOf(error)}).`);
  }
  say(`${FILE} is written. Paste it at https://api.slack.com/apps, “Create New App”, “From a manifest”.`);
  return true;
}

function wantedIn(words: string[]): [address: URL, isInstalled: boolean] {
  try {
    const options = { url: { type: 'string' }, install: { type: 'boolean', default: false } } as const;
    const { values } = parseArgs({ args: words, options });
    const url = new URL(values.url ?? '');
    const isPlain = url.search === '' && url.hash === '' && url.username === '';
    if (url.protocol === 'https:' && isPlain) return [url, values.install];
  } catch {
    // No option, no address: the sentence below says what is wanted.
  }
  throw new StartError(USAGE);
}

/**
 * The manifest for an app that Slack reaches at an address.
 * @param isInstalled whether workspaces and organisations add it by themselves, at `/slack/install`
 */
export function httpManifest(address: URL, isInstalled = false): string {
  const manifest = parseDocument(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
  const base = `${address.origin}${address.pathname.replace(/\/+$/, '')}`;
  const endpoint = `${base}/slack/events`;
  manifest.commentBefore = isInstalled ? INSTALL_HEAD : HEAD;
  manifest.setIn(['features', 'slash_commands', 0, 'url'], endpoint);
  manifest.setIn(['settings', 'event_subscriptions', 'request_url'], endpoint);
  manifest.setIn(['settings', 'interactivity', 'request_url'], endpoint);
  manifest.setIn(['settings', 'interactivity', 'message_menu_options_url'], endpoint);
  manifest.setIn(['settings', 'socket_mode_enabled'], false);
  if (isInstalled) {
    manifest.setIn(['oauth_config', 'redirect_urls'], manifest.createNode([`${base}/slack/oauth_redirect`]));
    manifest.setIn(['settings', 'org_deploy_enabled'], true);
    for (const event of ORGANISATION_EVENTS) manifest.addIn(['settings', 'event_subscriptions', 'bot_events'], event);
  }
  return manifest.toString({ lineWidth: 0 });
}

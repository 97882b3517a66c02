import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseDocument } from 'yaml';
import { messageOf, StartError } from './errors.ts';

const USAGE =
  'Say “npm run manifest -- --url https://<your address>” to write manifest.http.yml, the manifest for HTTP mode.';

/** What Slack shows of the app, and what it calls: the same as manifest.yml, but over HTTP at one address. */
const FILE = 'manifest.http.yml';
const HEAD = ` manifest.yml for HTTP mode, written by “npm run manifest -- --url https://<your address>”.
 The address stands in it four times: for the command, for events, for interactivity, and for the menus that look
 something up as you type, which stay empty without it.`;

/**
 * Writes manifest.http.yml into the current folder.
 * @param words `--url` and the public address of the app, with https; a path behind it is kept.
 * @throws StartError for other words and addresses, and when the file cannot be written.
 */
export function writeHttpManifest(words: string[], say: (line: string) => void): boolean {
  const text = httpManifest(addressIn(words));
  try {
    writeFileSync(FILE, text);
  } catch (error) {
    throw new StartError(`${FILE} cannot be written here (${messageOf(error)}).`);
  }
  say(`${FILE} is written. Paste it at https://api.slack.com/apps, “Create New App”, “From a manifest”.`);
  return true;
}

function addressIn(words: string[]): URL {
  try {
    const { values } = parseArgs({ args: words, options: { url: { type: 'string' } } });
    const url = new URL(values.url ?? '');
    if (url.protocol === 'https:' && url.search === '' && url.hash === '' && url.username === '') return url;
  } catch {
    // No option, no address: the sentence below says what is wanted.
  }
  throw new StartError(USAGE);
}

/** The manifest for an app that Slack reaches at an address. */
export function httpManifest(address: URL): string {
  const manifest = parseDocument(readFileSync(new URL('../manifest.yml', import.meta.url), 'utf8'));
  const endpoint = `${address.origin}${address.pathname.replace(/\/+$/, '')}/slack/events`;
  manifest.commentBefore = HEAD;
  manifest.setIn(['features', 'slash_commands', 0, 'url'], endpoint);
  manifest.setIn(['settings', 'event_subscriptions', 'request_url'], endpoint);
  manifest.setIn(['settings', 'interactivity', 'request_url'], endpoint);
  manifest.setIn(['settings', 'interactivity', 'message_menu_options_url'], endpoint);
  manifest.setIn(['settings', 'socket_mode_enabled'], false);
  return manifest.toString({ lineWidth: 0 });
}

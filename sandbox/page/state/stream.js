import { effect } from '@preact/signals';
import { loadMe, loadMessages, loadThread, loadTraffic, loadWorkspace } from './load.js';
import { connected, messages, thread, traffic, viewerId } from './store.js';

/** @type {EventSource | null} */
let source = null;

/** Keeps one stream of changes open for whoever is signed in, and reads again what a change touches. */
export function followChanges() {
  return effect(() => {
    const as = viewerId.value;
    source?.close();
    source = null;
    if (as) source = open(as);
  });
}

/** @param {string} as */
function open(as) {
  const stream = new EventSource(`/sandbox/stream?as=${as}`);
  let opened = false;
  stream.onopen = () => {
    connected.value = true;
    if (opened) everything();
    opened = true;
  };
  stream.onerror = () => {
    connected.value = false;
  };
  stream.addEventListener('change', (event) => changed(JSON.parse(event.data)));
  stream.addEventListener('traffic', (event) => {
    traffic.value = [...traffic.value.slice(-299), JSON.parse(event.data)];
  });
  return stream;
}

/** @param {{kind: string, conversationId?: string}} change */
function changed(change) {
  const { kind, conversationId } = change;
  if (kind === 'clock' || kind === 'people' || kind === 'app') quietly(loadWorkspace());
  if (kind !== 'clock') quietly(loadMe());
  if (!conversationId) return;
  if (messages.value[conversationId]) quietly(loadMessages(conversationId));
  if (thread.value?.channel === conversationId) quietly(loadThread());
}

/** After a gap nobody knows what was missed. */
function everything() {
  quietly(loadWorkspace());
  quietly(loadMe());
  quietly(loadThread());
  quietly(loadTraffic());
  for (const channel of Object.keys(messages.value)) quietly(loadMessages(channel));
}

/** A read that fails is made again at the next change; the banner already tells that the stream is down.
 * @param {Promise<void> | null} reading */
function quietly(reading) {
  reading?.catch(() => {});
}

import { announce } from './announce.js';
import { get } from './api.js';
import { setNow } from './clock.js';
import { me, messages, thread, threadMessages, traffic, viewerId, workspace } from './store.js';

/** Runs one at a time and once more when asked meanwhile, so that a burst of changes costs two reads at most.
 * @param {() => Promise<void>} read */
function coalesced(read) {
  /** @type {Promise<void> | null} */
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await read();
    } while (again);
  };
  return () => {
    if (running) again = true;
    else
      running = run().finally(() => {
        running = null;
      });
    return running;
  };
}

export const loadWorkspace = coalesced(async () => {
  /** @type {import('../types').Bootstrap} */
  const loaded = await get('/bootstrap');
  workspace.value = loaded;
  setNow(loaded.now);
});

export const loadMe = coalesced(async () => {
  const as = viewerId.value;
  if (!as) return;
  /** @type {import('../types').Me} */
  const loaded = await get(`/me/${as}`);
  if (as === viewerId.value) me.value = loaded;
});

/** @type {Map<string, () => Promise<void>>} */
const loaders = new Map();

/** @param {string} channel reads (again) the messages of a conversation */
export function loadMessages(channel) {
  let loader = loaders.get(channel);
  if (!loader) {
    loader = coalesced(() => readMessages(channel));
    loaders.set(channel, loader);
  }
  return loader();
}

/** @param {string} channel */
async function readMessages(channel) {
  const as = viewerId.value;
  /** @type {{messages: import('../types').Message[]}} */
  const loaded = await get(`/conversations/${channel}/messages?as=${as}`);
  if (as !== viewerId.value) return;
  announce(channel, messages.value[channel], loaded.messages);
  messages.value = { ...messages.value, [channel]: loaded.messages };
}

export const loadThread = coalesced(async () => {
  const open = thread.value;
  if (!open) return;
  /** @type {{messages: import('../types').Message[]}} */
  const loaded = await get(`/conversations/${open.channel}/thread/${open.ts}?as=${viewerId.value}`);
  if (thread.value?.ts !== open.ts) return;
  announce(open.channel, threadMessages.value.length > 0 ? threadMessages.value : undefined, loaded.messages);
  threadMessages.value = loaded.messages;
});

export const loadTraffic = coalesced(async () => {
  /** @type {{entries: import('../types').TrafficEntry[]}} */
  const loaded = await get('/traffic');
  traffic.value = loaded.entries;
});

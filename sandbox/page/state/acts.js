import { post, Refusal } from './api.js';
import { loadMe, loadMessages, loadThread, loadWorkspace } from './load.js';
import { messages, notices, thread, viewerId } from './store.js';

let count = 0;

/** Tells the viewer something below the messages of a conversation, as Slack's own helper would.
 * @param {string} channel @param {string} text @param {string} [threadTs] */
export function tell(channel, text, threadTs) {
  count += 1;
  notices.value = [...notices.value, { id: count, channel, text, ...(threadTs ? { threadTs } : {}) }];
}

/** @param {number} id */
export function dismissNotice(id) {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/**
 * Does something as the viewer and reads again what it may have touched; a refusal becomes a notice.
 * @param {string} verb below /sandbox/act/
 * @param {Record<string, unknown>} body
 * @param {{channel?: string, threadTs?: string}} [where] where a refusal is told
 * @returns {Promise<boolean>} whether it was done
 */
export async function act(verb, body, where = {}) {
  try {
    await post(`act/${verb}`, { as: viewerId.value, ...body });
    return true;
  } catch (error) {
    tell(where.channel ?? '', sentence(error), where.threadTs);
    return false;
  } finally {
    refresh(where.channel);
  }
}

/** @param {unknown} error */
export function sentence(error) {
  return error instanceof Refusal ? error.message : 'That did not work. Please try again.';
}

/** @param {string} [channel] */
export function refresh(channel) {
  const reads = [loadMe()];
  if (channel && messages.value[channel]) reads.push(loadMessages(channel));
  if (channel && thread.value?.channel === channel) reads.push(loadThread());
  return Promise.all(reads).catch(() => {});
}

/** @param {string} channel @param {string} text @param {string} [threadTs] */
export function say(channel, text, threadTs) {
  const where = threadTs ? { channel, threadTs } : { channel };
  return act('say', { text, ...where }, where);
}

/** @param {string} channel @param {string} text @param {string} [threadTs] */
export function runCommand(channel, text, threadTs) {
  const where = threadTs ? { channel, threadTs } : { channel };
  return act('command', { text, ...where }, where);
}

/** @param {string} userId @param {Record<string, string>} changes */
export async function updateProfile(userId, changes) {
  await act('update-profile', { as: userId, userId, ...changes });
  await loadWorkspace();
}

/** The next newcomer comes into the workspace. */
export async function letSomebodyJoin() {
  try {
    const { name } = await post('act/newcomer', { as: viewerId.value });
    tell('', `${name} has joined. This is their first day.`);
    await loadWorkspace();
  } catch (error) {
    tell('', sentence(error));
  }
}

/** @param {string} userId */
export async function deactivate(userId) {
  await act('deactivate', { userId });
  await loadWorkspace();
}

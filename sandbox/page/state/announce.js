import { plainText } from '../text/plain.js';
import { authorName, conversationById, spokenName } from './names.js';
import { announcement, viewerId } from './store.js';

/** @typedef {import('../types').Message} Message */

/**
 * Says aloud what is new to the viewer, to those who listen rather than look.
 * @param {string} channel
 * @param {Message[] | undefined} before nothing when the conversation was not loaded yet: then nothing is said
 * @param {Message[]} after
 */
export function announce(channel, before, after) {
  if (!before) return;
  const known = new Set(before.map((message) => message.ts));
  const fresh = after.filter((message) => !known.has(message.ts) && message.user !== viewerId.value);
  const last = fresh.at(-1);
  if (!last) return;
  const conversation = conversationById(channel);
  const where = conversation ? ` in ${spokenName(conversation)}` : '';
  announcement.value = `${authorName(last)}${where}: ${plainText(last.text ?? '').slice(0, 300)}`;
}

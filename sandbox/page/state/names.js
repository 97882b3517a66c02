import { appDm, conversations, people, viewerId, workspace } from './store.js';

/** @typedef {import('../types').Conversation} Conversation */

/** @param {string | undefined} id */
export function personName(id) {
  const person = id ? people.value.get(id) : undefined;
  const app = workspace.value?.app;
  if (!person && app && id === app.botUserId) return app.name;
  return person ? person.displayName || person.name : (id ?? 'Somebody');
}

/** @param {Conversation} conversation the name without a leading sign */
export function conversationName(conversation) {
  if (conversation.kind === 'channel') return conversation.name;
  const others = conversation.memberIds.filter((id) => id !== viewerId.value);
  if (others.length === 0) return `${personName(viewerId.value)} (you)`;
  const isApp = (/** @type {string} */ id) => Number(people.value.get(id)?.isBot ?? false);
  return others
    .sort((a, b) => isApp(a) - isApp(b))
    .map(personName)
    .join(', ');
}

/** @param {Conversation} conversation the name as one says it: "#general", "Maya Chen" */
export function spokenName(conversation) {
  return conversation.kind === 'channel' ? `#${conversation.name}` : conversationName(conversation);
}

/** @param {string} id */
export function conversationById(id) {
  return conversations.value.find((conversation) => conversation.id === id);
}

/** @param {Conversation} conversation */
export function unreadCount(conversation) {
  return Number(conversation.unread);
}

/** @param {Conversation | undefined} conversation */
export function isAppDm(conversation) {
  return Boolean(conversation && conversation.id === appDm.value?.id);
}

/** @param {import('../types').Message} message */
export function authorName(message) {
  if (message.user && people.value.has(message.user)) return personName(message.user);
  return message.username ?? workspace.value?.app?.name ?? 'App';
}

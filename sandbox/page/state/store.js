import { computed, signal } from '@preact/signals';

/** @typedef {import('../types').Bootstrap} Bootstrap */
/** @typedef {import('../types').Person} Person */
/** @typedef {import('../types').Conversation} Conversation */
/** @typedef {{kind: 'none'} | {kind: 'home'} | {kind: 'conversation', id: string}} Place */

/** @type {import('@preact/signals').Signal<Bootstrap | null>} */
export const workspace = signal(null);
export const viewerId = signal('');
/** @type {import('@preact/signals').Signal<import('../types').Me | null>} */
export const me = signal(null);
/** @type {import('@preact/signals').Signal<Place>} */
export const place = signal({ kind: 'none' });
/** @type {import('@preact/signals').Signal<Record<string, import('../types').Message[]>>} */
export const messages = signal({});
/** @type {import('@preact/signals').Signal<{channel: string, ts: string} | null>} */
export const thread = signal(null);
/** @type {import('@preact/signals').Signal<import('../types').Message[]>} */
export const threadMessages = signal([]);
/** @type {import('@preact/signals').Signal<import('../types').Notice[]>} */
export const notices = signal([]);
/** @type {import('@preact/signals').Signal<import('../types').TrafficEntry[]>} */
export const traffic = signal([]);
export const trafficOpen = signal(false);
/** Whether the stream of changes is up. */
export const connected = signal(true);
/** Read out by screen readers when it changes. */
export const announcement = signal('');
/** Whether the list of conversations covers a narrow window; a wide one always shows it beside. */
export const listOpen = signal(false);
/** Which page-level dialog is open, such as "people" or "switcher". @type {import('@preact/signals').Signal<{name: string, id?: string} | null>} */
export const dialog = signal(null);

export function closeDialog() {
  dialog.value = null;
}
/** Ephemeral messages that the viewer waved away. @type {import('@preact/signals').Signal<Set<string>>} */
export const dismissed = signal(new Set());
/** How many messages were unread when a conversation was opened. @type {import('@preact/signals').Signal<Record<string, number>>} */
export const newFrom = signal({});

export const people = computed(() => new Map((workspace.value?.people ?? []).map((person) => [person.id, person])));
export const viewer = computed(() => people.value.get(viewerId.value));
export const zone = computed(() => viewer.value?.tz || 'UTC');
export const conversations = computed(() => me.value?.conversations ?? []);
export const topModal = computed(() => me.value?.modals.at(-1));

/** The conversation on screen, if one is. */
export const current = computed(() => {
  const here = place.value;
  return here.kind === 'conversation' ? conversations.value.find((c) => c.id === here.id) : undefined;
});

/** The direct messages with the app, if they have begun. */
export const appDm = computed(() => {
  const bot = workspace.value?.app?.botUserId;
  return bot ? conversations.value.find((c) => c.kind === 'im' && c.memberIds.includes(bot)) : undefined;
});

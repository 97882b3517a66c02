import { batch } from '@preact/signals';
import { post } from './api.js';
import { loadMe, loadMessages, loadThread, loadTraffic, loadWorkspace } from './load.js';
import { remember } from './memory.js';
import { conversationById, unreadCount } from './names.js';
import {
  appDm,
  conversations,
  dialog,
  dismissed,
  me,
  messages,
  newFrom,
  place,
  thread,
  threadMessages,
  viewerId,
  workspace,
} from './store.js';

/** Becomes another person, and opens the place named or the first that fits.
 * @param {string} userId @param {string} [where] a conversation's id, or "home" */
export async function becomePerson(userId, where) {
  batch(() => {
    viewerId.value = userId;
    me.value = null;
    place.value = { kind: 'none' };
    messages.value = {};
    newFrom.value = {};
    thread.value = null;
    threadMessages.value = [];
    dialog.value = null;
    dismissed.value = new Set();
  });
  remember(userId);
  await loadMe();
  if (where === 'home') await openHome();
  else await openConversation(where && conversationById(where) ? where : firstPlace());
}

function firstPlace() {
  const mine = conversations.value.filter((conversation) => conversation.isMember);
  const first = mine.find((c) => c.kind === 'channel' && c.name === 'general') ?? mine[0] ?? conversations.value[0];
  return first?.id ?? '';
}

/** @param {string} id */
export async function openConversation(id) {
  const conversation = conversationById(id);
  if (!conversation) return;
  batch(() => {
    newFrom.value = { ...newFrom.value, [id]: unreadCount(conversation) };
    place.value = { kind: 'conversation', id };
    dialog.value = null;
    if (thread.value?.channel !== id) closeThread();
  });
  showInAddress(id);
  await loadMessages(id);
}

/** Opens the app's Home, which tells the app so. */
export async function openHome() {
  place.value = { kind: 'home' };
  dialog.value = null;
  closeThread();
  showInAddress('home');
  await post('act/open-home', { as: viewerId.value });
  await loadMe();
}

/** Opens the direct messages with the app, beginning them if need be. */
export async function openAppMessages() {
  const bot = workspace.value?.app?.botUserId;
  if (appDm.value) await openConversation(appDm.value.id);
  else if (bot) await openDm([bot]);
}

/** @param {string[]} userIds */
export async function openDm(userIds) {
  const opened = await post('act/open-dm', { as: viewerId.value, userIds });
  await loadMe();
  await openConversation(opened.channel);
}

/** @param {string} channel @param {string} ts */
export async function openThread(channel, ts) {
  thread.value = { channel, ts };
  threadMessages.value = [];
  await loadThread();
}

export function closeThread() {
  thread.value = null;
  threadMessages.value = [];
}

/** @param {string} where */
function showInAddress(where) {
  const address = `?as=${viewerId.value}&in=${where}`;
  if (location.search !== address) history.pushState(null, '', address);
}

/** Opens what the address says: once at the start, and when the person goes back or forward. */
export async function openAddress() {
  const asked = new URLSearchParams(location.search);
  const as = asked.get('as') ?? '';
  const where = asked.get('in') ?? undefined;
  if (as && as === viewerId.value) await (where === 'home' ? openHome() : openConversation(where ?? ''));
  else await becomePerson(startingPerson(as), where);
}

/** @param {string} asked */
function startingPerson(asked) {
  const usable = (workspace.value?.people ?? []).filter((person) => !person.isBot && !person.deleted);
  const ada = usable.find((person) => person.id === 'U0ADA' || person.name.startsWith('Ada '));
  return (usable.find((person) => person.id === asked) ?? ada ?? usable[0])?.id ?? '';
}

/** Reads the workspace and the viewer's place in it. */
export async function start() {
  await loadWorkspace();
  await Promise.all([openAddress(), loadTraffic()]);
  addEventListener('popstate', () => void openAddress());
}

import { conversationName, isAppDm, unreadCount } from '../state/names.js';
import { openConversation, openDm, openHome } from '../state/navigate.js';
import { closeDialog, conversations, people, viewerId, workspace } from '../state/store.js';
import { Chooser } from '../ui/chooser.js';
import { html } from '../ui/html.js';
import { humans, personItem } from './person-items.js';

/** @typedef {import('../types').Item} Item */

/** Ctrl+K: any conversation or person by name. */
export function QuickSwitcher() {
  const groups = [
    {
      label: 'Conversations',
      items: [...appItem(), ...conversations.value.filter((one) => !isAppDm(one)).map(conversationItem)],
    },
    {
      label: 'People',
      items: strangers().map((person) => ({ ...personItem(person), raw: () => openDm([person.id]) })),
    },
  ];
  /** @param {Item} item */
  const go = (item) => {
    closeDialog();
    /** @type {() => void} */ (item.raw)();
  };
  return html`<${Chooser} title="Jump to" label="A channel or a person" groups=${groups} onPick=${go} onClose=${closeDialog} />`;
}

/** @returns {Item[]} */
function appItem() {
  const app = workspace.value?.app;
  const person = app && people.value.get(app.botUserId);
  if (!app) return [];
  return [{ key: 'home', label: app.name, detail: 'App home', raw: openHome, ...(person ? { person } : {}) }];
}

/** @param {import('../types').Conversation} conversation @returns {Item} */
function conversationItem(conversation) {
  const unread = unreadCount(conversation);
  const other = conversation.kind === 'im' ? conversation.memberIds.find((id) => id !== viewerId.value) : undefined;
  const person = other ? people.value.get(other) : undefined;
  return {
    key: conversation.id,
    label: conversationName(conversation),
    raw: () => openConversation(conversation.id),
    ...(person ? { person, detail: person.title ?? '' } : { icon: iconOf(conversation) }),
    ...(unread ? { hint: `${unread} unread` } : {}),
  };
}

/** @param {import('../types').Conversation} conversation */
function iconOf({ kind, isPrivate }) {
  if (kind === 'mpim') return 'people';
  return isPrivate ? 'lock' : 'hash';
}

/** People with whom no direct messages exist yet. */
function strangers() {
  const known = new Set(conversations.value.filter((one) => one.kind === 'im').flatMap((one) => one.memberIds));
  return humans().filter((person) => !known.has(person.id) && !person.deleted && person.id !== viewerId.value);
}

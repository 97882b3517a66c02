import { useEffect } from 'preact/hooks';
import { act } from '../state/acts.js';
import { post } from '../state/api.js';
import { conversationName, isAppDm, spokenName, unreadCount } from '../state/names.js';
import { current, dialog, messages, people, viewerId } from '../state/store.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { AppHeader } from './app-header.js';
import { Composer } from './composer.js';
import { FirstHint } from './first-hint.js';
import { MessageList } from './message-list.js';

/** @typedef {import('../types').Conversation} Conversation */

/** A channel, a direct message or a group, with its composer. */
export function ConversationView() {
  const conversation = current.value;
  const shown = conversation ? messages.value[conversation.id] : undefined;
  useReading(conversation, shown);
  if (!conversation) return html`<p class="quiet-page">Choose a conversation on the left.</p>`;
  const panel = isAppDm(conversation) ? { role: 'tabpanel', id: 'app-panel', 'aria-labelledby': 'tab-messages' } : {};
  return html`${isAppDm(conversation) ? html`<${AppHeader} tab="messages" />` : html`<${PlaceHeader} conversation=${conversation} />`}
    <div class="conversation" ...${panel}>
      <${MessageList} key=${conversation.id} conversation=${conversation} messages=${shown ?? []} loaded=${Boolean(shown)} />
      <${FirstHint} conversation=${conversation} />
      ${
        conversation.isMember
          ? html`<${Composer} key=${`${viewerId.value} ${conversation.id}`} conversation=${conversation} />`
          : html`<${JoinBar} conversation=${conversation} />`
      }
    </div>`;
}

/** What is on a screen that somebody looks at counts as read.
 * @param {Conversation | undefined} conversation @param {import('../types').Message[] | undefined} shown */
function useReading(conversation, shown) {
  const last = latestOf(shown);
  const unread = conversation ? unreadCount(conversation) : 0;
  useEffect(() => {
    const read = () => {
      if (!conversation || !last || unread === 0 || document.visibilityState !== 'visible') return;
      post('act/read', { as: viewerId.value, channel: conversation.id, ts: last }).catch(() => {});
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [conversation?.id, last, unread]);
}

/** The latest message or reply that can be known here. @param {import('../types').Message[] | undefined} shown */
function latestOf(shown = []) {
  const lasting = shown.filter((message) => !message.ephemeral);
  return lasting
    .flatMap((message) => [message.ts, message.latest_reply ?? ''])
    .sort()
    .at(-1);
}

/** @param {{conversation: Conversation}} props */
function PlaceHeader({ conversation }) {
  const other = conversation.memberIds.find((id) => id !== viewerId.value);
  const person = conversation.kind === 'im' ? people.value.get(other ?? viewerId.value) : undefined;
  const count = conversation.memberIds.length;
  return html`<header class="place-head">
    <h2>${conversation.kind === 'channel' && html`<${Icon} name=${conversation.isPrivate ? 'lock' : 'hash'} />`}${conversationName(conversation)}</h2>
    ${person?.title && html`<p class="place-note">${person.title}</p>`}
    <span class="grow"></span>
    ${
      person
        ? html`<button type="button" class="button quiet" onClick=${() => (dialog.value = { name: 'profile', id: person.id })}>Profile</button>`
        : html`<button type="button" class="button quiet" onClick=${() => (dialog.value = { name: 'members', id: conversation.id })}>
        <${Icon} name="people" />${count} ${count === 1 ? 'member' : 'members'}</button>`
    }
  </header>`;
}

/** @param {{conversation: Conversation}} props */
function JoinBar({ conversation }) {
  return html`<div class="join-bar">
    <p>You are looking at <strong>${spokenName(conversation)}</strong>. Join to write here.</p>
    <button type="button" class="button primary" onClick=${() => act('join', { channel: conversation.id }, { channel: conversation.id })}>
      Join channel</button>
  </div>`;
}

import { conversationName, isAppDm, unreadCount } from '../state/names.js';
import { openConversation, openHome } from '../state/navigate.js';
import { appDm, conversations, dialog, people, place, viewerId, workspace } from '../state/store.js';
import { Avatar } from '../ui/avatar.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { step } from '../ui/menu.js';

/** @typedef {import('../types').Conversation} Conversation */

/** Where one can go. */
export function Sidebar() {
  const mine = conversations.value;
  const channels = mine.filter((one) => one.kind === 'channel' && one.isMember).sort(byName);
  const direct = mine.filter((one) => one.kind !== 'channel' && !isAppDm(one));
  return html`<nav class="sidebar" id="conversations" aria-label="Conversations" onKeyDown=${walk}>
    <p class="workspace-name">${workspace.value?.workspace.name}</p>
    <button type="button" class="jump" onClick=${() => (dialog.value = { name: 'switcher' })}>
      <${Icon} name="search" /><span>Jump to</span><kbd>Ctrl K</kbd></button>
    <div class="places">
      <${Section} title="Apps"><${AppRow} /><//>
      <${Section} title="Channels" action=${{ label: 'Browse channels', dialog: 'channels' }}>
        ${channels.map((one) => html`<${Row} key=${one.id} conversation=${one} />`)}
      <//>
      <${Section} title="Direct messages" action=${{ label: 'Write to somebody', dialog: 'dm' }}>
        ${direct.map((one) => html`<${Row} key=${one.id} conversation=${one} />`)}
        ${direct.length === 0 && html`<li class="empty">Nobody yet.</li>`}
      <//>
    </div>
  </nav>`;
}

/** @param {Conversation} a @param {Conversation} b */
function byName(a, b) {
  return a.name.localeCompare(b.name);
}

/** @param {{title: string, action?: {label: string, dialog: string}, children?: unknown}} props */
function Section({ title, action, children }) {
  return html`<section aria-label=${title}>
    <div class="section-head"><h2>${title}</h2>
      ${
        action &&
        html`<button type="button" class="icon-button small" aria-label=${action.label} title=${action.label}
        onClick=${() => (dialog.value = { name: action.dialog })}><${Icon} name="plus" /></button>`
      }
    </div>
    <ul>${children}</ul>
  </section>`;
}

function AppRow() {
  const app = workspace.value?.app;
  if (!app) return html`<li class="empty">The app is not connected yet.</li>`;
  const here = place.value;
  const isHere = here.kind === 'home' || (here.kind === 'conversation' && here.id === appDm.value?.id);
  const unread = appDm.value && !isHere ? unreadCount(appDm.value) : 0;
  const open = () => (unread && appDm.value ? openConversation(appDm.value.id) : openHome());
  return html`<li><button type="button" class=${`place ${unread ? 'unread' : ''}`} aria-current=${isHere ? 'page' : undefined} onClick=${open}>
    <${Avatar} id=${app.botUserId} size=${20} /><span class="place-name">${app.name}</span><${Unread} count=${unread} /></button></li>`;
}

/** @param {{conversation: Conversation}} props */
function Row({ conversation }) {
  const here = place.value;
  const isHere = here.kind === 'conversation' && here.id === conversation.id;
  const unread = isHere ? 0 : unreadCount(conversation);
  return html`<li><button type="button" class=${`place ${unread ? 'unread' : ''}`} aria-current=${isHere ? 'page' : undefined}
    onClick=${() => openConversation(conversation.id)}>
    <${RowSign} conversation=${conversation} /><span class="place-name">${conversationName(conversation)}</span>
    <${Unread} count=${unread} muted=${conversation.kind === 'channel'} /></button></li>`;
}

/** @param {{conversation: Conversation}} props */
function RowSign({ conversation }) {
  if (conversation.kind === 'channel')
    return html`<span class="sign"><${Icon} name=${conversation.isPrivate ? 'lock' : 'hash'} /></span>`;
  const others = conversation.memberIds.filter((id) => id !== viewerId.value);
  if (conversation.kind === 'mpim') return html`<span class="sign count">${others.length}</span>`;
  const other = others[0] ?? viewerId.value;
  return html`<${Avatar} id=${people.value.has(other) ? other : viewerId.value} size=${20} />`;
}

/** @param {{count: number, muted?: boolean}} props */
function Unread({ count, muted }) {
  if (!count) return null;
  return html`<span class=${`unread-count ${muted ? 'muted' : ''}`}><span aria-hidden="true">${count > 99 ? '99+' : count}</span>
    <span class="visually-hidden">${count} unread</span></span>`;
}

/** Up and down go from row to row. @param {KeyboardEvent} event */
function walk(event) {
  const nav = /** @type {HTMLElement} */ (event.currentTarget);
  const rows = /** @type {HTMLElement[]} */ ([...nav.querySelectorAll('.place')]);
  const at = rows.indexOf(/** @type {HTMLElement} */ (event.target));
  const next = at === -1 ? undefined : step(event.key, at, rows.length);
  if (next === undefined) return;
  event.preventDefault();
  rows[next]?.focus();
}

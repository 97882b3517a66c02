import { useEffect } from 'preact/hooks';
import { unreadCount } from '../state/names.js';
import {
  announcement,
  connected,
  conversations,
  dialog,
  listOpen,
  place,
  thread,
  trafficOpen,
  viewer,
} from '../state/store.js';
import { html } from '../ui/html.js';
import { AppHome } from './app-home.js';
import { ConversationView } from './conversation.js';
import { Dialogs } from './dialogs.js';
import { ModalStack } from './modal-stack.js';
import { Sidebar } from './sidebar.js';
import { ThreadPane } from './thread-pane.js';
import { Toasts } from './toasts.js';
import { TopBar } from './top-bar.js';
import { TrafficPane } from './traffic-pane.js';

/** The whole page. */
export function App() {
  useQuickSwitcher();
  useTitle();
  useListClosing();
  const aside = Boolean(thread.value) || trafficOpen.value;
  return html`
    <a class="skip" href="#main">Skip to the conversation</a>
    <${TopBar} />
    ${!connected.value && html`<p class="banner" role="status">The sandbox is not answering. This page tries again by itself.</p>`}
    <div class=${`shell ${aside ? 'with-aside' : ''} ${listOpen.value ? 'with-list' : ''}`}>
      <${Sidebar} />
      <main id="main" tabindex="-1">${place.value.kind === 'home' ? html`<${AppHome} />` : html`<${ConversationView} />`}</main>
      ${
        aside &&
        html`<div class="aside">
        ${thread.value && html`<${ThreadPane} key=${thread.value.ts} />`}
        ${trafficOpen.value && html`<${TrafficPane} />`}
      </div>`
      }
    </div>
    <${Dialogs} />
    <${ModalStack} />
    <${Toasts} />
    <div class="visually-hidden" aria-live="polite" data-testid="announcer">${announcement.value}</div>`;
}

/** Ctrl+K, or Cmd+K, from anywhere but an open dialog. */
function useQuickSwitcher() {
  useEffect(() => {
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      if (!document.querySelector('dialog[open]')) dialog.value = { name: 'switcher' };
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** Whoever has chosen where to go wants to see it. */
function useListClosing() {
  const here = place.value;
  useEffect(() => {
    listOpen.value = false;
  }, [here]);
}

function useTitle() {
  const unread = conversations.value.reduce((sum, one) => sum + (unreadCount(one) > 0 ? 1 : 0), 0);
  const name = viewer.value?.name ?? '';
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${name} · Bitewise sandbox`;
  }, [unread, name]);
}

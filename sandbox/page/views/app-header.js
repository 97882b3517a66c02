import { unreadCount } from '../state/names.js';
import { openAppMessages, openHome } from '../state/navigate.js';
import { appDm, workspace } from '../state/store.js';
import { Avatar } from '../ui/avatar.js';
import { html } from '../ui/html.js';

/** The app's name over its two tabs. @param {{tab: 'home' | 'messages'}} props */
export function AppHeader({ tab }) {
  const app = workspace.value?.app;
  if (!app) return null;
  const unread = appDm.value && tab === 'home' ? unreadCount(appDm.value) : 0;
  /** @param {KeyboardEvent} event */
  const walk = (event) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = tab === 'home' ? 'tab-messages' : 'tab-home';
    document.getElementById(other)?.click();
    queueMicrotask(() => document.getElementById(other)?.focus());
  };
  return html`<header class="place-head app-head">
    <h2><${Avatar} id=${app.botUserId} size=${24} />${app.name}</h2>
    <div role="tablist" aria-label=${app.name} class="tabs" onKeyDown=${walk}>
      <${Tab} id="tab-home" on=${tab === 'home'} run=${openHome}>Home<//>
      <${Tab} id="tab-messages" on=${tab === 'messages'} run=${openAppMessages}>
        Messages${unread > 0 && html`<span class="unread-count"><span aria-hidden="true">${unread}</span><span class="visually-hidden">${unread} unread</span></span>`}
      <//>
    </div>
  </header>`;
}

/** @param {{id: string, on: boolean, run: () => void, children?: unknown}} props */
function Tab({ id, on, run, children }) {
  return html`<button type="button" role="tab" id=${id} aria-selected=${on ? 'true' : 'false'} aria-controls="app-panel"
    tabindex=${on ? 0 : -1} onClick=${run}>${children}</button>`;
}

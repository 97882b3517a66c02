import { dismissNotice } from '../state/acts.js';
import { notices } from '../state/store.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';

/** What has no conversation to be told in. */
export function Toasts() {
  const shown = notices.value.filter((notice) => notice.channel === '');
  return html`<div class="toasts" role="alert">
    ${shown.map(
      (notice) => html`<div key=${notice.id} class="toast"><span>${notice.text}</span>
        <button type="button" class="icon-button" aria-label="Dismiss" onClick=${() => dismissNotice(notice.id)}><${Icon} name="close" /></button></div>`,
    )}
  </div>`;
}

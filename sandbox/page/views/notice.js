import { dismissNotice } from '../state/acts.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';

/** Something that the page says, not a person. @param {{notice: import('../types').Notice}} props */
export function NoticeRow({ notice }) {
  return html`<li class="notice" role="alert">
    <span class="notice-sign"><${Icon} name="warn" /></span>
    <div><p>${notice.text}</p><p class="only-you">Only visible to you · <button type="button" class="link" onClick=${() => dismissNotice(notice.id)}>Dismiss</button></p></div>
  </li>`;
}

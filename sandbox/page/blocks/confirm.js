import { BlockText, plain } from '../text/text.js';
import { Dialog } from '../ui/dialog.js';
import { html } from '../ui/html.js';

/** "Are you sure", in the app's words. @param {{confirm: import('../types').Confirm, onYes: () => void, onNo: () => void}} props */
export function ConfirmDialog({ confirm, onYes, onNo }) {
  const footer = html`<footer class="dialog-foot">
    <button type="button" class="button" onClick=${onNo}>${plain(confirm.deny)}</button>
    <button type="button" class=${`button ${confirm.style === 'danger' ? 'danger' : 'primary'}`} data-autofocus onClick=${onYes}>
      ${plain(confirm.confirm)}</button>
  </footer>`;
  return html`<${Dialog} title=${plain(confirm.title)} size="small" onClose=${onNo} footer=${footer}>
    <div class="dialog-body"><${BlockText} text=${confirm.text} /></div>
  <//>`;
}

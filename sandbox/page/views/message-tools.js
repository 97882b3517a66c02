import { act, tell } from '../state/acts.js';
import { workspace } from '../state/store.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Menu } from '../ui/menu.js';

/** What one can do with a message: shown when it is pointed at or focused.
 * @param {{message: import('../types').Message, channel: string, onReply?: () => void}} props */
export function MessageTools({ message, channel, onReply }) {
  const shortcuts = (workspace.value?.shortcuts ?? []).filter((one) => one.type === 'message');
  const items = shortcuts.map((one) => ({
    label: one.name,
    ...(one.description ? { detail: one.description } : {}),
    run: () => {
      act('message-shortcut', { callbackId: one.callbackId, channel, ts: message.ts }, { channel });
    },
  }));
  const copy = {
    label: 'Copy text',
    separate: true,
    run: () => {
      navigator.clipboard
        .writeText(message.text ?? '')
        .catch(() => tell(channel, 'The browser did not allow copying.'));
    },
  };
  return html`<div class="message-tools">
    ${
      onReply &&
      html`<button type="button" class="icon-button" aria-label="Reply in thread" title="Reply in thread" onClick=${onReply}>
      <${Icon} name="reply" /></button>`
    }
    <${Menu} label="More actions" items=${[...items, copy]} alignEnd face=${html`<${Icon} name="more" />`} />
  </div>`;
}

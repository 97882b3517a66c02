import { act } from '../state/acts.js';
import { workspace } from '../state/store.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Menu } from '../ui/menu.js';

/** The app's shortcuts that need no message. @param {{conversation: import('../types').Conversation}} props */
export function ShortcutsMenu({ conversation }) {
  const items = (workspace.value?.shortcuts ?? [])
    .filter((one) => one.type === 'global')
    .map((one) => ({
      label: one.name,
      ...(one.description ? { detail: one.description } : {}),
      run: () => {
        act('shortcut', { callbackId: one.callbackId }, { channel: conversation.id });
      },
    }));
  return html`<${Menu} label="Shortcuts" items=${items} empty="The app has no shortcuts." above face=${html`<${Icon} name="bolt" />`} />`;
}

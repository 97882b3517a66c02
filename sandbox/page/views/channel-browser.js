import { openConversation } from '../state/navigate.js';
import { closeDialog, conversations } from '../state/store.js';
import { Chooser } from '../ui/chooser.js';
import { html } from '../ui/html.js';

/** Every channel that the viewer may see; one opens to be looked at, and joined there. */
export function ChannelBrowser() {
  const channels = conversations.value
    .filter((one) => one.kind === 'channel')
    .sort((a, b) => a.name.localeCompare(b.name));
  const items = channels.map((one) => ({
    key: one.id,
    label: one.name,
    icon: one.isPrivate ? 'lock' : 'hash',
    detail: `${one.memberIds.length} ${one.memberIds.length === 1 ? 'member' : 'members'}`,
    ...(one.isMember ? { hint: 'joined' } : {}),
  }));
  return html`<${Chooser} title="Browse channels" label="Name of a channel" groups=${[{ items }]} onClose=${closeDialog}
    onPick=${(/** @type {import('../types').Item} */ item) => openConversation(item.key)} />`;
}

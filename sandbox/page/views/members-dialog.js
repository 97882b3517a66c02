import { useState } from 'preact/hooks';
import { act } from '../state/acts.js';
import { conversationById, spokenName } from '../state/names.js';
import { closeDialog, workspace } from '../state/store.js';
import { Chooser } from '../ui/chooser.js';
import { html } from '../ui/html.js';
import { personItem } from './person-items.js';

/** @typedef {import('../types').Item} Item */

/** Who is in a channel, and adding somebody, the app included. @param {{id: string}} props */
export function MembersDialog({ id }) {
  const [adding, setAdding] = useState(false);
  const conversation = conversationById(id);
  if (!conversation) return null;
  const inside = new Set(conversation.memberIds);
  const list = (workspace.value?.people ?? []).filter(
    (person) => inside.has(person.id) !== adding && !(adding && person.deleted),
  );
  const items = list
    .sort((a, b) => Number(b.isBot ?? false) - Number(a.isBot ?? false) || a.name.localeCompare(b.name))
    .map(personItem);
  const isChannel = conversation.kind === 'channel' && conversation.isMember;
  /** @param {Item} item */
  const pick = (item) => {
    if (!adding) return;
    setAdding(false);
    act('invite', { channel: id, userId: item.key }, { channel: id });
  };
  const name = spokenName(conversation);
  const extra =
    isChannel &&
    !adding &&
    html`<footer class="dialog-foot">
    <button type="button" class="button" onClick=${() => {
      closeDialog();
      act('leave', { channel: id }, { channel: id });
    }}>Leave channel</button>
    <button type="button" class="button primary" onClick=${() => setAdding(true)}>Add somebody</button></footer>`;
  return html`<${Chooser} key=${String(adding)} title=${adding ? `Add to ${name}` : `Members of ${name}`} label=${adding ? 'Name, or the app' : 'Find a member'}
    groups=${[{ items }]} onPick=${pick} onClose=${adding ? () => setAdding(false) : closeDialog} footer=${extra} />`;
}

import { useState } from 'preact/hooks';
import { openDm } from '../state/navigate.js';
import { closeDialog, viewerId } from '../state/store.js';
import { Chooser } from '../ui/chooser.js';
import { html } from '../ui/html.js';
import { byDepartment, humans } from './person-items.js';

/** @typedef {import('../types').Item} Item */

/** A message to one person, or a group of up to eight. */
export function NewDm() {
  const [chosen, setChosen] = useState(/** @type {Item[]} */ ([]));
  const rest = humans().filter(
    (person) => !person.deleted && person.id !== viewerId.value && !chosen.some((one) => one.key === person.id),
  );
  /** @param {Item} item */
  const add = (item) => setChosen(chosen.length < 8 ? [...chosen, item] : chosen);
  const done = {
    label: chosen.length > 1 ? 'Begin a group message' : 'Begin a message',
    run: () => openDm(chosen.map((one) => one.key)),
  };
  return html`<${Chooser} title="Write to somebody" label="Name or title" groups=${byDepartment(rest)} onPick=${add} selected=${chosen}
    onRemove=${(/** @type {Item} */ item) => setChosen(chosen.filter((one) => one.key !== item.key))} onClose=${closeDialog} done=${done} />`;
}

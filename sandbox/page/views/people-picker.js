import { becomePerson } from '../state/navigate.js';
import { viewerId } from '../state/store.js';
import { Chooser } from '../ui/chooser.js';
import { html } from '../ui/html.js';
import { closeDialog } from './dialogs.js';
import { byDepartment, humans } from './person-items.js';

/** Whom to be. */
export function PeoplePicker() {
  const others = humans().filter((person) => !person.deleted && person.id !== viewerId.value);
  return html`<${Chooser} title="Become somebody else" label="Name, title or place" groups=${byDepartment(others)} onClose=${closeDialog}
    onPick=${(/** @type {import('../types').Item} */ item) => becomePerson(item.key)} empty="Nobody of that name works here." />`;
}

import { letSomebodyJoin } from '../state/acts.js';
import { becomePerson } from '../state/navigate.js';
import { closeDialog, viewerId } from '../state/store.js';
import { Chooser } from '../ui/chooser.js';
import { html } from '../ui/html.js';
import { byDepartment, humans } from './person-items.js';

/** Whom to be, and a way to have somebody new come in. */
export function PeoplePicker() {
  const others = humans().filter((person) => !person.deleted && person.id !== viewerId.value);
  const footer = html`<footer class="dialog-foot">
    <button type="button" class="button" onClick=${() => {
      closeDialog();
      letSomebodyJoin();
    }}>Somebody new joins</button>
  </footer>`;
  return html`<${Chooser} title="Become someone else" label="Name, title or place" groups=${byDepartment(others)} onClose=${closeDialog} footer=${footer}
    onPick=${(/** @type {import('../types').Item} */ item) => becomePerson(item.key)} empty="Nobody of that name works here." />`;
}

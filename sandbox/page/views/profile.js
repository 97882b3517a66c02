import { useState } from 'preact/hooks';
import { deactivate, updateProfile } from '../state/acts.js';
import { now } from '../state/clock.js';
import { becomePerson, openAppMessages, openDm } from '../state/navigate.js';
import { closeDialog, people, viewerId } from '../state/store.js';
import { city, clockTime, longDay } from '../text/dates.js';
import { Avatar } from '../ui/avatar.js';
import { Dialog } from '../ui/dialog.js';
import { html } from '../ui/html.js';

/** @typedef {import('../types').Person} Person */

/** Who somebody is, with what the sandbox may do to them. @param {{id: string}} props */
export function Profile({ id }) {
  const person = people.value.get(id);
  if (!person) return null;
  const zone = person.tz || 'UTC';
  const write = () => (person.isBot ? openAppMessages() : openDm([id]));
  const isOther = id !== viewerId.value;
  const footer = html`<footer class="dialog-foot">
    ${isOther && !person.isBot && html`<button type="button" class="button" onClick=${() => becomePerson(id)}>Become ${person.name.split(' ')[0]}</button>`}
    ${
      isOther &&
      !person.deleted &&
      html`<button type="button" class="button primary" onClick=${() => {
        closeDialog();
        write();
      }}>Message</button>`
    }
  </footer>`;
  return html`<${Dialog} title=${person.name} size="small" onClose=${closeDialog} onBackdrop=${closeDialog} lead=${html`<${Avatar} id=${id} size=${44} />`} footer=${footer}>
    <div class="dialog-body">
      <dl class="facts">
        ${person.title && html`<dt>Title</dt><dd>${person.title}</dd>`}
        ${person.department && html`<dt>Department</dt><dd>${person.department}</dd>`}
        ${!person.isBot && html`<dt>Local time</dt><dd>${clockTime(now.value, zone)}, ${longDay(now.value, zone)} (${city(zone)})</dd>`}
        ${standing(person) && html`<dt>Account</dt><dd>${standing(person)}</dd>`}
      </dl>
      ${!person.isBot && !person.deleted && html`<${SandboxControls} person=${person} />`}
    </div>
  <//>`;
}

/** @param {Person} person */
function standing(person) {
  if (person.deleted) return 'Deactivated';
  if (person.isBot) return 'App';
  return person.isOwner ? 'Workspace owner' : person.isGuest ? 'Guest' : '';
}

/** What an administrator or the person could change, to see how the app takes it. @param {{person: Person}} props */
function SandboxControls({ person }) {
  const [title, setTitle] = useState(person.title ?? '');
  const [zone, setZone] = useState(person.tz ?? 'UTC');
  const changed = title !== (person.title ?? '') || zone !== (person.tz ?? 'UTC');
  /** @param {Event} event */
  const save = (event) => {
    event.preventDefault();
    updateProfile(person.id, { title, tz: zone });
  };
  return html`<details class="controls"><summary>Change this person in the sandbox</summary>
    <form onSubmit=${save}>
      <label class="field-label" for="profile-title">Title</label>
      <input id="profile-title" class="input" value=${title} onInput=${(/** @type {Event} */ event) => setTitle(/** @type {HTMLInputElement} */ (event.target).value)} />
      <label class="field-label" for="profile-zone">Time zone</label>
      <select id="profile-zone" class="input" value=${zone} onChange=${(/** @type {Event} */ event) => setZone(/** @type {HTMLSelectElement} */ (event.target).value)}>
        ${zones(zone).map((one) => html`<option key=${one} value=${one} selected=${one === zone}>${one}</option>`)}
      </select>
      <div class="row"><button type="submit" class="button" disabled=${!changed}>Save</button>
      <button type="button" class="button danger" onClick=${() => deactivate(person.id)}>Deactivate ${person.name.split(' ')[0]}</button></div>
    </form></details>`;
}

/** @param {string} current @returns {string[]} */
function zones(current) {
  const all = Intl.supportedValuesOf('timeZone');
  return all.includes(current) ? all : [current, ...all];
}

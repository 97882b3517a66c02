import { recent } from '../state/memory.js';
import { becomePerson } from '../state/navigate.js';
import { dialog, listOpen, people, trafficOpen, viewer, viewerId, workspace } from '../state/store.js';
import { Avatar } from '../ui/avatar.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { TimeBar } from './time-bar.js';

/** Everything that is the sandbox's and not Slack's: who one is, what time it is, what happens underneath. */
export function TopBar() {
  return html`<header class="top-bar">
    <h1 class="visually-hidden">${workspace.value?.workspace.name}</h1>
    <button type="button" class="dark-button narrow-only" aria-expanded=${listOpen.value ? 'true' : 'false'} aria-controls="conversations"
      aria-label="Conversations" onClick=${() => (listOpen.value = !listOpen.value)}><${Icon} name="menu" /></button>
    <${Identity} />
    <${TimeBar} />
    <button type="button" class="dark-button what" aria-label="Show what happens" aria-pressed=${trafficOpen.value ? 'true' : 'false'}
      onClick=${() => (trafficOpen.value = !trafficOpen.value)}><${Icon} name="activity" /><span class="what-text">Show what happens</span></button>
  </header>`;
}

function Identity() {
  const me = viewer.value;
  const others = recent.value.filter((id) => id !== viewerId.value && people.value.has(id));
  return html`<div class="identity" role="group" aria-label="Who you are">
    <button type="button" class="dark-button who" aria-haspopup="dialog" title="Become someone else" onClick=${() => (dialog.value = { name: 'people' })}>
      ${me && html`<${Avatar} id=${me.id} size=${26} />`}
      <span class="who-text"><span class="visually-hidden">Signed in as </span>${me?.name ?? 'Sign in'}</span>
      <${Icon} name="down" />
    </button>
    ${others.map((id) => html`<${Face} key=${id} id=${id} />`)}
  </div>`;
}

/** One click back to somebody whom one was lately. @param {{id: string}} props */
function Face({ id }) {
  const name = people.value.get(id)?.name ?? '';
  return html`<button type="button" class="face" title=${`Become ${name}`} aria-label=${`Become ${name}`}
    onClick=${() => becomePerson(id)}><${Avatar} id=${id} size=${26} /><span class="face-name">${name.split(' ')[0]}</span></button>`;
}

import { useRef, useState } from 'preact/hooks';
import { traffic, trafficOpen, workspace, zone } from '../state/store.js';
import { clockSeconds } from '../text/dates.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';

/** @typedef {import('../types').TrafficEntry} Entry */

/** @type {{key: string, label: string}[]} */
const FILTERS = [
  { key: 'all', label: 'All' },
  { key: 'to-app', label: 'To the app' },
  { key: 'from-app', label: 'From the app' },
];

/** What Slack and the app say to each other, the latest first. */
export function TrafficPane() {
  const [filter, setFilter] = useState('all');
  const shown = traffic.value.filter((entry) => filter === 'all' || entry.direction === filter).toReversed();
  return html`<section class="pane traffic" aria-label="What happens" data-testid="traffic">
    <header class="pane-head"><h2>What happens</h2><span class="grow"></span>
      <button type="button" class="icon-button" aria-label="Close what happens" onClick=${() => (trafficOpen.value = false)}><${Icon} name="close" /></button></header>
    <div class="filters" role="group" aria-label="Which direction">
      ${FILTERS.map(
        (one) =>
          html`<button key=${one.key} type="button" aria-pressed=${filter === one.key ? 'true' : 'false'} onClick=${() => setFilter(one.key)}>${one.label}</button>`,
      )}
    </div>
    <div class="traffic-list" tabindex="0" role="region" aria-label="Requests">
      ${shown.length === 0 && html`<p class="empty">Nothing yet. Do something, and see what Slack and ${workspace.value?.app?.name ?? 'the app'} say to each other.</p>`}
      <ol>${shown.map((entry) => html`<${EntryRow} key=${entry.n} entry=${entry} />`)}</ol>
    </div>
  </section>`;
}

/** @param {{entry: Entry}} props */
function EntryRow({ entry }) {
  const [opened, setOpened] = useState(false);
  const box = useRef(/** @type {HTMLDetailsElement | null} */ (null));
  const toApp = entry.direction === 'to-app';
  return html`<li><details ref=${box} class=${`entry ${entry.direction} ${failed(entry) ? 'failed' : ''}`} onToggle=${() => setOpened(Boolean(box.current?.open))}>
    <summary>
      <span class="way" title=${toApp ? 'Slack to the app' : 'The app to Slack'}><span aria-hidden="true">${toApp ? '→' : '←'}</span>
        <span class="visually-hidden">${toApp ? 'To the app: ' : 'From the app: '}</span></span>
      <span class="entry-name" title=${entry.name}>${entry.name}</span>
      <span class="entry-status">${entry.status ?? ''}${entry.ms === undefined ? '' : ` · ${Math.round(entry.ms)} ms`}</span>
      <span class="entry-summary">${summaryOf(entry)}</span>
      <time class="entry-time">${clockSeconds(Date.parse(entry.at), zone.value)}</time>
    </summary>
    ${opened && html`<${Json} label="Request" value=${entry.request} /><${Json} label="Answer" value=${entry.response} />`}
  </details></li>`;
}

/** What the name does not say already. @param {Entry} entry */
function summaryOf({ name, summary = '' }) {
  return summary.startsWith(name) ? summary.slice(name.length).trim() : summary;
}

/** @param {Entry} entry */
function failed(entry) {
  const { response, status } = entry;
  if (typeof status === 'number' && status >= 400) return true;
  return typeof response === 'object' && response !== null && 'ok' in response && response.ok === false;
}

/** @param {{label: string, value: unknown}} props */
function Json({ label, value }) {
  if (value === undefined || value === null || value === '') return html`<p class="json-label">${label}: nothing</p>`;
  return html`<p class="json-label">${label}</p><pre tabindex="0" aria-label=${label}>${typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>`;
}

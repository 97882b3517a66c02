import { html } from './html.js';

/** Line drawings on a 20 by 20 grid. @type {Record<string, string>} */
const PATHS = {
  menu: 'M3.5 5.5h13M3.5 10h13M3.5 14.5h13',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12Zm4.5-1.5L17 17',
  close: 'M5 5l10 10M15 5L5 15',
  more: 'M4.9 10a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0ZM10.4 10a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0ZM15.9 10a.4.4 0 1 1-.8 0 .4.4 0 0 1 .8 0Z',
  reply: 'M3 10.5c0-3 2.5-5.5 5.5-5.5h3C14.5 5 17 7.5 17 10.5S14.5 16 11.5 16H8l-4 2 .9-3.5A5.5 5.5 0 0 1 3 10.5Z',
  plus: 'M10 4v12M4 10h12',
  send: 'M4 10h11M10.5 5.5 15 10l-4.5 4.5',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  home: 'M3.5 9.5 10 4l6.5 5.5V16a1 1 0 0 1-1 1h-3.5v-4.5H8V17H4.5a1 1 0 0 1-1-1Z',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5ZM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  people:
    'M7.5 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM2.5 16c0-2.8 2.2-4.5 5-4.5s5 1.7 5 4.5M13 9.3a2.3 2.3 0 1 0-.6-4.5M14.3 11.8c2 .4 3.2 2 3.2 4.2',
  bolt: 'M11 3 5 11.5h4.5L9 17l6-8.5h-4.5Z',
  lock: 'M6 9V6.8a4 4 0 0 1 8 0V9M5 9h10v7.5H5Z',
  hash: 'M8 4 6.5 16M13.5 4 12 16M4.5 8h12M3.5 12.5h12',
  file: 'M6 3.5h5.5L15 7v9.5H6ZM11.5 3.5V7H15',
  activity: 'M3 10h3l2-5 4 10 2-5h3',
  warn: 'M10 4 2.8 16.5h14.4ZM10 9v3.5M10 14.5v.01',
  forward: 'M4 5.5 9.5 10 4 14.5ZM10.5 5.5 16 10l-5.5 4.5Z',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
};

/** @param {{name: string}} props a drawing that says nothing by itself */
export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d=${PATHS[name]} /></svg>`;
}

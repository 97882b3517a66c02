import { people, workspace } from '../state/store.js';
import { html } from './html.js';

/** Calm grounds, each dark enough for white letters (contrast 4.5 or more). */
const GROUNDS = [
  '#8a4b2f',
  '#2f6b58',
  '#3d5a8a',
  '#7a4a78',
  '#6b6224',
  '#2b6a78',
  '#94434f',
  '#57606b',
  '#4d6a2e',
  '#5b52a0',
];

/** Initials on a colour that stays the same for the same person; apps have square corners.
 * @param {{id: string, size?: number}} props */
export function Avatar({ id, size = 36 }) {
  const person = people.value.get(id);
  const isApp = id === workspace.value?.app?.botUserId || Boolean(person?.isBot);
  const name = person?.name || workspace.value?.app?.name || id;
  if (isApp) return html`<${AppMark} size=${size} />`;
  const ground = GROUNDS[spread(id) % GROUNDS.length];
  return html`<svg class="avatar" width=${size} height=${size} viewBox="0 0 36 36" aria-hidden="true" focusable="false">
    <circle cx="18" cy="18" r="18" fill=${person?.deleted ? '#7b817f' : ground} />
    <text x="18" y="18.5" text-anchor="middle" dominant-baseline="central" fill="#fff">${initials(name)}</text>
  </svg>`;
}

/** @param {{size: number}} props */
function AppMark({ size }) {
  return html`<svg class="avatar" width=${size} height=${size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" fill="#1c6b5a" />
    <path d="M8 12a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v4a4 4 0 0 1-4 4h-5l-4 4c-.6.5-1.5.1-1.5-.7V20A4 4 0 0 1 8 16Z" fill="#f6f3ea" />
    <circle cx="24" cy="8" r="4.5" fill="#1c6b5a" />
  </svg>`;
}

/** A number that differs well for ids that hardly do. @param {string} id */
function spread(id) {
  return [...id].reduce((sum, sign) => Math.imul(sum ^ sign.charCodeAt(0), 16_777_619) >>> 0, 2_166_136_261) >>> 8;
}

/** @param {string} name */
function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? '?')][0] ?? '?';
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : '';
  return (first + last).toUpperCase();
}

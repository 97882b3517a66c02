import { signal } from '@preact/signals';

const RECENT = 'sandbox.recent';
const HINT = 'sandbox.hint-seen';

/** Ids of the people whom this browser was lately, latest first. @type {import('@preact/signals').Signal<string[]>} */
export const recent = signal(read());

/** Whether the hint for newcomers was waved away. */
export const hintSeen = signal(localStorage.getItem(HINT) === 'yes');

/** @param {string} userId people keep their place in the row, so that one click is always in the same spot */
export function remember(userId) {
  const kept = recent.value.includes(userId) ? recent.value : [...recent.value, userId].slice(-4);
  recent.value = kept;
  localStorage.setItem(RECENT, JSON.stringify(kept));
}

export function waveHintAway() {
  hintSeen.value = true;
  localStorage.setItem(HINT, 'yes');
}

/** @returns {string[]} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

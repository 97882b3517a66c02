import { signal } from '@preact/signals';

/** What stands unsent in each composer; a thread's is kept under its own id. @type {import('@preact/signals').Signal<Record<string, string>>} */
export const drafts = signal({});

/** @param {string} key @param {string} text */
export function keepDraft(key, text) {
  drafts.value = { ...drafts.value, [key]: text };
}

/** Puts words into a composer and the cursor behind them. @param {string} key @param {string} text */
export function fillComposer(key, text) {
  keepDraft(key, text);
  const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('[data-composer="main"]'));
  field?.focus();
  requestAnimationFrame(() => field?.setSelectionRange(text.length, text.length));
}

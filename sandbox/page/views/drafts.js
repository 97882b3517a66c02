import { signal } from '@preact/signals';

/** What stands unsent in each composer; a thread's is kept under its own id. @type {import('@preact/signals').Signal<Record<string, string>>} */
export const drafts = signal({});

/** @param {string} key @param {string} text */
export function keepDraft(key, text) {
  drafts.value = { ...drafts.value, [key]: text };
}

/**
 * Puts words into a composer and the cursor at a place in them, at once: what is typed next lands behind it.
 * @param {HTMLTextAreaElement | null} field @param {string} key @param {string} text @param {number} caret
 */
export function write(field, key, text, caret) {
  keepDraft(key, text);
  if (!field) return;
  field.value = text;
  field.focus();
  field.setSelectionRange(caret, caret);
}

/** Fills the conversation's own composer. @param {string} key @param {string} text */
export function fillComposer(key, text) {
  const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('[data-composer="main"]'));
  write(field, key, text, text.length);
}

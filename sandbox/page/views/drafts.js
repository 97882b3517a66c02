import { signal } from '@preact/signals';
import { viewerId } from '../state/store.js';

/** What stands unsent, by person and place. @type {import('@preact/signals').Signal<Record<string, string>>} */
const drafts = signal({});

/** @param {string} id of a conversation, or of a thread's first message @returns {string} what the viewer left unsent there */
export function draftOf(id) {
  return drafts.value[`${viewerId.value} ${id}`] ?? '';
}

/** @param {string} id @param {string} text */
export function keepDraft(id, text) {
  drafts.value = { ...drafts.value, [`${viewerId.value} ${id}`]: text };
}

/**
 * Puts words into a composer and the cursor at a place in them, at once: what is typed next lands behind it.
 * @param {HTMLTextAreaElement | null} field @param {string} id @param {string} text @param {number} caret
 */
export function write(field, id, text, caret) {
  keepDraft(id, text);
  if (!field) return;
  field.value = text;
  field.focus();
  field.setSelectionRange(caret, caret);
}

/** Fills the conversation's own composer. @param {string} id @param {string} text */
export function fillComposer(id, text) {
  const field = /** @type {HTMLTextAreaElement | null} */ (document.querySelector('[data-composer="main"]'));
  write(field, id, text, text.length);
}

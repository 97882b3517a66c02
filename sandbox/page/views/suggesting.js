import { useRef, useState } from 'preact/hooks';
import { beingTyped } from '../text/compose.js';
import { useAnchored } from '../ui/anchored.js';
import { html } from '../ui/html.js';
import { Listbox, useListbox } from '../ui/listbox.js';
import { write } from './drafts.js';
import { suggestions } from './suggestions.js';

/** @typedef {import('../types').Item} Item */
/** @typedef {{current: HTMLTextAreaElement | null}} Area */

/**
 * Commands, people and channels offered while one types.
 * @param {Area} area @param {string} key whose draft it is @param {string} text
 * @param {Map<string, string>} picked takes what stands in the text to its mention @param {boolean} inThread
 */
export function useSuggesting(area, key, text, picked, inThread) {
  const [caret, setCaret] = useState(-1);
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const typed = caret < 0 ? null : beingTyped(text, caret);
  const groups = typed && !(inThread && typed.sign === '/') ? suggestions(typed) : [];
  const open = groups.length > 0;
  const close = () => setCaret(-1);
  /** @param {Item} item */
  const pick = (item) => {
    if (!typed) return;
    const shown = String(item.raw);
    if (typed.sign !== '/') picked.set(shown, item.key);
    const after = text.slice(caret).replace(/^ /, '');
    close();
    write(area.current, key, `${text.slice(0, typed.from)}${shown} ${after}`, typed.from + shown.length + 1);
  };
  const list = useListbox(groups, pick);
  useAnchored(box, area, open, close, { above: true });
  // A command that is written out in full is sent, not completed.
  const isWhole = typed?.sign === '/' && text.trim() === String(list.items[list.active]?.raw);
  const popup =
    open &&
    html`<div ref=${box} class="popover suggestions" popover="manual">
      <${Listbox} list=${list} groups=${groups} onPick=${pick} label="Suggestions" /></div>`;
  return {
    open,
    list,
    popup,
    close,
    look: () => setCaret(area.current?.selectionStart ?? -1),
    onKey: open ? keysOf({ list, pick, close, isWhole }) : () => false,
  };
}

/**
 * @param {{list: ReturnType<typeof useListbox>, pick: (item: Item) => void, close: () => void, isWhole: boolean}} suggesting
 * @returns {(event: KeyboardEvent) => boolean} whether the key was for the suggestions
 */
function keysOf({ list, pick, close, isWhole }) {
  return (event) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      return true;
    }
    if (event.key === 'Enter' && isWhole) return false;
    const item = list.items[list.active];
    if (event.key !== 'Tab' || !item || event.shiftKey) return list.onKey(event);
    event.preventDefault();
    pick(item);
    return true;
  };
}

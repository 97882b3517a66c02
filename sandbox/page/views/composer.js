import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { spokenName } from '../state/names.js';
import { viewer } from '../state/store.js';
import { beingTyped } from '../text/compose.js';
import { useAnchored } from '../ui/anchored.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Listbox, useListbox } from '../ui/listbox.js';
import { drafts, keepDraft, write } from './drafts.js';
import { send } from './send.js';
import { ShortcutsMenu } from './shortcuts-menu.js';
import { suggestions, usageOf } from './suggestions.js';

/** @typedef {import('../types').Item} Item */

/** Where one writes. @param {{conversation: import('../types').Conversation, threadTs?: string}} props */
export function Composer({ conversation, threadTs }) {
  const key = threadTs ?? conversation.id;
  const text = drafts.value[key] ?? '';
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const picked = useRef(/** @type {Map<string, string>} */ (new Map()));
  const suggesting = useSuggesting(area, key, text, picked.current, Boolean(threadTs));
  useGrowing(area, text);
  useEffect(() => {
    const elsewhere = document.activeElement?.closest('.sidebar, dialog, [role=tablist]');
    if (!elsewhere || threadTs) area.current?.focus();
  }, []);
  const submit = () => {
    if (!text.trim()) return;
    keepDraft(key, '');
    send(conversation.id, text, picked.current, threadTs);
    picked.current.clear();
  };
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (suggesting.onKey(event) || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  const label = threadTs ? 'Reply in thread' : `Message ${spokenName(conversation)}`;
  const usage = threadTs ? undefined : usageOf(text);
  if (viewer.value?.deleted)
    return html`<p class="join-bar">${viewer.value.name} has left the company and cannot write any more.</p>`;
  return html`<form class="composer" aria-label=${label} onSubmit=${(/** @type {Event} */ event) => {
    event.preventDefault();
    submit();
  }}>
    <div class="composer-box">
      <textarea ref=${area} rows="1" data-composer=${threadTs ? 'thread' : 'main'} aria-label=${label} placeholder=${threadTs ? 'Reply…' : label}
        value=${text} aria-autocomplete="list" aria-controls=${suggesting.open ? suggesting.list.id : undefined}
        aria-activedescendant=${suggesting.open ? suggesting.list.activeId : undefined}
        onInput=${suggesting.onInput} onClick=${suggesting.look} onKeyUp=${suggesting.onKeyUp} onKeyDown=${onKeyDown} onBlur=${suggesting.close}></textarea>
      <div class="composer-tools">
        ${!threadTs && html`<${ShortcutsMenu} conversation=${conversation} />`}
        <span class="composer-hint">${usage ?? html`<kbd>Enter</kbd> sends, <kbd>Shift Enter</kbd> makes a new line`}</span>
        <button type="submit" class="send" aria-label="Send" title="Send" disabled=${!text.trim()}><${Icon} name="send" /></button>
      </div>
    </div>
    ${suggesting.popup}
  </form>`;
}

/** @param {{current: HTMLTextAreaElement | null}} area @param {string} text */
function useGrowing(area, text) {
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight, 220)}px`;
  }, [text]);
}

/**
 * Commands, people and channels offered while one types.
 * @param {{current: HTMLTextAreaElement | null}} area @param {string} key @param {string} text
 * @param {Map<string, string>} picked @param {boolean} inThread
 */
function useSuggesting(area, key, text, picked, inThread) {
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
  const look = () => setCaret(area.current?.selectionStart ?? -1);
  return {
    open,
    list,
    look,
    close,
    /** @param {Event} event */
    onInput(event) {
      keepDraft(key, /** @type {HTMLTextAreaElement} */ (event.target).value);
      look();
    },
    /** @param {KeyboardEvent} event */
    onKeyUp: (event) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && look(),
    /** @param {KeyboardEvent} event */
    onKey(event) {
      if (!open) return false;
      if (event.key === 'Escape') {
        event.preventDefault();
        close();
        return true;
      }
      const item = list.items[list.active];
      // A command that is written out in full is sent, not completed.
      if (event.key === 'Enter' && typed?.sign === '/' && item && text.trim() === String(item.raw)) return false;
      if (event.key === 'Tab' && item && !event.shiftKey) {
        event.preventDefault();
        pick(item);
        return true;
      }
      return list.onKey(event);
    },
    popup:
      open &&
      html`<div ref=${box} class="popover suggestions" popover="manual"><${Listbox} list=${list} groups=${groups} onPick=${pick} label="Suggestions" /></div>`,
  };
}

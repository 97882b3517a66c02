import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { spokenName } from '../state/names.js';
import { viewer } from '../state/store.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { draftOf, keepDraft } from './drafts.js';
import { send } from './send.js';
import { ShortcutsMenu } from './shortcuts-menu.js';
import { useSuggesting } from './suggesting.js';
import { usageOf } from './suggestions.js';

/** @typedef {{conversation: import('../types').Conversation, threadTs?: string}} ComposerProps */

/** Where one writes. @param {ComposerProps} props */
export function Composer({ conversation, threadTs }) {
  const key = threadTs ?? conversation.id;
  const text = draftOf(key);
  const picked = useRef(/** @type {Map<string, string>} */ (new Map()));
  if (viewer.value?.deleted)
    return html`<p class="join-bar">${viewer.value.name} has left the company and cannot write any more.</p>`;
  const submit = () => {
    if (!text.trim()) return;
    keepDraft(key, '');
    send(conversation.id, text, picked.current, threadTs);
    picked.current.clear();
  };
  const label = threadTs ? 'Reply in thread' : `Message ${spokenName(conversation)}`;
  const usage = threadTs ? undefined : usageOf(text);
  /** @param {Event} event */
  const onSubmit = (event) => {
    event.preventDefault();
    submit();
  };
  return html`<form class="composer" aria-label=${label} onSubmit=${onSubmit}>
    <div class="composer-box">
      <${Field} id=${key} text=${text} label=${label} inThread=${Boolean(threadTs)} picked=${picked.current} submit=${submit} />
      <div class="composer-tools">
        ${!threadTs && html`<${ShortcutsMenu} conversation=${conversation} />`}
        <span class="composer-hint">${usage ?? html`<kbd>Enter</kbd> sends, <kbd>Shift Enter</kbd> makes a new line`}</span>
        <button type="submit" class="send" aria-label="Send" title="Send" disabled=${!text.trim()}><${Icon} name="send" /></button>
      </div>
    </div>
  </form>`;
}

/**
 * The text field, with its suggestions.
 * @param {{id: string, text: string, label: string, inThread: boolean, picked: Map<string, string>, submit: () => void}} props
 */
function Field({ id, text, label, inThread, picked, submit }) {
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const { open, list, popup, close, look, onKey } = useSuggesting(area, id, text, picked, inThread);
  useGrowing(area, text);
  useEffect(() => {
    const elsewhere = document.activeElement?.closest('.sidebar, dialog, [role=tablist]');
    if (!elsewhere || inThread) area.current?.focus();
  }, []);
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (onKey(event) || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  };
  /** @param {InputEvent} event */
  const onInput = (event) => {
    keepDraft(id, /** @type {HTMLTextAreaElement} */ (event.target).value);
    look();
  };
  /** @param {KeyboardEvent} event */
  const onKeyUp = (event) => (event.key === 'ArrowLeft' || event.key === 'ArrowRight') && look();
  return html`<textarea ref=${area} rows="1" data-composer=${inThread ? 'thread' : 'main'} aria-label=${label} value=${text}
      placeholder=${inThread ? 'Reply…' : label} aria-autocomplete="list" aria-controls=${open ? list.id : undefined}
      aria-activedescendant=${open ? list.activeId : undefined} onInput=${onInput} onClick=${look} onKeyUp=${onKeyUp}
      onKeyDown=${onKeyDown} onBlur=${close}></textarea>${popup}`;
}

/** @param {{current: HTMLTextAreaElement | null}} area @param {string} text */
function useGrowing(area, text) {
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${Math.min(area.current.scrollHeight, 220)}px`;
  }, [text]);
}

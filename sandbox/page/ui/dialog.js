import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { html } from './html.js';
import { Icon } from './icons.js';

/**
 * A dialog over the page, on the browser's own element: it traps the focus and makes the rest inert. Esc closes it, and
 * the focus goes back to where it was, or to the composer when that place is gone.
 * @param {{title: string, size?: string, onClose: () => void, onBackdrop?: () => void, lead?: unknown, footer?: unknown,
 *   busy?: boolean, children?: unknown}} props
 */
export function Dialog({ title, size = 'medium', onClose, onBackdrop, lead, footer, busy, children }) {
  const ref = useRef(/** @type {HTMLDialogElement | null} */ (null));
  const titleId = useId();
  useModal(ref);
  return html`<dialog ref=${ref} class=${`dialog ${size}`} aria-labelledby=${titleId} aria-busy=${busy ? 'true' : 'false'}
    onCancel=${(/** @type {Event} */ event) => {
      if (event.target !== ref.current) return;
      event.preventDefault();
      onClose();
    }}
    onMouseDown=${(/** @type {MouseEvent} */ event) => event.target === ref.current && onBackdrop?.()}>
    <header class="dialog-head">
      ${lead}
      <h2 id=${titleId}>${title}</h2>
      <button type="button" class="icon-button" aria-label="Close" onClick=${onClose}><${Icon} name="close" /></button>
    </header>
    ${children}
    ${footer}
  </dialog>`;
}

/** @param {{current: HTMLDialogElement | null}} ref */
function useModal(ref) {
  useLayoutEffect(() => {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    const dialog = ref.current;
    if (!dialog) return undefined;
    dialog.showModal();
    const wanted =
      dialog.querySelector('[data-autofocus]') ?? dialog.querySelector('input, textarea, select, .choices button');
    if (wanted instanceof HTMLElement) wanted.focus();
    return () => {
      dialog.close();
      queueMicrotask(() => giveBackFocus(before));
    };
  }, []);
}

/** @param {HTMLElement | null} before */
export function giveBackFocus(before) {
  if (document.querySelector('dialog[open]') && !before?.closest('dialog[open]')) return;
  const usable = before?.isConnected && before !== document.body;
  const place = usable ? before : document.querySelector('[data-composer="main"]');
  if (place instanceof HTMLElement) place.focus();
}

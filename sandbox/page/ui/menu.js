import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useAnchored } from './anchored.js';
import { html } from './html.js';

/**
 * @typedef {{label: string, detail?: string, run: () => void, separate?: boolean}} MenuItem
 */

/**
 * A button that opens a menu, worked with the arrow keys.
 * @param {{label: string, items: MenuItem[], empty?: string, className?: string, face: unknown, above?: boolean,
 *   alignEnd?: boolean, disabled?: boolean, onToggle?: (open: boolean) => void, tabindex?: number}} props
 */
export function Menu({ label, items, empty, className, face, above, alignEnd, disabled, onToggle, tabindex }) {
  const [open, setOpen] = useState(false);
  const button = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const id = useId();
  /** @param {boolean} next */
  const turn = (next) => {
    setOpen(next);
    onToggle?.(next);
  };
  useAnchored(box, button, open, () => turn(false), { ...(above ? { above } : {}), ...(alignEnd ? { alignEnd } : {}) });
  useLayoutEffect(() => {
    if (open) /** @type {HTMLElement | null} */ (box.current?.querySelector('[role=menuitem]'))?.focus();
  }, [open]);
  /** @param {KeyboardEvent} event */
  const onKeyDown = (event) => {
    if (event.key === 'Tab') turn(false);
    if (event.key !== 'Escape') return moveFocus(event, box.current);
    event.preventDefault();
    event.stopPropagation();
    turn(false);
    button.current?.focus();
  };
  /** @param {MenuItem} item */
  const pick = (item) => {
    turn(false);
    button.current?.focus();
    item.run();
  };
  return html`<button ref=${button} type="button" class=${className ?? 'icon-button'} aria-label=${label} aria-haspopup="menu"
      aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? id : undefined} disabled=${disabled} tabindex=${tabindex}
      title=${label} onClick=${() => turn(!open)}
      onKeyDown=${(/** @type {KeyboardEvent} */ event) => {
        if (event.key !== 'ArrowDown' || open) return;
        event.preventDefault();
        turn(true);
      }}>${face}</button>
    ${
      open &&
      html`<div ref=${box} id=${id} class="popover menu" popover="manual" role="menu" aria-label=${label} onKeyDown=${onKeyDown}>
      ${items.map(
        (
          item,
          at,
        ) => html`<button key=${at} type="button" role="menuitem" tabindex="-1" class=${item.separate ? 'separate' : ''}
          onClick=${() => pick(item)}>
          <span>${item.label}</span>${item.detail && html`<small>${item.detail}</small>`}</button>`,
      )}
      ${items.length === 0 && html`<p class="empty" role="menuitem" aria-disabled="true" tabindex="-1">${empty ?? 'Nothing here.'}</p>`}
    </div>`
    }`;
}

/** @param {KeyboardEvent} event @param {HTMLElement | null} box */
function moveFocus(event, box) {
  const all = /** @type {HTMLElement[]} */ ([...(box?.querySelectorAll('[role=menuitem]') ?? [])]);
  const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  const next = step(event.key, at, all.length);
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  all[next]?.focus();
}

/** Where an arrow key leads in a list that goes round.
 * @param {string} key @param {number} at @param {number} length @returns {number | undefined} */
export function step(key, at, length) {
  if (length === 0) return undefined;
  if (key === 'ArrowDown') return (at + 1) % length;
  if (key === 'ArrowUp') return (at - 1 + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : undefined;
}

import { useLayoutEffect } from 'preact/hooks';

/**
 * Shows a popover beside what it belongs to: below, or above where there is more room; it stays there on scroll.
 * It lies in the browser's top layer, so that no dialog or scrolling pane cuts it off.
 * @param {{current: HTMLElement | null}} popover @param {{current: HTMLElement | null}} anchor
 * @param {boolean} open @param {() => void} onAway a press elsewhere
 * @param {{above?: boolean, alignEnd?: boolean, wide?: boolean}} [how]
 */
export function useAnchored(popover, anchor, open, onAway, how = {}) {
  useLayoutEffect(() => {
    const box = popover.current;
    if (!open || !box) return undefined;
    box.showPopover();
    const place = () => anchor.current && putBeside(box, anchor.current, how);
    place();
    /** @param {Event} event */
    const away = (event) => {
      const target = /** @type {Node} */ (event.target);
      if (!box.contains(target) && !anchor.current?.contains(target)) onAway();
    };
    const watcher = new ResizeObserver(place);
    watcher.observe(box);
    addEventListener('scroll', place, true);
    addEventListener('resize', place);
    addEventListener('pointerdown', away, true);
    return () => {
      watcher.disconnect();
      removeEventListener('scroll', place, true);
      removeEventListener('resize', place);
      removeEventListener('pointerdown', away, true);
      if (box.isConnected && box.matches(':popover-open')) box.hidePopover();
    };
  }, [open]);
}

/** @param {HTMLElement} box @param {HTMLElement} anchor @param {{above?: boolean, alignEnd?: boolean, wide?: boolean}} how */
function putBeside(box, anchor, how) {
  const rect = anchor.getBoundingClientRect();
  if (how.wide) box.style.minWidth = `${rect.width}px`;
  const below = innerHeight - rect.bottom - 12;
  const above = rect.top - 12;
  const needed = Math.min(box.scrollHeight, 320);
  const goUp = how.above ? above > needed || above > below : below < needed && above > below;
  box.style.maxHeight = `${Math.min(320, Math.max(120, goUp ? above : below))}px`;
  const height = Math.min(box.scrollHeight, 320, goUp ? above : below);
  box.style.top = `${goUp ? rect.top - height - 6 : rect.bottom + 6}px`;
  const left = how.alignEnd ? rect.right - box.offsetWidth : rect.left;
  box.style.left = `${Math.max(8, Math.min(left, innerWidth - box.offsetWidth - 8))}px`;
}

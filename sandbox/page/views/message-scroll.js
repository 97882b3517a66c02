import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { viewerId } from '../state/store.js';
import { step } from '../ui/menu.js';

/** Keeps the end in sight unless the reader has scrolled up. @param {{current: HTMLElement | null}} box
 * @param {import('../types').Message[]} shown @param {number} notes @returns {[boolean, (below: boolean) => void]} */
export function useSticking(box, shown, notes) {
  const sticking = useRef(true);
  const [below, setBelow] = useState(false);
  const last = shown.at(-1)?.ts;
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return undefined;
    let size = '';
    const sizeNow = () => `${list.scrollHeight} ${list.clientHeight}`;
    const stick = () => {
      if (sticking.current) list.scrollTop = list.scrollHeight;
      size = sizeNow();
    };
    const onScroll = () => {
      // A list that has just grown or shrunk was not scrolled by its reader.
      if (size !== sizeNow()) return stick();
      sticking.current = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
      if (sticking.current) setBelow(false);
    };
    const watcher = new ResizeObserver(stick);
    watcher.observe(list);
    if (list.firstElementChild) watcher.observe(list.firstElementChild);
    stick();
    list.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      watcher.disconnect();
      list.removeEventListener('scroll', onScroll);
    };
  }, []);
  useLayoutEffect(() => {
    if (shown.at(-1)?.user === viewerId.value) sticking.current = true;
    if (sticking.current && box.current) box.current.scrollTop = box.current.scrollHeight;
    else if (last) setBelow(true);
  }, [last, notes]);
  return [below, setBelow];
}

/** Up and down go from message to message. @param {KeyboardEvent} event */
export function walkMessages(event) {
  const list = /** @type {HTMLElement} */ (event.currentTarget);
  const target = /** @type {HTMLElement} */ (event.target);
  if (target !== list && !target.matches('.message')) return;
  const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('.message')]);
  const at = all.indexOf(target);
  if (at === -1 && event.key !== 'ArrowUp') return;
  const next = at === -1 ? all.length - 1 : step(event.key, at, all.length);
  if (next === undefined) return;
  event.preventDefault();
  all[next]?.focus();
}

import { useEffect, useId, useLayoutEffect, useState } from 'preact/hooks';
import { Avatar } from './avatar.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { step } from './menu.js';

/** @typedef {import('../types').Item} Item */
/** @typedef {import('../types').ItemGroup} ItemGroup */

/**
 * Keyboard and roles of a list of choices that a text field commands: the focus stays in the field.
 * @param {ItemGroup[]} groups @param {(item: Item) => void} onPick @param {{first?: boolean}} [how] first: one is chosen from the start
 */
export function useListbox(groups, onPick, how = {}) {
  const id = useId();
  const start = how.first === false ? -1 : 0;
  const [active, setActive] = useState(start);
  const items = groups.flatMap((group) => group.items);
  const signature = items.map((item) => item.key).join(' ');
  useEffect(() => setActive(start), [signature]);
  useLayoutEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  /** @param {KeyboardEvent} event @returns {boolean} whether the key was the list's */
  const onKey = (event) => {
    const item = items[active];
    if (event.key === 'Enter' && item && !event.isComposing) {
      event.preventDefault();
      onPick(item);
      return true;
    }
    const next = event.key === 'Home' || event.key === 'End' ? undefined : step(event.key, active, items.length);
    if (next === undefined) return false;
    event.preventDefault();
    setActive(next);
    return true;
  };
  const activeId = items[active] ? `${id}-${active}` : undefined;
  return { id, items, active, activeId, setActive, onKey };
}

/**
 * @param {{list: ReturnType<typeof useListbox>, groups: ItemGroup[], label: string, onPick: (item: Item) => void,
 *   selected?: Set<string>, multiple?: boolean, empty?: string}} props
 */
export function Listbox({ list, groups, label, onPick, selected, multiple, empty }) {
  let at = -1;
  return html`<div id=${list.id} role="listbox" class="listbox" aria-label=${label} aria-multiselectable=${multiple ? 'true' : undefined}>
    ${groups.map((group, number) => {
      const options = group.items.map((item) => {
        at += 1;
        return html`<${Choice} key=${item.key} item=${item} id=${`${list.id}-${at}`} active=${at === list.active}
          selected=${selected?.has(item.key) ?? false} onPick=${onPick} />`;
      });
      if (!group.label) return options;
      return html`<div key=${group.label} role="group" aria-labelledby=${`${list.id}-g${number}`}>
        <div class="group-label" id=${`${list.id}-g${number}`}>${group.label}</div>${options}</div>`;
    })}
    ${list.items.length === 0 && html`<div role="option" aria-disabled="true" aria-selected="false" class="empty">${empty ?? 'Nothing found.'}</div>`}
  </div>`;
}

/** @param {{item: Item, id: string, active: boolean, selected: boolean, onPick: (item: Item) => void}} props */
function Choice({ item, id, active, selected, onPick }) {
  return html`<div id=${id} role="option" class=${`option ${active ? 'active' : ''}`} aria-selected=${selected ? 'true' : 'false'}
    onMouseDown=${(/** @type {MouseEvent} */ event) => event.preventDefault()} onClick=${() => onPick(item)}>
    ${item.person && html`<${Avatar} id=${item.person.id} size=${26} />`}
    ${item.icon && html`<span class="option-icon"><${Icon} name=${item.icon} /></span>`}
    <span class="option-label">${item.label}</span>
    ${item.detail && html`<span class="option-detail">${item.detail}</span>`}
    ${item.hint && html`<span class="tag">${item.hint}</span>`}
  </div>`;
}

/** Keeps what holds every word of the query, the ones that begin with it first.
 * @param {Item[]} items @param {string} query @returns {Item[]} */
export function matching(items, query) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  const found = items.filter((item) => {
    const text = fold(`${item.label} ${item.detail ?? ''}`);
    return words.every((word) => text.includes(word));
  });
  const starts = (/** @type {Item} */ item) => Number(!fold(item.label).startsWith(words[0] ?? ''));
  return found.sort((a, b) => starts(a) - starts(b));
}

/** @param {string} text so that "Jose" finds "José" */
function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

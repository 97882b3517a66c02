import { useState } from 'preact/hooks';
import { Dialog } from './dialog.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { Listbox, matching, useListbox } from './listbox.js';

/** @typedef {import('../types').ItemGroup} ItemGroup */
/** @typedef {import('../types').Item} Item */

/**
 * A dialog with a search field over a list: type, arrow keys, Enter.
 * @param {{title: string, label: string, groups: ItemGroup[], onPick: (item: Item) => void, onClose: () => void, empty?: string,
 *   selected?: Item[], onRemove?: (item: Item) => void, done?: {label: string, run: () => void}, footer?: unknown}} props
 */
export function Chooser({ title, label, groups, onPick, onClose, empty, selected, onRemove, done, footer }) {
  const [query, setQuery] = useState('');
  const shown = groups
    .map((group) => ({ ...group, items: matching(group.items, query) }))
    .filter((group) => group.items.length > 0);
  /** @param {Item} item */
  const pick = (item) => {
    setQuery('');
    onPick(item);
  };
  const list = useListbox(shown, pick);
  const foot =
    footer ||
    (done &&
      html`<footer class="dialog-foot">
      <button type="button" class="button primary" disabled=${!selected?.length} onClick=${done.run}>${done.label}</button>
    </footer>`);
  return html`<${Dialog} title=${title} size="narrow" onClose=${onClose} onBackdrop=${onClose} footer=${foot}>
    <div class="chooser-search">
      <${Icon} name="search" />
      ${selected?.map(
        (
          item,
        ) => html`<button key=${item.key} type="button" class="chip" aria-label=${`Remove ${item.label}`} onClick=${() => onRemove?.(item)}>
          ${item.label}<${Icon} name="close" /></button>`,
      )}
      <input data-autofocus type="text" role="combobox" aria-label=${label} placeholder=${label} value=${query} autocomplete="off"
        aria-expanded="true" aria-autocomplete="list" aria-controls=${list.id} aria-activedescendant=${list.activeId}
        onInput=${(/** @type {InputEvent} */ event) => setQuery(/** @type {HTMLInputElement} */ (event.target).value)}
        onKeyDown=${list.onKey} />
    </div>
    <div class="choices"><${Listbox} list=${list} groups=${shown} label=${title} onPick=${pick} empty=${empty}
      multiple=${Boolean(selected)} selected=${new Set(selected?.map((item) => item.key))} /></div>
  <//>`;
}

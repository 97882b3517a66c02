import { useEffect, useRef, useState } from 'preact/hooks';
import { useAnchored } from './anchored.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { Listbox, useListbox } from './listbox.js';

/** @typedef {import('../types').Item} Item */
/** @typedef {import('../types').ItemGroup} ItemGroup */

/**
 * A select with typeahead: one choice or several.
 * @param {{id: string, label?: string, placeholder?: string, chosen: Item[], multiple?: boolean, compact?: boolean,
 *   load: (query: string) => ItemGroup[] | Promise<ItemGroup[]>, hint?: (query: string) => string | undefined,
 *   onChange: (chosen: Item[]) => void, describedBy?: string, invalid?: boolean, disabled?: boolean, max?: number,
 *   clearable?: boolean, autofocus?: boolean}} props
 */
export function Combobox(props) {
  const { id, chosen, multiple, onChange, max = Number.POSITIVE_INFINITY } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const field = useRef(/** @type {HTMLDivElement | null} */ (null));
  const input = useRef(/** @type {HTMLInputElement | null} */ (null));
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { groups, waiting } = useChoices(open, query, props.load);
  const close = () => {
    setOpen(false);
    setQuery('');
  };
  useAnchored(box, field, open, close, { wide: true });
  /** @param {Item} item */
  const pick = (item) => {
    if (!multiple) close();
    else setQuery('');
    const held = chosen.some((one) => one.key === item.key);
    if (!multiple) onChange([item]);
    else if (held) onChange(chosen.filter((one) => one.key !== item.key));
    else if (chosen.length < max) onChange([...chosen, item]);
    input.current?.focus();
  };
  const list = useListbox(groups, pick);
  const onKeyDown = comboKeys({ open, setOpen, close, query, list, chosen, multiple: Boolean(multiple), onChange });
  const single = multiple ? undefined : chosen[0];
  const removable = multiple ? chosen : [];
  return html`<div ref=${field} class=${`combobox ${props.compact ? 'compact' : ''} ${props.invalid ? 'invalid' : ''}`}
    onMouseDown=${() => setOpen(!props.disabled)}>
    ${removable.map(
      (
        item,
      ) => html`<span key=${item.key} class="chip">${item.label}<button type="button" aria-label=${`Remove ${item.label}`}
        onMouseDown=${(/** @type {Event} */ event) => event.stopPropagation()}
        onClick=${() => onChange(chosen.filter((one) => one.key !== item.key))}><${Icon} name="close" /></button></span>`,
    )}
    <input ref=${input} id=${id} type="text" role="combobox" autocomplete="off" disabled=${props.disabled}
      class=${single && !query ? 'filled' : ''} data-autofocus=${props.autofocus ? '' : undefined}
      aria-label=${props.label} aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? list.id : undefined} aria-autocomplete="list"
      aria-activedescendant=${open ? list.activeId : undefined} aria-describedby=${props.describedBy}
      aria-invalid=${props.invalid ? 'true' : undefined}
      placeholder=${removable.length > 0 ? '' : (single?.label ?? props.placeholder ?? 'Choose')}
      value=${query || (open ? '' : (single?.label ?? ''))}
      onInput=${(/** @type {InputEvent} */ event) => {
        setQuery(/** @type {HTMLInputElement} */ (event.target).value);
        setOpen(true);
      }}
      onKeyDown=${onKeyDown} onBlur=${close} />
    ${
      single && props.clearable
        ? html`<button type="button" class="combo-clear" aria-label=${`Clear ${single.label}`} onMouseDown=${(/** @type {Event} */ event) => event.stopPropagation()}
        onClick=${() => onChange([])}><${Icon} name="close" /></button>`
        : html`<${Icon} name="down" />`
    }
    ${
      open &&
      html`<div ref=${box} class="popover" popover="manual"><${Listbox} list=${list} groups=${groups} onPick=${pick}
      label=${props.label ?? 'Choices'} multiple=${multiple} selected=${new Set(chosen.map((item) => item.key))}
      empty=${waiting ? 'Looking…' : (props.hint?.(query) ?? 'Nothing found.')} /></div>`
    }
  </div>`;
}

/** @param {boolean} open @param {string} query @param {(query: string) => ItemGroup[] | Promise<ItemGroup[]>} load */
function useChoices(open, query, load) {
  const [state, setState] = useState({ groups: /** @type {ItemGroup[]} */ ([]), waiting: false });
  useEffect(() => {
    if (!open) return undefined;
    const found = load(query);
    if (Array.isArray(found)) {
      setState({ groups: found, waiting: false });
      return undefined;
    }
    let wanted = true;
    setState((before) => ({ ...before, waiting: true }));
    found.then(
      (groups) => wanted && setState({ groups, waiting: false }),
      () => wanted && setState({ groups: [], waiting: false }),
    );
    return () => {
      wanted = false;
    };
  }, [open, query]);
  return state;
}

/**
 * @param {{open: boolean, setOpen: (open: boolean) => void, close: () => void, query: string, chosen: Item[], multiple: boolean,
 *   list: ReturnType<typeof useListbox>, onChange: (chosen: Item[]) => void}} combo
 */
function comboKeys({ open, setOpen, close, query, list, chosen, multiple, onChange }) {
  /** @param {KeyboardEvent} event */
  return (event) => {
    if (event.key === 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (!open && (event.key === 'ArrowDown' || event.key === 'Enter')) {
      event.preventDefault();
      setOpen(true);
    } else if (event.key === 'Backspace' && !query && multiple && chosen.length > 0) onChange(chosen.slice(0, -1));
    else if (open) list.onKey(event);
  };
}

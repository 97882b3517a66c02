import { useEffect, useRef, useState } from 'preact/hooks';
import { useAnchored } from './anchored.js';
import { html } from './html.js';
import { Icon } from './icons.js';
import { Listbox, useListbox } from './listbox.js';

/** @typedef {import('../types').Item} Item */
/** @typedef {import('../types').ItemGroup} ItemGroup */

/**
 * @typedef {{id: string, label?: string, placeholder?: string, chosen: Item[], multiple?: boolean, compact?: boolean,
 *   load: (query: string) => ItemGroup[] | Promise<ItemGroup[]>, hint?: (query: string) => string | undefined,
 *   onChange: (chosen: Item[]) => void, describedBy?: string, invalid?: boolean, disabled?: boolean, max?: number,
 *   clearable?: boolean, autofocus?: boolean}} ComboboxProps
 */

/** A select with typeahead: one choice or several. @param {ComboboxProps} props */
export function Combobox(props) {
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const field = useRef(/** @type {HTMLDivElement | null} */ (null));
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const { groups, waiting } = useChoices(open, query, props.load);
  const close = () => {
    setOpen(false);
    setQuery('');
  };
  useAnchored(box, field, open, close, { wide: true });
  /** @param {Item} item */
  const pick = (item) => {
    if (props.multiple) setQuery('');
    else close();
    props.onChange(withPicked(props, item));
    field.current?.querySelector('input')?.focus();
  };
  const list = useListbox(groups, pick);
  /** @param {string} typed */
  const type = (typed) => {
    setQuery(typed);
    setOpen(true);
  };
  const empty = waiting ? 'Looking…' : (props.hint?.(query) ?? 'Nothing found.');
  return html`<div ref=${field} class=${`combobox ${props.compact ? 'compact' : ''} ${props.invalid ? 'invalid' : ''}`}
    onMouseDown=${() => setOpen(!props.disabled)}>
    ${props.multiple && html`<${Chips} chosen=${props.chosen} onChange=${props.onChange} />`}
    <${Field} ...${props} open=${open} query=${query} list=${list} type=${type} close=${close}
      onKeyDown=${comboKeys({ ...props, open, setOpen, close, query, list })} />
    <${Tail} ...${props} />
    ${
      open &&
      html`<div ref=${box} class="popover" popover="manual"><${Listbox} list=${list} groups=${groups} onPick=${pick} empty=${empty}
        label=${props.label ?? 'Choices'} multiple=${props.multiple} selected=${new Set(props.chosen.map((item) => item.key))} /></div>`
    }
  </div>`;
}

/** What is chosen after a pick: among several, picking one again takes it out.
 * @param {ComboboxProps} props @param {Item} item @returns {Item[]} */
function withPicked({ chosen, multiple, max = Number.POSITIVE_INFINITY }, item) {
  if (!multiple) return [item];
  if (chosen.some((one) => one.key === item.key)) return chosen.filter((one) => one.key !== item.key);
  return chosen.length < max ? [...chosen, item] : chosen;
}

/** @param {Event} event so that the press does not open the list */
const stay = (event) => event.stopPropagation();

/** @param {Pick<ComboboxProps, 'chosen' | 'onChange'>} props */
function Chips({ chosen, onChange }) {
  return chosen.map((item) => {
    const rest = chosen.filter((one) => one.key !== item.key);
    return html`<span key=${item.key} class="chip">${item.label}<button type="button" aria-label=${`Remove ${item.label}`}
      onMouseDown=${stay} onClick=${() => onChange(rest)}><${Icon} name="close" /></button></span>`;
  });
}

/**
 * The text field itself; closed, it shows the one that is chosen.
 * @param {ComboboxProps & {open: boolean, query: string, list: ReturnType<typeof useListbox>, type: (typed: string) => void,
 *   close: () => void, onKeyDown: (event: KeyboardEvent) => void}} props
 */
function Field({ open, query, list, type, close, onKeyDown, chosen, multiple, ...props }) {
  const single = multiple ? undefined : chosen[0];
  const placeholder = multiple && chosen.length > 0 ? '' : (single?.label ?? props.placeholder ?? 'Choose');
  return html`<input id=${props.id} type="text" role="combobox" autocomplete="off" disabled=${props.disabled}
    class=${single && !query ? 'filled' : ''} data-autofocus=${props.autofocus ? '' : undefined} aria-autocomplete="list"
    aria-label=${props.label} aria-expanded=${open ? 'true' : 'false'} aria-controls=${open ? list.id : undefined}
    aria-activedescendant=${open ? list.activeId : undefined} aria-describedby=${props.describedBy}
    aria-invalid=${props.invalid ? 'true' : undefined} placeholder=${placeholder} value=${query || (open ? '' : (single?.label ?? ''))}
    onInput=${(/** @type {InputEvent} */ event) => type(/** @type {HTMLInputElement} */ (event.target).value)}
    onKeyDown=${onKeyDown} onBlur=${close} />`;
}

/** A cross where a choice can be taken back, else an arrow. @param {ComboboxProps} props */
function Tail({ chosen, multiple, clearable, onChange }) {
  const single = multiple ? undefined : chosen[0];
  if (!single || !clearable) return html`<${Icon} name="down" />`;
  return html`<button type="button" class="combo-clear" aria-label=${`Clear ${single.label}`} onMouseDown=${stay}
    onClick=${() => onChange([])}><${Icon} name="close" /></button>`;
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
 * @param {{open: boolean, setOpen: (open: boolean) => void, close: () => void, query: string, chosen: Item[], multiple?: boolean,
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

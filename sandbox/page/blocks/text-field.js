import { useEffect, useRef } from 'preact/hooks';
import { plain } from '../text/text.js';
import { html } from '../ui/html.js';
import { useField } from './surface.js';

/** @type {Record<string, string>} */
const INPUT_TYPES = { email_text_input: 'email', url_text_input: 'url' };

/** A line or several lines of text, an address or a number. @param {import('../types').ElementProps} props */
export function TextField({ block, element, fieldId, describedBy }) {
  const { state, change, invalid } = useField(block, element);
  const area = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const value = String(state.value ?? '');
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  useEffect(() => {
    if (area.current) area.current.style.height = `${Math.min(area.current.scrollHeight + 2, 280)}px`;
  }, [value]);
  const common = {
    id: fieldId,
    value,
    placeholder: plain(element.placeholder),
    maxlength: element.max_length,
    'aria-describedby': describedBy,
    'aria-invalid': invalid ? 'true' : undefined,
    'aria-required': block.optional ? undefined : 'true',
    'data-autofocus': element.focus_on_load ? '' : undefined,
    onInput: (/** @type {Event} */ event) => {
      const typed = /** @type {HTMLInputElement} */ (event.target).value;
      change({ value: typed || null }, { quiet: !triggers.includes('on_character_entered') });
    },
    onKeyDown: (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Enter' || element.multiline || event.isComposing || !block.dispatch_action) return;
      event.preventDefault();
      if (triggers.includes('on_enter_pressed')) change({ value: value || null });
    },
  };
  if (element.multiline)
    return html`<textarea ref=${area} class="input" rows="3" ...${common}></textarea><${Counter} value=${value} max=${element.max_length} />`;
  const mode = element.type === 'number_input' ? (element.is_decimal_allowed ? 'decimal' : 'numeric') : undefined;
  return html`<input class="input" type=${INPUT_TYPES[element.type] ?? 'text'} inputmode=${mode} autocomplete="off" ...${common} />
    <${Counter} value=${value} max=${element.max_length} />`;
}

/** How much room is left, once it gets narrow. @param {{value: string, max?: number}} props */
function Counter({ value, max }) {
  if (!max || value.length < max * 0.8) return null;
  return html`<p class="counter" aria-live="polite">${max - value.length} characters left</p>`;
}

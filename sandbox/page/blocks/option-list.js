import { useId } from 'preact/hooks';
import { BlockText } from '../text/text.js';
import { html } from '../ui/html.js';
import { useField } from './surface.js';

/** @typedef {import('../types').Option} Option */

/** Checkboxes or radio buttons. @param {import('../types').ElementProps} props */
export function OptionList({ block, element }) {
  const name = useId();
  const { state, change } = useField(block, element);
  const many = element.type === 'checkboxes';
  const held = /** @type {Option[]} */ (
    many ? (state.selected_options ?? []) : [state.selected_option].filter(Boolean)
  );
  /** @param {Option} option @param {boolean} on */
  const pick = (option, on) => {
    if (!many) return change({ selected_option: option });
    const values = new Set(held.map((one) => one.value));
    if (on) values.add(option.value);
    else values.delete(option.value);
    return change({ selected_options: (element.options ?? []).filter((one) => values.has(one.value)) });
  };
  return html`<div class="option-list" role=${block.type === 'input' ? undefined : 'group'}>
    ${(element.options ?? []).map((option) => {
      const on = held.some((one) => one.value === option.value);
      return html`<label key=${option.value} class="check">
        <input type=${many ? 'checkbox' : 'radio'} name=${name} value=${option.value} checked=${on}
          onChange=${(/** @type {Event} */ event) => pick(option, /** @type {HTMLInputElement} */ (event.target).checked)} />
        <span><${BlockText} text=${option.text} />${option.description && html`<small><${BlockText} text=${option.description} /></small>`}</span>
      </label>`;
    })}
  </div>`;
}

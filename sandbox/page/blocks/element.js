import { html } from '../ui/html.js';
import { Button } from './button.js';
import { DateField } from './date-field.js';
import { sourceOf } from './image.js';
import { OptionList } from './option-list.js';
import { Overflow } from './overflow.js';
import { SelectField } from './select-field.js';
import { TextField } from './text-field.js';

/** Any element of Block Kit. @param {import('../types').ElementProps} props */
export function Element(props) {
  const { type, alt_text: alt } = props.element;
  if (type === 'button') return html`<${Button} ...${props} />`;
  if (type === 'overflow') return html`<${Overflow} ...${props} />`;
  if (type === 'checkboxes' || type === 'radio_buttons') return html`<${OptionList} ...${props} />`;
  if (type.endsWith('_select')) return html`<${SelectField} ...${props} />`;
  if (type === 'datepicker' || type === 'timepicker' || type === 'datetimepicker')
    return html`<${DateField} ...${props} />`;
  if (/(text|number)_input$/.test(type) && type !== 'rich_text_input') return html`<${TextField} ...${props} />`;
  if (type === 'image') return html`<img class="accessory-image" src=${sourceOf(props.element)} alt=${alt ?? ''} />`;
  return html`<p class="unknown">A ${type} element, which this page does not draw.</p>`;
}

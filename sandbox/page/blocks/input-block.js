import { useContext, useId } from 'preact/hooks';
import { plain } from '../text/text.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Element } from './element.js';
import { SurfaceContext } from './surface.js';

/** A label over an element, with its hint and what is wrong with it. @param {{block: import('../types').Block}} props */
export function InputBlock({ block }) {
  const surface = useContext(SurfaceContext);
  const id = useId();
  const error = surface.errors.value[block.block_id];
  const element = block.element;
  if (!element) return null;
  const isGroup = element.type === 'checkboxes' || element.type === 'radio_buttons';
  const described = [error && `${id}-error`, block.hint && `${id}-hint`].filter(Boolean).join(' ') || undefined;
  const label = html`${plain(block.label)}${block.optional && html` <span class="optional">(optional)</span>`}`;
  const body = html`<${Element} block=${block} element=${element} fieldId=${id} describedBy=${described} />
    ${error && html`<p class="field-error" id=${`${id}-error`} role="alert"><${Icon} name="warn" />${error}</p>`}
    ${block.hint && html`<p class="field-hint" id=${`${id}-hint`}>${plain(block.hint)}</p>`}`;
  if (isGroup)
    return html`<fieldset class="field" aria-describedby=${described}><legend class="field-label">${label}</legend>${body}</fieldset>`;
  return html`<div class=${`field ${error ? 'has-error' : ''}`}><label class="field-label" for=${id}>${label}</label>${body}</div>`;
}

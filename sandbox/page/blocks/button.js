import { useContext, useState } from 'preact/hooks';
import { plain } from '../text/text.js';
import { html } from '../ui/html.js';
import { ConfirmDialog } from './confirm.js';
import { SurfaceContext } from './surface.js';

/** @param {import('../types').ElementProps} props */
export function Button({ block, element }) {
  const surface = useContext(SurfaceContext);
  const [asking, setAsking] = useState(false);
  const isBusy = surface.busy.value === `${block.block_id}/${element.action_id}`;
  const send = () => {
    setAsking(false);
    const { type, text, value, action_id, style } = element;
    surface.click(block.block_id, element.action_id, {
      type,
      action_id,
      block_id: block.block_id,
      ...(text ? { text } : {}),
      ...(value === undefined ? {} : { value }),
      ...(style ? { style } : {}),
    });
  };
  const press = () => {
    if (element.url && /^https?:/i.test(element.url)) open(element.url, '_blank', 'noopener');
    if (element.confirm) setAsking(true);
    else if (!isBusy) send();
  };
  return html`<button type="button" class=${`button ${element.style ?? ''} ${isBusy ? 'busy' : ''}`} aria-label=${element.accessibility_label}
      aria-busy=${isBusy ? 'true' : undefined} onClick=${press}>${plain(element.text)}</button>
    ${element.confirm && asking && html`<${ConfirmDialog} confirm=${element.confirm} onYes=${send} onNo=${() => setAsking(false)} />`}`;
}

import { useContext, useState } from 'preact/hooks';
import { plain } from '../text/text.js';
import { html } from '../ui/html.js';
import { Icon } from '../ui/icons.js';
import { Menu } from '../ui/menu.js';
import { ConfirmDialog } from './confirm.js';
import { SurfaceContext } from './surface.js';

/** @typedef {import('../types').Option} Option */

/** @param {import('../types').ElementProps} props */
export function Overflow({ block, element }) {
  const surface = useContext(SurfaceContext);
  const [asking, setAsking] = useState(/** @type {Option | null} */ (null));
  /** @param {Option} option */
  const send = (option) => {
    setAsking(null);
    surface.click(block.block_id, element.action_id, {
      type: 'overflow',
      action_id: element.action_id,
      block_id: block.block_id,
      selected_option: option,
    });
  };
  /** @param {Option} option */
  const pick = (option) => {
    if (option.url && /^https?:/i.test(option.url)) open(option.url, '_blank', 'noopener');
    if (element.confirm) setAsking(option);
    else send(option);
  };
  const items = (element.options ?? []).map((option) => ({
    label: plain(option.text),
    ...(option.description ? { detail: plain(option.description) } : {}),
    run: () => pick(option),
  }));
  return html`<${Menu} label="More choices" items=${items} className="button square" alignEnd face=${html`<${Icon} name="more" />`} />
    ${element.confirm && asking && html`<${ConfirmDialog} confirm=${element.confirm} onYes=${() => send(asking)} onNo=${() => setAsking(null)} />`}`;
}

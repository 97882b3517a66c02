import { RichText } from '../text/rich-text.js';
import { BlockText, Markdown, plain } from '../text/text.js';
import { html } from '../ui/html.js';
import { Element } from './element.js';
import { sourceOf } from './image.js';
import { InputBlock } from './input-block.js';
import { SurfaceContext } from './surface.js';

/** @typedef {import('../types').Block} BlockJson */

/** @param {{blocks: BlockJson[], surface: import('./surface.js').Surface}} props */
export function Blocks({ blocks, surface }) {
  return html`<${SurfaceContext.Provider} value=${surface}>
    <div class="blocks">${blocks.map((block) => html`<${Block} key=${block.block_id} block=${block} />`)}</div>
  <//>`;
}

/** @type {Record<string, (props: {block: any}) => unknown>} */
const KINDS = {
  section: Section,
  actions: Actions,
  context: Context,
  divider: () => html`<hr class="divider" />`,
  header: ({ block }) => html`<h3 class="block-header">${plain(block.text)}</h3>`,
  image: ImageBlock,
  input: InputBlock,
  rich_text: RichText,
  markdown: ({ block }) => html`<${Markdown} source=${block.text} />`,
};

/** @param {{block: BlockJson}} props */
function Block({ block }) {
  const Kind = KINDS[block.type];
  if (!Kind) return html`<p class="unknown">A ${block.type} block, which this page does not draw.</p>`;
  return html`<${Kind} block=${block} />`;
}

/** @param {{block: BlockJson}} props */
function Section({ block }) {
  const { text, fields, accessory } = block;
  const aside = accessory?.type === 'image' ? 'with-image' : 'with-control';
  return html`<div class=${`section ${accessory ? aside : ''}`}>
    <div class="section-body">
      ${text && typeof text === 'object' && html`<${BlockText} text=${text} />`}
      ${fields && html`<div class="fields">${fields.map((field, at) => html`<${BlockText} key=${at} text=${field} />`)}</div>`}
    </div>
    ${accessory && html`<div class="accessory"><${Element} block=${block} element=${accessory} /></div>`}
  </div>`;
}

/** @param {{block: {block_id: string, type: string, elements: import('../types').Element[]}}} props */
function Actions({ block }) {
  return html`<div class="actions">
    ${block.elements.map((element) => html`<${Element} key=${element.action_id} block=${block} element=${element} />`)}
  </div>`;
}

/** @param {{block: {elements: any[]}}} props */
function Context({ block }) {
  return html`<div class="context">
    ${block.elements.map((part, at) =>
      part.type === 'image'
        ? html`<img key=${at} class="context-image" src=${sourceOf(part)} alt=${part.alt_text ?? ''} />`
        : html`<${BlockText} key=${at} text=${part} />`,
    )}
  </div>`;
}

/** @param {{block: BlockJson}} props */
function ImageBlock({ block }) {
  return html`<figure class="image-block">
    ${block.title && html`<figcaption>${plain(block.title)}</figcaption>`}
    <img src=${sourceOf(block)} alt=${block.alt_text ?? ''} />
  </figure>`;
}

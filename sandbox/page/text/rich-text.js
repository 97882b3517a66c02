import { html } from '../ui/html.js';
import { emoji } from './emoji.js';
import { ChannelMention, DateText, Link, UserMention } from './text.js';

/** @typedef {import('../types').RichNode} RichNode */

/** A `rich_text` block. @param {{block: {elements: RichNode[]}}} props */
export function RichText({ block }) {
  return html`<div class="text">${block.elements.map(renderPart)}</div>`;
}

/** @param {RichNode} part @returns {unknown} */
function renderPart(part) {
  const children = part.elements ?? [];
  if (part.type === 'rich_text_preformatted')
    return html`<pre tabindex="0">${children.map((c) => c.text ?? c.url ?? '').join('')}</pre>`;
  if (part.type === 'rich_text_quote') return html`<blockquote>${renderLine(children)}</blockquote>`;
  if (part.type !== 'rich_text_list') return html`<p>${renderLine(children)}</p>`;
  const items = children.map((item) => html`<li>${renderLine(item.elements ?? [])}</li>`);
  const name = `indent-${Math.min(part.indent ?? 0, 5)}`;
  return part.style === 'ordered' ? html`<ol class=${name}>${items}</ol>` : html`<ul class=${name}>${items}</ul>`;
}

/** @param {RichNode[]} nodes @returns {unknown} */
function renderLine(nodes) {
  return nodes.map((node) => styled(node, renderNode(node)));
}

/** @param {RichNode} node @param {unknown} content @returns {unknown} */
function styled(node, content) {
  const style = typeof node.style === 'object' ? node.style : {};
  let out = content;
  if (style.code) out = html`<code>${out}</code>`;
  if (style.strike) out = html`<s>${out}</s>`;
  if (style.italic) out = html`<em>${out}</em>`;
  if (style.bold) out = html`<strong>${out}</strong>`;
  return out;
}

/** @param {RichNode} node @returns {unknown} */
function renderNode(node) {
  if (node.type === 'link') return html`<${Link} url=${node.url ?? ''}>${node.text ?? node.url}<//>`;
  if (node.type === 'user') return html`<${UserMention} id=${node.user_id ?? ''} />`;
  if (node.type === 'channel') return html`<${ChannelMention} id=${node.channel_id ?? ''} />`;
  if (node.type === 'emoji') return fromUnicode(node) ?? emoji(node.name ?? '') ?? `:${node.name}:`;
  if (node.type === 'broadcast') return html`<span class="mention">@${node.range}</span>`;
  if (node.type === 'usergroup') return html`<span class="mention">@group</span>`;
  if (node.type === 'date') {
    return html`<${DateText} epoch=${node.timestamp ?? Number.NaN} format=${node.format ?? ''} url=${node.url} fallback=${node.fallback} />`;
  }
  return lines(node.text ?? node.value ?? '');
}

/** @param {string} text @returns {unknown} */
function lines(text) {
  return text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [html`<br />`, line]));
}

/** @param {RichNode} node */
function fromUnicode(node) {
  return node.unicode
    ?.split('-')
    .map((hex) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .join('');
}

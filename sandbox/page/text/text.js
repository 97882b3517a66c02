import { now } from '../state/clock.js';
import { conversationById, personName } from '../state/names.js';
import { openConversation, openThread } from '../state/navigate.js';
import { dialog, viewerId, zone } from '../state/store.js';
import { html } from '../ui/html.js';
import { slackDate } from './dates.js';
import { withEmoji } from './emoji.js';
import { parseMarkdown } from './markdown.js';
import { parseMrkdwn } from './mrkdwn.js';

/** @typedef {import('./inline.js').Inline} Inline */

/** mrkdwn as a person reads it. @param {{source: string}} props */
export function Mrkdwn({ source }) {
  return html`<div class="text">${parseMrkdwn(source).map(renderPiece)}</div>`;
}

/** The text of a `markdown` block. @param {{source: string}} props */
export function Markdown({ source }) {
  return html`<div class="text">${parseMarkdown(source).map(renderPiece)}</div>`;
}

/** A text object of Block Kit. @param {{text: import('../types').TextObject}} props */
export function BlockText({ text }) {
  if (text.type === 'mrkdwn') return html`<${Mrkdwn} source=${text.text} />`;
  return html`<div class="text plain">${plain(text)}</div>`;
}

/** @param {import('../types').TextObject | undefined | null} text of a label, button or title @returns {string} */
export function plain(text) {
  return text ? withEmoji(text.text) : '';
}

/** @param {import('./mrkdwn.js').Piece} piece @returns {unknown} */
function renderPiece(piece) {
  if (piece.kind === 'rule') return html`<hr />`;
  if (piece.kind === 'pre') return html`<pre tabindex="0">${piece.text}</pre>`;
  if (piece.kind === 'quote') return html`<blockquote>${piece.children.map(renderPiece)}</blockquote>`;
  if (piece.kind === 'heading')
    return html`<p class=${`heading heading-${Math.min(piece.level, 3)}`}>${piece.children.map(renderInline)}</p>`;
  if (piece.kind === 'paragraph') return html`<p>${piece.children.map(renderInline)}</p>`;
  const items = piece.items.map((item) => html`<li>${item.map(renderInline)}</li>`);
  return piece.ordered ? html`<ol start=${piece.start}>${items}</ol>` : html`<ul>${items}</ul>`;
}

/** @param {Inline} node @returns {unknown} */
function renderInline(node) {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'break':
      return html`<br />`;
    case 'code':
      return html`<code>${node.text}</code>`;
    case 'bold':
      return html`<strong>${node.children.map(renderInline)}</strong>`;
    case 'italic':
      return html`<em>${node.children.map(renderInline)}</em>`;
    case 'strike':
      return html`<s>${node.children.map(renderInline)}</s>`;
    case 'link':
      return html`<${Link} url=${node.url}>${node.children.map(renderInline)}<//>`;
    case 'user':
      return html`<${UserMention} id=${node.id} label=${node.label} />`;
    case 'channel':
      return html`<${ChannelMention} id=${node.id} label=${node.label} />`;
    case 'date':
      return html`<${DateText} epoch=${node.epoch} format=${node.format} url=${node.url} fallback=${node.fallback} />`;
    case 'group':
      return html`<span class="mention">${node.label ?? '@group'}</span>`;
    case 'broadcast':
      return html`<span class="mention">@${node.range}</span>`;
  }
}

/** A link to a message of this workspace opens in place, any other in a tab of its own.
 * @param {{url: string, children?: unknown}} props */
export function Link({ url, children }) {
  const safe = /^(https?:|mailto:|tel:|\/)/i.test(url);
  if (!safe) return html`<span>${children}</span>`;
  const inside = /\/archives\/([A-Z0-9]+)(?:\/p(\d+)(\d{6}))?(?:\?thread_ts=([\d.]+))?/.exec(url);
  /** @param {MouseEvent} event */
  const follow = async (event) => {
    if (!inside?.[1] || !conversationById(inside[1])) return;
    event.preventDefault();
    await openConversation(inside[1]);
    if (inside[4]) await openThread(inside[1], inside[4]);
  };
  return html`<a href=${url} target="_blank" rel="noopener noreferrer" onClick=${follow}>${children}</a>`;
}

/** @param {{id: string, label?: string}} props */
export function UserMention({ id, label }) {
  const name = personName(id);
  const shown = name === id && label ? label : name;
  return html`<button type="button" class=${`mention ${id === viewerId.value ? 'me' : ''}`}
    onClick=${() => (dialog.value = { name: 'profile', id })}>@${shown}</button>`;
}

/** @param {{id: string, label?: string}} props */
export function ChannelMention({ id, label }) {
  const conversation = conversationById(id);
  if (!conversation) return html`<span class="mention">${label ? `#${label}` : 'a private channel'}</span>`;
  return html`<button type="button" class="mention" onClick=${() => openConversation(id)}>#${conversation.name}</button>`;
}

/** @param {{epoch: number, format: string, url?: string, fallback?: string}} props */
export function DateText({ epoch, format, url, fallback }) {
  const shown = Number.isFinite(epoch) ? slackDate(epoch, format, now.value, zone.value) : (fallback ?? '');
  return url ? html`<${Link} url=${url}>${shown}<//>` : html`<time>${shown}</time>`;
}

import { personName } from '../state/names.js';
import { parseMrkdwn } from './mrkdwn.js';

/** @typedef {import('./inline.js').Inline} Inline */

/** @param {string} source mrkdwn @returns {string} the words alone, for reading out and for short lines */
export function plainText(source) {
  return parseMrkdwn(source).map(pieceText).join(' ').replace(/\s+/g, ' ').trim();
}

/** @param {import('./mrkdwn.js').Piece} piece @returns {string} */
function pieceText(piece) {
  if (piece.kind === 'pre') return piece.text;
  if (piece.kind === 'rule') return '';
  if (piece.kind === 'list') return piece.items.map((item) => item.map(inlineText).join('')).join(', ');
  if (piece.kind === 'quote') return piece.children.map(pieceText).join(' ');
  return piece.children.map(inlineText).join('');
}

/** @param {Inline} node @returns {string} */
function inlineText(node) {
  if (node.kind === 'text' || node.kind === 'code') return node.text;
  if (node.kind === 'user') return personName(node.id);
  if (node.kind === 'date') return node.fallback;
  if (node.kind === 'break') return ' ';
  if (node.kind === 'broadcast') return `@${node.range}`;
  return 'children' in node ? node.children.map(inlineText).join('') : (node.label ?? '');
}

import { parseInline, unescapeText } from './inline.js';

/**
 * @typedef {import('./inline.js').Inline} Inline
 * @typedef {{kind: 'paragraph', children: Inline[]} | {kind: 'pre', text: string} | {kind: 'quote', children: Piece[]}
 *   | {kind: 'list', ordered: boolean, start: number, items: Inline[][]}
 *   | {kind: 'heading', level: number, children: Inline[]} | {kind: 'rule'}} Piece
 */

const QUOTE = /^(?:&gt;|>)(?!&gt;&gt;|>>) ?/;
const BULLET = /^\s*[•◦-]\s+/;
const NUMBER = /^\s*(\d{1,3})[.)]\s+/;

/**
 * Reads Slack's mrkdwn into pieces of a page.
 * @param {string} source as Slack keeps it: &, < and > of people escaped
 * @returns {Piece[]}
 */
export function parseMrkdwn(source) {
  return source.split(/```/).flatMap((part, at, all) => {
    const closed = at < all.length - 1;
    if (at % 2 === 1 && closed) {
      return [/** @type {Piece} */ ({ kind: 'pre', text: unescapeText(part.replace(/^\n|\n$/g, '')) })];
    }
    const text = at % 2 === 1 ? `\`\`\`${part}` : part;
    return parseLines((at > 0 ? text.replace(/^\n/, '') : text).replace(closed ? /\n$/ : /$^/, ''));
  });
}

/** @param {string} text @returns {Piece[]} */
function parseLines(text) {
  if (!text) return [];
  /** @type {Piece[]} */
  const pieces = [];
  for (const group of groupLines(text.split('\n'))) pieces.push(toPiece(group));
  return pieces;
}

/** @typedef {{kind: 'plain' | 'quote' | 'bullet' | 'number', lines: string[]}} Group */

/** @param {string[]} lines @returns {Group[]} neighbouring lines of one kind together */
function groupLines(lines) {
  /** @type {Group[]} */
  const groups = [];
  for (const line of lines) {
    const kind = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups;
}

/** @param {string} line @returns {Group['kind']} */
function kindOf(line) {
  if (QUOTE.test(line)) return 'quote';
  if (BULLET.test(line)) return 'bullet';
  return NUMBER.test(line) ? 'number' : 'plain';
}

/** @param {Group} group @returns {Piece} */
function toPiece({ kind, lines }) {
  if (kind === 'quote') return { kind, children: parseLines(lines.map((line) => line.replace(QUOTE, '')).join('\n')) };
  if (kind === 'plain') return { kind: 'paragraph', children: parseInline(lines.join('\n')) };
  const sign = kind === 'bullet' ? BULLET : NUMBER;
  return {
    kind: 'list',
    ordered: kind === 'number',
    start: Number(NUMBER.exec(lines[0] ?? '')?.[1] ?? 1),
    items: lines.map((line) => parseInline(line.replace(sign, ''))),
  };
}

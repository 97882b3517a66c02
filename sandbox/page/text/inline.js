import { emoji } from './emoji.js';

/**
 * @typedef {{kind: 'text', text: string} | {kind: 'code', text: string}
 *   | {kind: 'bold' | 'italic' | 'strike', children: Inline[]}
 *   | {kind: 'link', url: string, children: Inline[]} | {kind: 'user' | 'channel' | 'group', id: string, label?: string}
 *   | {kind: 'broadcast', range: string} | {kind: 'date', epoch: number, format: string, url?: string, fallback: string}
 *   | {kind: 'break'}} Inline
 */

/** @type {Record<string, 'bold' | 'italic' | 'strike'>} */
const STYLES = { '*': 'bold', _: 'italic', '~': 'strike' };
const TOKEN = /`([^`\n]+)`|<([^<>\n]+)>|:([a-z0-9_+'-]+):|(https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"*_~`])|([*_~])|(\n)/g;

/** Slack escapes three signs only, and so only these are read back. @param {string} text */
export function unescapeText(text) {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/**
 * Reads one paragraph of mrkdwn.
 * @param {string} source
 * @returns {Inline[]}
 */
export function parseInline(source) {
  /** @type {Inline[]} */
  const out = [];
  const token = new RegExp(TOKEN);
  let from = 0;
  for (let match = token.exec(source); match; match = token.exec(source)) {
    const read = readToken(source, match);
    if (!read) {
      token.lastIndex = match.index + 1;
      continue;
    }
    pushText(out, source.slice(from, match.index));
    out.push(read.node);
    from = read.end;
    token.lastIndex = from;
  }
  pushText(out, source.slice(from));
  return out;
}

/** @param {Inline[]} out @param {string} text */
function pushText(out, text) {
  if (text) out.push({ kind: 'text', text: unescapeText(text) });
}

/** @param {string} source @param {RegExpExecArray} match @returns {{node: Inline, end: number} | undefined} */
function readToken(source, match) {
  const end = match.index + match[0].length;
  const [, code, entity, name, url, sign, line] = match;
  if (code) return { node: { kind: 'code', text: unescapeText(code) }, end };
  if (entity) return { node: readEntity(entity), end };
  if (line) return { node: { kind: 'break' }, end };
  if (url)
    return {
      node: { kind: 'link', url: unescapeText(url), children: [{ kind: 'text', text: unescapeText(url) }] },
      end,
    };
  if (name) {
    const text = emoji(name);
    return text ? { node: { kind: 'text', text }, end } : undefined;
  }
  return sign ? readStyled(source, match.index, sign) : undefined;
}

/** A style opens after a gap and before a letter, and closes the other way round, on the same line.
 * @param {string} source @param {number} start @param {string} sign @returns {{node: Inline, end: number} | undefined} */
function readStyled(source, start, sign) {
  if (/[\p{L}\p{N}]/u.test(source[start - 1] ?? '') || /\s/.test(source[start + 1] ?? ' ')) return undefined;
  const lineEnd = source.indexOf('\n', start);
  const limit = lineEnd === -1 ? source.length : lineEnd;
  for (let at = source.indexOf(sign, start + 2); at !== -1 && at < limit; at = source.indexOf(sign, at + 1)) {
    if (/\s/.test(source[at - 1] ?? ' ') || /[\p{L}\p{N}]/u.test(source[at + 1] ?? '')) continue;
    const kind = STYLES[sign] ?? 'bold';
    return { node: { kind, children: parseInline(source.slice(start + 1, at)) }, end: at + 1 };
  }
  return undefined;
}

/** @param {string} entity what stands between < and > @returns {Inline} */
function readEntity(entity) {
  const bar = entity.indexOf('|');
  const head = bar === -1 ? entity : entity.slice(0, bar);
  const label = bar === -1 ? undefined : unescapeText(entity.slice(bar + 1));
  const named = label ? { label } : {};
  if (head.startsWith('@')) return { kind: 'user', id: head.slice(1), ...named };
  if (head.startsWith('#')) return { kind: 'channel', id: head.slice(1), ...named };
  if (head.startsWith('!date^')) return readDate(head, label);
  if (head.startsWith('!subteam^')) return { kind: 'group', id: head.slice(9), ...named };
  if (head.startsWith('!')) return { kind: 'broadcast', range: head.slice(1) };
  if (!/^(https?:|mailto:|tel:|\/)/i.test(head)) return { kind: 'text', text: unescapeText(`<${entity}>`) };
  const url = unescapeText(head);
  return { kind: 'link', url, children: [{ kind: 'text', text: label ?? url.replace(/^mailto:/, '') }] };
}

/** @param {string} head @param {string | undefined} fallback @returns {Inline} */
function readDate(head, fallback) {
  const [, epoch = '', format = '', url] = head.split('^');
  return { kind: 'date', epoch: Number(epoch), format, fallback: fallback ?? '', ...(url ? { url } : {}) };
}

import { parseInline, unescapeText } from './inline.js';
import { parseMrkdwn } from './mrkdwn.js';

/** @typedef {import('./mrkdwn.js').Piece} Piece */

/**
 * Reads the standard Markdown of a `markdown` block: it is brought to mrkdwn, line by line, save headings and rules.
 * @param {string} source
 * @returns {Piece[]}
 */
export function parseMarkdown(source) {
  return source.split(/(^```[^\n]*\n[\s\S]*?^```$)/m).flatMap((part) => {
    const fence = /^```[^\n]*\n([\s\S]*?)\n?```$/.exec(part);
    return fence ? [/** @type {Piece} */ ({ kind: 'pre', text: fence[1] ?? '' })] : parseBlocks(part);
  });
}

/** @param {string} text @returns {Piece[]} */
function parseBlocks(text) {
  return text
    .split(/^(#{1,6} .*|(?:-{3,}|\*{3,}))$|\n{2,}/m)
    .filter((part) => part?.trim())
    .flatMap((part) => {
      const heading = /^(#{1,6}) (.*)$/.exec(part);
      if (heading) {
        return [
          /** @type {Piece} */ ({
            kind: 'heading',
            level: heading[1]?.length ?? 1,
            children: inline(heading[2] ?? ''),
          }),
        ];
      }
      if (/^(-{3,}|\*{3,})$/.test(part)) return [/** @type {Piece} */ ({ kind: 'rule' })];
      return parseMrkdwn(toMrkdwn(part.replace(/^\n|\n$/g, '')));
    });
}

/** @param {string} text */
function inline(text) {
  return parseInline(toMrkdwn(text));
}

/** @param {string} text Markdown's marks as mrkdwn's; what is code stays untouched */
function toMrkdwn(text) {
  return text
    .split(/(`[^`\n]+`)/)
    .map((part) => (part.startsWith('`') ? part : marks(part)))
    .join('');
}

/** @param {string} text */
function marks(text) {
  return unescapeText(text)
    .replace(/&/g, '&amp;')
    .replace(/^(\s*)[*+] /gm, '$1- ')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '\u0001$2\u0001')
    .replace(/\*(?=\S)([^*\n]+)\*/g, '_$1_')
    .replaceAll('\u0001', '*')
    .replace(/~~(?=\S)(.+?)~~/g, '~$1~')
    .replace(/\[([^\]\n]+)\]\((https?:[^)\s]+|mailto:[^)\s]+)\)/g, '<$2|$1>');
}

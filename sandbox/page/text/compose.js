/**
 * Puts mentions where picked names stand; escaping is the workspace's affair.
 * @param {string} typed
 * @param {Map<string, string>} picked what stands in the text ("@Maya Chen") to its mention ("<@U1>")
 */
export function withMentions(typed, picked) {
  const longestFirst = [...picked].sort(([a], [b]) => b.length - a.length);
  return longestFirst.reduce((text, [shown, mention]) => text.replaceAll(shown, mention), typed);
}

/**
 * What the person is in the middle of typing, if it asks for suggestions.
 * @param {string} text @param {number} caret
 * @returns {{sign: '/' | '@' | '#', query: string, from: number} | null}
 */
export function beingTyped(text, caret) {
  const before = text.slice(0, caret);
  const command = /^\/([^\s]*)$/.exec(before);
  if (command) return { sign: '/', query: command[1] ?? '', from: 0 };
  const mention = /(^|\s|\()([@#])([\p{L}\p{N}._-]*(?: [\p{L}\p{N}._-]*)?)$/u.exec(before);
  if (!mention) return null;
  const sign = mention[2] === '@' ? '@' : '#';
  const query = mention[3] ?? '';
  return { sign, query, from: caret - query.length - 1 };
}

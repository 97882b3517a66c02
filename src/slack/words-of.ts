import { z } from 'zod';

const words = z.string().catch('');
const attachment = z
  .object({ pretext: words, title: words, text: words, fallback: words, fields: z.array(z.unknown()).catch([]) })
  .partial();
const message = z.object({
  text: words.optional(),
  attachments: z.array(attachment).catch([]).optional(),
  blocks: z.array(z.unknown()).catch([]).optional(),
  files: z
    .array(z.object({ title: words.optional(), name: words.optional() }))
    .catch([])
    .optional(),
});
/** Deep enough for rich text, whose lists nest. */
const DEEPEST = 12;

/**
 * What a message says to whoever reads it, as mrkdwn: its text, else its blocks; then its attachments, which is where
 * apps put theirs; else the names of its files.
 */
export function wordsOf(raw: unknown): string {
  const { text = '', attachments = [], blocks = [], files = [] } = message.catch({}).parse(raw);
  const attached = attachments.flatMap(({ pretext, title, text, fallback, fields = [] }) => {
    const said = [pretext, title, text, ...fields.map((field) => textIn(field))].filter(Boolean);
    return said.length > 0 ? said : [fallback];
  });
  const said = [text || textIn(blocks), ...attached].filter((part) => part !== undefined && part.trim() !== '');
  const named = files.map(({ title, name }) => title || name);
  return (said.length > 0 ? said : named).filter(Boolean).join('\n');
}

/** The texts within blocks, in order. */
function textIn(value: unknown, depth = 0): string {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return '';
  if (Array.isArray(value)) {
    const isInline = value.every((one) => ['text', 'link', 'emoji', 'user', 'channel'].includes(one?.type));
    return value
      .map((one) => textIn(one, depth + 1))
      .filter((part) => part !== '')
      .join(isInline ? '' : '\n');
  }
  const own = ['title', 'text', 'value', 'elements', 'fields'].flatMap((key) => {
    const inside: unknown = Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
    return typeof inside === 'string' ? inside : textIn(inside, depth + 1);
  });
  return own.filter((part) => part !== '').join('\n');
}

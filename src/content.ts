import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { StartError } from './errors.ts';

const shipped = new URL('../content/', import.meta.url);

/**
 * The content file `name` (YAML, in content/), checked by `schema`.
 * @throws StartError that names each problem with file and line.
 */
export function readContent<T>(name: string, schema: z.ZodType<T>): T {
  return parseContent(name, readFileSync(new URL(name, shipped), 'utf8'), schema);
}

/** The same for a text that was read already. */
export function parseContent<T>(name: string, text: string, schema: z.ZodType<T>): T {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number) => `content/${name}:${counter.linePos(offset).line}`;
  const refuse = (problems: string[]) => new StartError(`Bitewise cannot start: ${problems.join('; ')}.`);
  if (document.errors.length > 0) throw refuse(document.errors.map((e) => `${at(e.pos[0])} ${e.message}`));
  const start = (path: PropertyKey[]): number => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
    if (Array.isArray(range)) return Number(range[0]);
    return path.length === 0 ? 0 : start(path.slice(0, -1));
  };
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw refuse(parsed.error.issues.map((issue) => `${at(start(issue.path))} ${issue.message}`));
}

import { readdirSync, readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument, visit } from 'yaml';
import { z } from 'zod';
import { messageOf, StartError } from './errors.ts';

const shipped = new URL('../content/', import.meta.url);

/** Characters of one file at most; the longest that ships has 28,000. */
const LARGEST = 500_000;

/** What is wrong with a text, and where: the line from 1, and the way to the value. */
export type Problem = { line: number; path: PropertyKey[]; message: string };

/**
 * The content file `name` (YAML, in content/), checked by `schema`.
 * @throws StartError that names each problem with file and line.
 */
export function readContent<T>(name: string, schema: z.ZodType<T>): T {
  return parseContent(name, readFileSync(new URL(name, shipped), 'utf8'), schema);
}

/** The same for a text that was read already. */
export function parseContent<T>(name: string, text: string, schema: z.ZodType<T>): T {
  const checked = checkYaml(text, schema);
  if ('data' in checked) return checked.data;
  throw refuse(checked.problems.map(({ line, message }) => `content/${name}:${line} ${message}`));
}

/** Names of the YAML files in a folder of content/, without their ending, in order. */
export function contentFiles(folder: string): string[] {
  const files = readdirSync(new URL(`${folder}/`, shipped)).filter((name) => name.endsWith('.yml'));
  const inOrder = files.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return inOrder.map((name) => name.replace(/\.yml$/, ''));
}

/** Words in a content file, of a length in characters. */
export const words = (min: number, max: number) =>
  z
    .string('must be words; put them in quotes')
    .trim()
    .min(min, `must have ${min} characters at least`)
    .max(max, `must have ${max} characters at most`);

/** The same where Slack shows them as they are: formatting with * and ` is fine, anything that could become live is not. */
export const plainWords = (min: number, max: number) => words(min, max).regex(/^[^<>&]*$/, 'must not hold <, > or &');

/** A start that ends here, with everything that is wrong with the content. */
export function refuse(problems: string[]): StartError {
  return new StartError(`Bitewise can’t start: ${problems.slice(0, 20).join('; ')}.`);
}

/** Whether words hold nothing that Slack would make live, and nothing that a reader cannot see. */
export function isHarmless(text: string): boolean {
  return !/<[!@#]|<\w+:|[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/u.test(text);
}
export const HARM = 'must not hold Slack’s signs for mentions and links, or control characters';

/** What a text holds, with the line on which the value at a path begins; or everything that is wrong with it. */
export type Checked<T> = { data: T; lineOf: (path: PropertyKey[]) => number } | { problems: Problem[] };

/** YAML that is checked by `schema`. Never throws. */
export function checkYaml<T>(text: string, schema: z.ZodType<T>): Checked<T> {
  const problem = (line: number, message: string, path: PropertyKey[] = []) => ({ line, path, message });
  if (text.length > LARGEST) return { problems: [problem(1, `must have ${LARGEST} characters at most`)] };
  try {
    const counter = new LineCounter();
    const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
    const lineAt = (offset: number) => Math.max(1, counter.linePos(offset).line);
    const broken = [
      ...document.errors.map((error) => ({ at: error.pos[0], message: error.message })),
      ...harmIn(document),
    ].map(({ at, message }) => problem(lineAt(at), message));
    if (broken.length > 0) return { problems: broken };
    const lineOf = (path: PropertyKey[]) => lineAt(startOf(document, path));
    const parsed = schema.safeParse(document.toJS());
    if (parsed.success) return { data: parsed.data, lineOf };
    return { problems: parsed.error.issues.map(({ path, message }) => problem(lineOf(path), message, path)) };
  } catch (error) {
    // Such as lists within lists without end.
    return { problems: [problem(1, `can’t be read: ${messageOf(error)}`)] };
  }
}

/** Aliases, which can make a small file huge, and words that would become live. */
function harmIn(document: Document.Parsed): { at: number; message: string }[] {
  const found: { at: number; message: string }[] = [];
  visit(document, {
    Alias: (_, { range }) => void found.push({ at: range?.[0] ?? 0, message: 'must be written out, without *' }),
    Scalar: (_, { value, range }) => {
      if (typeof value === 'string' && !isHarmless(value)) found.push({ at: range?.[0] ?? 0, message: HARM });
    },
  });
  return found;
}

/** Where the value at `path` begins; of what is missing, where that begins in which it is missing. */
function startOf(document: Document.Parsed, path: PropertyKey[]): number {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  if (Array.isArray(range)) return Number(range[0]);
  return path.length === 0 ? 0 : startOf(document, path.slice(0, -1));
}

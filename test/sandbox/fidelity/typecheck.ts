import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Recorded } from './record.ts';

const run = promisify(execFile);
const fromRoot = (path: string) => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

/** `chat.postMessage` → `ChatPostMessageResponse`. */
const typeOf = (method: string) =>
  `${method
    .split('.')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join('')}Response`;

/**
 * An answer as a literal for these types, which are generated from samples: they know no null, and the enums that they
 * have for nested `type` members take no plain text. Both are left out.
 */
const asLiteral = (answer: unknown) =>
  JSON.stringify(answer, (key, value) => (value === null || key === 'type' ? undefined : value));

/**
 * Checks recorded answers, written out as literals, against @slack/web-api's response types: wrong types and unknown
 * members alike. Resolves to what was found, one line each, named by the answer.
 */
export async function typeFaults(recorded: readonly Recorded[]): Promise<string[]> {
  const lines = recorded.map(({ method, answer }) => ({ type: typeOf(method), literal: asLiteral(answer) }));
  const found = await compile(lines);
  return found.map(({ line, words }) => `${recorded[line]?.name}: ${words}`);
}

/** Checks one value against a type of @slack/web-api, such as `AppsManifestCreateArguments['manifest']`. */
export const typeFaultsOf = async (type: string, value: unknown): Promise<string[]> =>
  (await compile([{ type, literal: JSON.stringify(value) }])).map(({ words }) => words);

type Line = { type: string; literal: string };

/** Compiles one constant a line with the project's own compiler; resolves to what it says, by line. */
async function compile(lines: readonly Line[]): Promise<{ line: number; words: string }[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fidelity-'));
  const types = fromRoot('node_modules/@slack/web-api/dist/index.d.ts');
  const names = [...new Set(lines.map(({ type }) => type.replace(/\[.*/, '')))].join(', ');
  const constants = lines.map(({ type, literal }, n) => `export const a${n}: ${type} = ${literal};`);
  const file = join(folder, 'answers.mts');
  await writeFile(file, [`import type { ${names} } from ${JSON.stringify(types)};`, ...constants].join('\n'));
  try {
    await run(process.execPath, [fromRoot('node_modules/typescript/bin/tsc'), ...OPTIONS, file]);
    return [];
  } catch (error) {
    const output = String((error as { stdout?: unknown }).stdout ?? error);
    const found = [...output.matchAll(/answers\.mts[(:](\d+).*?(?:error )(TS\d+: .*)/g)];
    if (found.length === 0) throw error;
    return found.map(([, line, words]) => ({ line: Number(line) - 2, words: words ?? '' }));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const OPTIONS = '--ignoreConfig --noEmit --strict --skipLibCheck --target esnext --module nodenext'.split(' ');

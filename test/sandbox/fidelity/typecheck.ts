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
 * Checks recorded answers, written out as literals, against @slack/web-api's response types with the project's own
 * compiler: wrong types and unknown members alike. Resolves to what it found, one line each, named by the answer.
 */
export async function typeFaults(recorded: readonly Recorded[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'fidelity-'));
  const types = fromRoot('node_modules/@slack/web-api/dist/index.d.ts');
  const lines = recorded.map(
    ({ method, answer }, n) => `export const a${n}: ${typeOf(method)} = ${asLiteral(answer)};`,
  );
  const names = [...new Set(recorded.map(({ method }) => typeOf(method)))].join(', ');
  const file = join(folder, 'answers.mts');
  await writeFile(file, [`import type { ${names} } from ${JSON.stringify(types)};`, ...lines].join('\n'));
  const options = [
    '--ignoreConfig',
    '--noEmit',
    '--strict',
    '--skipLibCheck',
    '--target',
    'esnext',
    '--module',
    'nodenext',
    '--types',
    '',
  ];
  try {
    await run(process.execPath, [fromRoot('node_modules/typescript/bin/tsc'), ...options, file]);
    return [];
  } catch (error) {
    const output = String((error as { stdout?: unknown }).stdout ?? error);
    return [...output.matchAll(/answers\.mts[(:](\d+).*?(?:error )(TS\d+: .*)/g)].map(
      ([, line, words]) => `${recorded[Number(line) - 2]?.name}: ${words}`,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

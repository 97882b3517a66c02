import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { requireSchema } from '../../database/migrate.ts';
import { openTool } from '../../database/open.ts';
import { createTx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import { messageOf, StartError } from '../../errors.ts';
import { chosenWorkspace } from '../settings/service.ts';
import { gatherExport, zipped } from './service/index.ts';

const USAGE =
  'Say “npm run export -- figures.zip” for all figures in one zip, or name a folder (“npm run export -- figures/”) for the CSV files themselves.';
const options = { workspace: { type: 'string' } } as const;

/**
 * Writes all that owners are told as files. Works beside a running app, and asks Slack nothing.
 * @throws StartError when the words, the place or the database are at fault.
 */
export async function exportTool(
  config: Pick<Config, 'databaseUrl'>,
  words: string[],
  say: (line: string) => void,
  listeners: Deps['listeners'],
): Promise<boolean> {
  const { to, workspace } = read(words);
  const db = await openTool(config.databaseUrl, systemClock);
  try {
    await requireSchema(db.read);
    const workspaceId = await chosenWorkspace(db.read, workspace);
    const files = await gatherExport((unit) =>
      db.transact((trx) => unit(createTx(trx, { now: db.clock.now(), workspaceId, listeners }))),
    );
    write(to, files, db.clock.now());
    for (const [name, text] of files) say(`${name}: ${text.split('\r\n').length - 2} rows`);
    say(`It’s written to ${to}.`);
    return true;
  } finally {
    await db.close();
  }
}

function read(words: string[]): { to: string; workspace: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options });
    const [to, ...rest] = positionals;
    if (to !== undefined && rest.length === 0) return { to, workspace: values.workspace };
  } catch {
    // An option that does not exist: the sentence below says what there is.
  }
  throw new StartError(USAGE);
}

function write(to: string, files: Map<string, string>, now: Temporal.Instant): void {
  try {
    if (to.toLowerCase().endsWith('.zip')) {
      writeFileSync(to, zipped(files, now));
    } else {
      mkdirSync(to, { recursive: true });
      for (const [name, text] of files) writeFileSync(join(to, name), text);
    }
  } catch (error) {
    throw new StartError(`The export can’t be written to ${to}: ${messageOf(error)}.`);
  }
}

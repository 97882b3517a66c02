import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { requireSchema } from '../../database/migrate.ts';
import { openTool } from '../../database/open.ts';
import { createTx } from '../../database/transaction.ts';
import type { Deps } from '../../deps.ts';
import { StartError } from '../../errors.ts';
import { readTextFile } from '../../text-file.ts';
import { chosenWorkspace } from '../settings/service.ts';
import { applyImport, planImport } from './service/index.ts';
import { importWords, problemWords } from './views/index.ts';

const USAGE =
  'Say “npm run buddies -- import list.csv” to see what a list of newcomers would change, and add --apply to take it over.';
const options = { apply: { type: 'boolean', default: false }, workspace: { type: 'string' } } as const;

/** Lines in trouble that are named before "and 7 more". */
const SHOWN = 200;

/**
 * Takes over a list of newcomers, or without --apply says what would change. Works beside a running app.
 * @throws StartError when the words, the file or the database are at fault.
 */
export async function importBuddies(
  config: Pick<Config, 'databaseUrl'>,
  words: string[],
  say: (line: string) => void,
  listeners: Deps['listeners'],
): Promise<boolean> {
  const { file, apply, workspace } = read(words);
  const text = textOf(file);
  const db = await openTool(config.databaseUrl, systemClock);
  try {
    await requireSchema(db.read);
    const workspaceId = await chosenWorkspace(db.read, workspace);
    const plan = await db.transact(async (trx) => {
      const tx = createTx(trx, { now: db.clock.now(), workspaceId, listeners });
      const planned = await planImport(tx, text);
      if (apply) await applyImport(tx, planned);
      return planned;
    });
    for (const problem of plan.problems.slice(0, SHOWN)) say(problemWords(problem));
    if (plan.problems.length > SHOWN) say(`and ${plan.problems.length - SHOWN} more`);
    say(importWords(plan));
    if (plan.problems.length > 0) say('The lines above are left out; fix them and run it again.');
    say(apply ? 'It’s written.' : 'Nothing was written; add --apply to take it over.');
    return true;
  } finally {
    await db.close();
  }
}

function read(words: string[]): { file: string; apply: boolean; workspace: string | undefined } {
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options });
    const [verb, file, ...rest] = positionals;
    if (verb === 'import' && file !== undefined && rest.length === 0) {
      return { file, apply: values.apply, workspace: values.workspace };
    }
  } catch {
    // An option that does not exist: the sentence below says which do.
  }
  throw new StartError(USAGE);
}

function textOf(file: string): string {
  try {
    return readTextFile(file);
  } catch {
    throw new StartError(`The file ${file} can’t be read.`);
  }
}

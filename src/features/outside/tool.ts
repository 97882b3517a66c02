import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../clock.ts';
import type { Config } from '../../config.ts';
import { requireSchema } from '../../database/migrate.ts';
import { openTool } from '../../database/open.ts';
import { createTx } from '../../database/transaction.ts';
import { StartError } from '../../errors.ts';
import { readTextFile } from '../../text-file.ts';
import { chosenWorkspace } from '../settings/service.ts';
import type { FigureKind } from './rules/figure.ts';
import { MOST_BYTES } from './rules/read.ts';
import { applyFigures, planFigures } from './service/index.ts';
import { planWords, problemWords } from './views/index.ts';

const USAGE =
  'Say “npm run figures -- import file.csv” to see what a file of period, group, metric and value would change, and add --apply to take it over. With --benchmarks it’s laid beside your own figures.';
const options = {
  apply: { type: 'boolean', default: false },
  benchmarks: { type: 'boolean', default: false },
  workspace: { type: 'string' },
} as const;

type Asked = { file: string; apply: boolean; kind: FigureKind; workspace: string | undefined };

/**
 * Takes over a file of figures from other tools, or without --apply says what would change and names every line that
 * can't be used. Works beside a running app.
 * @throws StartError when the words, the file or the database are at fault.
 */
export async function figuresTool(
  config: Pick<Config, 'databaseUrl'>,
  words: string[],
  say: (line: string) => void,
): Promise<boolean> {
  const { file, apply, kind, workspace } = read(words);
  const text = textOf(file);
  const db = await openTool(config.databaseUrl, systemClock);
  try {
    await requireSchema(db.read);
    const workspaceId = await chosenWorkspace(db.read, workspace);
    const plan = await db.transact(async (trx) => {
      const tx = createTx(trx, { now: db.clock.now(), workspaceId });
      const planned = await planFigures(tx, kind, text);
      if (apply) await applyFigures(tx, planned);
      return planned;
    });
    for (const problem of plan.problems) say(problemWords(problem));
    say(planWords(plan));
    if (plan.problems.length > 0) say('The lines above are left out; fix them and run it again.');
    say(apply ? 'It’s written.' : 'Nothing was written; add --apply to take it over.');
    return true;
  } finally {
    await db.close();
  }
}

function read(words: string[]): Asked {
  try {
    const { values, positionals } = parseArgs({ args: words, allowPositionals: true, options });
    const [verb, file, ...rest] = positionals;
    const kind = values.benchmarks ? 'benchmark' : 'own';
    if (verb === 'import' && file !== undefined && rest.length === 0)
      return { file, apply: values.apply, kind, workspace: values.workspace };
  } catch {
    // An option that does not exist: the sentence below says which do.
  }
  throw new StartError(USAGE);
}

/** The size is asked first: a file of the wrong kind may not fit into memory. */
function textOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > MOST_BYTES)
      throw new StartError(
        `The file ${file} has ${Math.ceil(size / 1e6)} MB, and ${MOST_BYTES / 1e6} MB is the most. Bring figures by group and period, not single records, or split it.`,
      );
    return readTextFile(file);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(`The file ${file} can’t be read.`);
  }
}

import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock.ts';
import { readDatabaseUrl } from '../src/config.ts';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { createTx } from '../src/database/transaction.ts';
import { readEnvFile } from '../src/env-file.ts';
import { messageOf } from '../src/errors.ts';
import { listeners } from '../src/features/index.ts';
import { readImport } from '../src/features/skills/rules/import-formats.ts';
import { type ImportPlan, planImport } from '../src/features/skills/rules/import-plan.ts';
import { createLexicon, loadVocabulary } from '../src/features/skills/service/vocabulary.ts';
import { loadLexicon } from '../src/features/skills/service/workspace-lexicon.ts';
import { applyImport } from '../src/features/skills/store/import.ts';
import { readTextFile } from '../src/text-file.ts';

/*
 * npm run vocabulary -- import <file>            says what an import would change, against the shipped vocabulary
 * npm run vocabulary -- import <file> --apply    writes it into the database of DATABASE_URL (stop the app first)
 */
const usage = 'Usage: npm run vocabulary -- import <file.csv|file.tsv|file.jsonl> [--apply] [--workspace T…]';
const SHOWN = 20;
const ODD = 0.7;

try {
  await run();
} catch (error) {
  console.error(messageOf(error));
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const options = { apply: { type: 'boolean', default: false }, workspace: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [command, file] = positionals;
  if (command !== 'import' || file === undefined) throw new Error(usage);
  const skills = readImport(readTextFile(file));
  if (values.apply) await apply(skills, values.workspace);
  else
    report(
      planImport(createLexicon(loadVocabulary()), skills),
      'Compared with the shipped vocabulary. Nothing was written; add --apply to import.',
    );
}

async function apply(skills: ReturnType<typeof readImport>, wanted: string | undefined): Promise<void> {
  readEnvFile(process.env);
  const db = await openDatabase(readDatabaseUrl(process.env), systemClock);
  try {
    await migrate(db.read);
    const workspaceId = wanted ?? (await onlyWorkspace(db));
    await db.transact(async (trx) => {
      const tx = createTx(trx, { now: systemClock.now(), workspaceId, listeners });
      const plan = planImport((await loadLexicon(tx)).lexicon, skills);
      await applyImport(tx, plan);
      report(plan, `Written for workspace ${workspaceId}.`);
    });
  } finally {
    await db.close();
  }
}

async function onlyWorkspace(db: Awaited<ReturnType<typeof openDatabase>>): Promise<string> {
  const rows = await db.read.selectFrom('workspace').select('id').execute();
  if (rows.length !== 1) throw new Error('Say which workspace with --workspace; the database has not exactly one.');
  return rows[0]!.id;
}

function listed(title: string, lines: string[]): void {
  if (lines.length === 0) return;
  console.log(title);
  for (const line of lines.slice(0, SHOWN)) console.log(`  ${line}`);
  if (lines.length > SHOWN) console.log(`  … and ${lines.length - SHOWN} more`);
}

function report(plan: ImportPlan, end: string): void {
  const aliases = [...plan.added, ...plan.extended].reduce((sum, skill) => sum + skill.aliases.length, 0);
  console.log(`${plan.added.length} new skills, ${plan.extended.length} known ones extended, ${aliases} new aliases.`);
  const known = plan.clashes.filter(({ label, of }) => label === of);
  listed(
    `${known.length} skills are known here under another name and are left out, with their aliases:`,
    known.map(({ label, belongsTo }) => `"${label}" is ${belongsTo}`),
  );
  const taken = plan.clashes.filter(({ label, of }) => label !== of);
  listed(
    `${taken.length} aliases mean another skill already, here or in the file, and are left out:`,
    taken.map(({ label, of, belongsTo }) => `"${label}" of ${of} means ${belongsTo}`),
  );
  if (plan.oddShare > ODD)
    console.log('Careful: most aliases share no word with their skill. The columns of this file may have slipped.');
  console.log(end);
}

import { systemClock } from './clock.ts';
import { readConfig, readDatabaseUrl, readTokenKeys } from './config.ts';
import { backUp, restore } from './database/backup.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { runDoctor } from './doctor.ts';
import { readEnvFile } from './env-file.ts';
import { messageOf, StartError } from './errors.ts';
import { importBuddies } from './features/buddies/import-tool.ts';
import { exportTool } from './features/exports/tool.ts';
import { listeners } from './features/index.ts';
import { keysTool } from './features/installations/tool.ts';
import { figuresTool } from './features/outside/tool.ts';
import { privacyTool } from './features/privacy/tool.ts';
import { hideTokens } from './log.ts';
import { writeHttpManifest } from './manifest-tool.ts';
import { manageJobs } from './outbox/manage-jobs.ts';
import { start, startMany } from './start.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** What `bin/bitewise.js <command>` can do; npm's scripts of the same names call it. */
const commands: Record<string, (env: NodeJS.ProcessEnv, rest: string[]) => Promise<boolean>> = {
  async start(env) {
    const config = readConfig(env);
    const { oauth } = config.slack;
    const starting = oauth ? startMany(config, oauth, systemClock) : start(config, systemClock);
    const stop = () =>
      starting
        .then((running) => running.stop())
        .then(
          () => process.exit(0),
          () => process.exit(1),
        );
    // Before it is ready, so that a signal that comes meanwhile ends it as decently.
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    await starting;
    return true;
  },
  async migrate(env) {
    const db = await openDatabase(readDatabaseUrl(env), systemClock);
    const done = await migrate(db.read);
    await db.close();
    say(done.length === 0 ? 'The database is up to date.' : `Brought the database up to ${done.join(', ')}.`);
    return true;
  },
  doctor: (env, rest) => runDoctor(readConfig(env), rest, say),
  jobs: (env, rest) => manageJobs({ databaseUrl: readDatabaseUrl(env) }, rest, say),
  buddies: (env, rest) => importBuddies({ databaseUrl: readDatabaseUrl(env) }, rest, say, listeners),
  privacy: (env, rest) => privacyTool(readConfig(env), rest, say, listeners),
  keys: (env, rest) =>
    keysTool({ databaseUrl: () => readDatabaseUrl(env), tokenKeys: () => readTokenKeys(env) }, rest, say),
  export: (env, rest) => exportTool({ databaseUrl: readDatabaseUrl(env) }, rest, say, listeners),
  figures: (env, rest) => figuresTool({ databaseUrl: readDatabaseUrl(env) }, rest, say),
  backup: (env, rest) => backUp({ databaseUrl: readDatabaseUrl(env) }, rest, say),
  restore: (env, rest) => restore({ databaseUrl: readDatabaseUrl(env) }, rest, say),
  manifest: async (_env, rest) => writeHttpManifest(rest, say),
};

/**
 * Runs one command. What is wrong with the installation is said in one sentence, with exit code 1.
 * @param words the command and its arguments, such as `['jobs', 'retry', '<id>']`.
 */
export async function main(words: string[]): Promise<void> {
  // node-cron misfires around a daylight saving change of the process's zone, so the process has none.
  process.env.TZ = 'UTC';
  const [name = 'start', ...rest] = words;
  try {
    const command = commands[name];
    if (!command)
      throw new StartError(`There’s no command “${name}”. Try one of: ${Object.keys(commands).join(', ')}.`);
    readEnvFile(process.env);
    if (!(await command(process.env, rest))) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`${sentence(error)}\n`);
    // Not only a code to end with: whatever a failed start has opened must not keep a half-dead process alive.
    process.exit(1);
  }
}

function sentence(error: unknown): string {
  if (error instanceof StartError) return error.message;
  const isDebug = ['debug', 'trace'].includes(process.env.LOG_LEVEL ?? '');
  if (isDebug && error instanceof Error) return hideTokens(error.stack ?? error.message);
  const message = hideTokens(messageOf(error)).replace(/\s+/g, ' ').replace(/\.$/, '');
  return `Bitewise stopped unexpectedly: ${message}. LOG_LEVEL=debug shows where.`;
}

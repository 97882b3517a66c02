import { existsSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { messageOf, StartError } from './errors.ts';
import { readTextFile } from './text-file.ts';

/**
 * Takes what the environment `env` leaves open from `.env` of the current folder, where there is one; an empty variable counts
 * as left open. Every command begins with it. @throws StartError when the file cannot be read.
 */
export function readEnvFile(env: Record<string, string | undefined>): void {
  if (!existsSync('.env')) return;
  try {
    for (const [name, value] of Object.entries(parseEnv(readTextFile('.env')))) env[name] ||= value;
  } catch (error) {
    throw new StartError(`The file .env can’t be read (${messageOf(error)}).`);
  }
}

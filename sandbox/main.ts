import { StartError } from '../src/errors.ts';
import { runSandbox } from './run.ts';

/** The port of the page, unless SANDBOX_PORT says otherwise. */
const PORT = 4300;

/** `npm run sandbox`: prints the address once everything is ready. */
export async function main(): Promise<void> {
  process.env.TZ = 'UTC';
  const { SANDBOX_PORT = String(PORT), LOG_LEVEL = 'warn' } = process.env;
  process.stdout.write('Setting up the company …\n');
  try {
    const sandbox = await runSandbox({ port: Number(SANDBOX_PORT), logLevel: LOG_LEVEL });
    process.stdout.write(`Bitewise is in ${sandbox.url} — open it in a browser. Ctrl+C ends it.\n`);
    const end = () => void sandbox.close().then(() => process.exit(0));
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!inUse && !(error instanceof StartError)) throw error;
    const sentence = inUse
      ? `Port ${SANDBOX_PORT} is in use. Choose another: SANDBOX_PORT=4301 npm run sandbox`
      : error.message;
    process.stderr.write(`${sentence}\n`);
    process.exit(1);
  }
}

import { StartError } from '../src/errors.ts';
import { runSandbox } from './run.ts';

/** The port of the page, unless SANDBOX_PORT says otherwise. */
const PORT = 4300;

/** `npm run sandbox`: prints the address once everything is ready. */
export async function main(): Promise<void> {
  process.env.TZ = 'UTC';
  const { SANDBOX_PORT = String(PORT), LOG_LEVEL = 'warn' } = process.env;
  try {
    const port = readPort(SANDBOX_PORT);
    process.stdout.write('Setting up the company …\n');
    const starting = runSandbox({ port, logLevel: LOG_LEVEL });
    const end = () =>
      void starting
        .then((sandbox) => sandbox.close())
        .then(
          () => process.exit(0),
          () => process.exit(1),
        );
    // Before it is ready, so that one who does not wait for that leaves nothing behind.
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
    const { url } = await starting;
    process.stdout.write(`Bitewise is in ${url} — open it in a browser. Ctrl+C ends it.\n`);
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

/** @throws StartError for what is no port. */
function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  if (port >= 1 && port <= 65535) return port;
  throw new StartError('SANDBOX_PORT must be a number from 1 to 65535, such as 4301.');
}

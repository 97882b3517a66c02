import { pathToFileURL } from 'node:url';

/** The oldest Node that runs this: native Temporal and type stripping. */
const NODE = 26;

/** Says what is wrong in one sentence and ends with exit code 1. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Imported only once Node is known to be right: older ones cannot load the native modules. */
async function run(): Promise<void> {
  const [{ systemClock }, { readConfig }, { start }, { StartError }] = await Promise.all([
    import('./clock.ts'),
    import('./config.ts'),
    import('./start.ts'),
    import('./errors.ts'),
  ]);
  process.env.TZ = 'UTC';
  try {
    const running = await start(readConfig(process.env), systemClock);
    const stop = async () => {
      await running.stop();
      process.exit(0);
    };
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  } catch (error) {
    if (error instanceof StartError) refuse(error.message);
    throw error;
  }
}

if (Number(process.versions.node.split('.')[0]) < NODE) {
  refuse(
    `Bitewise needs Node ${NODE} or newer, and this is ${process.versions.node}. Run it with “npm start”, which brings its own.`,
  );
}
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await run();

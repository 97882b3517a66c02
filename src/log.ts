import { type Logger as BoltLogger, LogLevel } from '@slack/bolt';
import pino, { type Logger } from 'pino';
import type { Config } from './config.ts';

/** Fields that may hold tokens or people's words; they never reach a log line. */
const SECRET = [
  'token',
  'authorization',
  'text',
  'goal',
  'tried',
  'words',
  'answer',
  'blocks',
  'view',
  'body',
  'payload',
];

/** JSON lines on standard output. */
export function createLog(config: Config): Logger {
  const paths = SECRET.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  return pino({
    level: config.logLevel,
    redact: { paths, censor: '[hidden]' },
    serializers: { err: describeError },
  });
}

/** An error without what the SDK hangs onto it, such as request bodies. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  return { type: error.name, message: hideTokens(error.message), code, stack: hideTokens(error.stack ?? '') };
}

export function hideTokens(text: string): string {
  return text.replace(/xox[a-z]-[\w-]+|xapp-[\w-]+/g, '[token]');
}

/** Bolt and the SDK talk through our log; their debug lines hold whole payloads and are left out. */
export function boltLogger(log: Logger): BoltLogger {
  const child = log.child({ from: 'bolt' });
  const line = (parts: unknown[]) =>
    hideTokens(parts.map((part) => (part instanceof Error ? part.message : String(part))).join(' '));
  return {
    debug: () => {},
    info: (...parts) => child.debug(line(parts)),
    warn: (...parts) => child.warn(line(parts)),
    error: (...parts) => child.error(line(parts)),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

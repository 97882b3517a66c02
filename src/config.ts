import { z } from 'zod';
import { StartError } from './errors.ts';

const token = (prefix: string, from: string) =>
  z.string().regex(new RegExp(`^${prefix}[\\w-]+$`), `must start with ${prefix} (find it in ${from})`);

const url = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be a full address, such as ${what}` })
    .regex(/^[^?#]*$/, `must be an address without ? and #, such as ${what}`);

/** What guides and templates have in the place of a secret. */
const PLACEHOLDER = /your|change.?me|replace|placeholder|x{6}/i;
const portRange = 'must be a number from 1 to 65535';

const environment = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'your Slack app under “OAuth & Permissions”'),
  SLACK_APP_TOKEN: token('xapp-', 'your Slack app under “Basic Information”, “App-Level Tokens”').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[\w-]{8,}$/, 'must be the signing secret of your Slack app (under “Basic Information”)')
    .refine((secret) => !PLACEHOLDER.test(secret), 'is still a placeholder for the signing secret of your Slack app')
    .optional(),
  SLACK_API_URL: url('https://slack.com/api/').default('https://slack.com/api/'),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must be file:<path> or postgres://…')
    .default('file:./data/bitewise.db'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, portRange)
    .transform(Number)
    .refine((port) => port <= 65535, portRange)
    .default(3000),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be an address of this machine, such as 127.0.0.1')
    .optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

export type Config = {
  slack: {
    botToken: string;
    appToken: string | undefined;
    signingSecret: string | undefined;
    /** Base address of the Web API, always with a slash at the end. */
    apiUrl: string;
  };
  databaseUrl: string;
  /** TCP port for /slack/events, /healthz and /readyz; 0 lets the system choose. */
  port: number;
  /** The address that is listened on; every one of the machine where it is not given. */
  host: string | undefined;
  logLevel: z.infer<typeof environment>['LOG_LEVEL'];
};

/**
 * The configuration that the environment describes. An empty variable counts as absent; line breaks, spaces and quotes
 * around a value, which copying and files of settings leave there, are no part of it.
 * @throws StartError naming every problem in one message.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const trimmed = Object.entries(env).map(([name, value]) => [name, trim(value)] as const);
  const given = Object.fromEntries(trimmed.filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => describe(issue, given));
  if (given.SLACK_APP_TOKEN === undefined && given.SLACK_SIGNING_SECRET === undefined) {
    problems.push('SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing');
  }
  if (!parsed.success || problems.length > 0) {
    throw new StartError(`Bitewise cannot start: ${problems.join('; ')}. See .env.example for every setting.`);
  }
  const { data } = parsed;
  return {
    slack: {
      botToken: data.SLACK_BOT_TOKEN,
      appToken: data.SLACK_APP_TOKEN,
      signingSecret: data.SLACK_SIGNING_SECRET,
      apiUrl: data.SLACK_API_URL.replace(/\/*$/, '/'),
    },
    databaseUrl: data.DATABASE_URL,
    port: data.PORT,
    host: data.HOST,
    logLevel: data.LOG_LEVEL,
  };
}

/** The database alone, for what needs nothing of Slack. @throws StartError that says what is wrong with it. */
export function readDatabaseUrl(env: Record<string, string | undefined>): string {
  const given = trim(env.DATABASE_URL);
  const parsed = environment.shape.DATABASE_URL.safeParse(given === '' ? undefined : given);
  if (parsed.success) return parsed.data;
  throw new StartError(
    `DATABASE_URL ${parsed.error.issues[0]?.message}${oddity('DATABASE_URL', given)}. See .env.example.`,
  );
}

/** Spaces, line breaks, control characters and marks that nobody sees. */
const AROUND = String.raw`[\s\p{Cc}\p{Cf}]`;
const SURROUNDED = new RegExp(`^${AROUND}*(["'“”‘’]?)(.*?)(["'“”‘’]?)${AROUND}*$`, 'su');

/** A value without what stands around it; a quote only on one side is part of what is wrong with it. */
function trim(value = ''): string {
  const [, open = '', inner = '', close = ''] = SURROUNDED.exec(value) ?? [];
  const isQuoted = open !== '' && close !== '';
  return (isQuoted ? inner : `${open}${inner}${close}`).trim();
}

/** What copying leaves inside a value that must be one word. */
function oddity(name: string, value: string): string {
  if (/[\r\n]/.test(value)) return ' (there is a line break in it)';
  if (/["'“”‘’]/.test(value)) return ' (there is a quote in it)';
  if (/\s/.test(value)) return ' (there is a space in it)';
  if (/[\p{Cc}\p{Cf}]/u.test(value)) return ' (there is a character in it that cannot be seen)';
  return new RegExp(`\\b${name} *=`).test(value) ? ' (its own name stands in it)' : '';
}

function describe(issue: z.core.$ZodIssue, given: Record<string, string>): string {
  const name = String(issue.path[0]);
  const value = given[name];
  return value === undefined ? `${name} is missing` : `${name} ${issue.message}${oddity(name, value)}`;
}

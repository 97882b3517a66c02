import { z } from 'zod';
import { StartError } from './errors.ts';
import { isKeyRing } from './key-ring.ts';

const token = (prefix: string, from: string) =>
  z.string().regex(new RegExp(`^${prefix}[\\w-]+$`), `must start with ${prefix} (find it in ${from})`);

const url = (what: string) =>
  z
    .url({ protocol: /^https?$/, error: `must be a full address, such as ${what}` })
    .regex(/^[^?#]*$/, `must be an address without ? and #, such as ${what}`);

/** What guides and templates have in the place of a secret. */
const PLACEHOLDER = /your|change.?me|replace|placeholder|x{6}/i;
const portRange = 'must be a number from 1 to 65535';

const address = z.string().regex(/^[\w.:-]+$/, 'must be an address of this machine, such as 127.0.0.1');

const environment = z.object({
  SLACK_BOT_TOKEN: token('xoxb-', 'your Slack app under “OAuth & Permissions”').optional(),
  SLACK_APP_TOKEN: token('xapp-', 'your Slack app under “Basic Information”, “App-Level Tokens”').optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .regex(/^[\w-]{8,}$/, 'must be the signing secret of your Slack app (under “Basic Information”)')
    .refine((secret) => !PLACEHOLDER.test(secret), 'is still a placeholder for the signing secret of your Slack app')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/, 'must be the client ID of your Slack app, two numbers with a dot (under “Basic Information”)')
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .regex(/^[\w-]{8,}$/, 'must be the client secret of your Slack app (under “Basic Information”)')
    .refine((secret) => !PLACEHOLDER.test(secret), 'is still a placeholder for the client secret of your Slack app')
    .optional(),
  SLACK_STATE_SECRET: z
    .string()
    .regex(
      /^\S{16,}$/,
      'must be 16 characters or more that no one can guess, such as the output of “npm run keys -- new”',
    )
    .refine((secret) => !PLACEHOLDER.test(secret), 'is still a placeholder')
    .optional(),
  TOKEN_KEYS: z
    .string()
    .refine(isKeyRing, 'must be keys of 32 bytes in base64, parted by commas, as “npm run keys -- new” prints them')
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
  HOST: address.optional(),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/, portRange)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65535, portRange)
    .optional(),
  METRICS_HOST: address.default('127.0.0.1'),
  WEBHOOK_INTERNAL: z
    .enum(['no', 'yes'], { error: 'must be yes or no: whether webhooks may go to addresses inside your network' })
    .default('no'),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
});

export type OAuth = {
  clientId: string;
  clientSecret: string;
  /** Signs what comes back from Slack's page with the person who went there. */
  stateSecret: string;
  /** Keys of the tokens in the database, base64, the newest first, parted by commas. */
  tokenKeys: string;
};

export type Config = {
  slack: {
    /** The one workspace's; '' where each has its own, given when it adds the app. */
    botToken: string;
    appToken: string | undefined;
    signingSecret: string | undefined;
    /** Base address of the Web API, always with a slash at the end. */
    apiUrl: string;
    /** By which any workspace can add the app; undefined where there is one, whose token stands in the environment. */
    oauth: OAuth | undefined;
  };
  databaseUrl: string;
  /** TCP port for /slack/events, /healthz and /readyz; 0 lets the system choose. */
  port: number;
  /** The address that is listened on; every one of the machine where it is not given. */
  host: string | undefined;
  /** Where `/metrics` is told; nowhere without a port. */
  metrics: { port: number | undefined; host: string };
  /** Whether owners may send events to addresses inside the network, and without TLS. */
  allowsInternalWebhooks: boolean;
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
  problems.push(...missing(given));
  if (given.SLACK_APP_TOKEN === undefined && given.SLACK_SIGNING_SECRET === undefined) {
    problems.push('SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for HTTP) is missing');
  }
  if (!parsed.success || problems.length > 0) {
    throw new StartError(`Bitewise can’t start: ${problems.join('; ')}. See .env.example for every setting.`);
  }
  const { data } = parsed;
  return {
    slack: {
      botToken: data.SLACK_BOT_TOKEN ?? '',
      appToken: data.SLACK_APP_TOKEN,
      signingSecret: data.SLACK_SIGNING_SECRET,
      apiUrl: data.SLACK_API_URL.replace(/\/*$/, '/'),
      oauth: oauthOf(data),
    },
    databaseUrl: data.DATABASE_URL,
    port: data.PORT,
    host: data.HOST,
    metrics: { port: data.METRICS_PORT, host: data.METRICS_HOST },
    allowsInternalWebhooks: data.WEBHOOK_INTERNAL === 'yes',
    logLevel: data.LOG_LEVEL,
  };
}

/** What has to be there together: one workspace's token, or all that it takes for many of them. */
function missing(given: Record<string, string>): string[] {
  const names = FOR_MANY.filter((name) => given[name] !== undefined);
  if (names.length === 0) return given.SLACK_BOT_TOKEN === undefined ? ['SLACK_BOT_TOKEN is missing'] : [];
  const others = FOR_MANY.filter((name) => given[name] === undefined);
  return [
    ...(others.length > 0 ? [`${names.join(', ')} for several workspaces also needs ${others.join(', ')}`] : []),
    ...(given.SLACK_BOT_TOKEN === undefined ? [] : ['SLACK_BOT_TOKEN is for one workspace: leave it out for several']),
    ...(given.SLACK_APP_TOKEN === undefined ? [] : ['several workspaces need HTTP mode: leave SLACK_APP_TOKEN out']),
  ];
}

const FOR_MANY = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'TOKEN_KEYS'] as const;

function oauthOf(data: z.infer<typeof environment>): OAuth | undefined {
  const [clientId, clientSecret, stateSecret, tokenKeys] = FOR_MANY.map((name) => data[name]);
  if (!clientId || !clientSecret || !stateSecret || !tokenKeys) return undefined;
  return { clientId, clientSecret, stateSecret, tokenKeys };
}

/** The keys of the tokens alone, as they were given. @throws StartError that says what is wrong with them. */
export function readTokenKeys(env: Record<string, string | undefined>): string {
  const parsed = environment.shape.TOKEN_KEYS.unwrap().safeParse(trim(env.TOKEN_KEYS));
  if (parsed.success) return parsed.data;
  throw new StartError(`TOKEN_KEYS ${parsed.error.issues[0]?.message}. See .env.example.`);
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
  if (/[\r\n]/.test(value)) return ' (there’s a line break in it)';
  if (/["'“”‘’]/.test(value)) return ' (there’s a quote in it)';
  if (/\s/.test(value)) return ' (there’s a space in it)';
  if (/[\p{Cc}\p{Cf}]/u.test(value)) return ' (there’s a character in it that can’t be seen)';
  return new RegExp(`\\b${name} *=`).test(value) ? ' (its own name stands in it)' : '';
}

function describe(issue: z.core.$ZodIssue, given: Record<string, string>): string {
  const name = String(issue.path[0]);
  const value = given[name];
  return value === undefined ? `${name} is missing` : `${name} ${issue.message}${oddity(name, value)}`;
}

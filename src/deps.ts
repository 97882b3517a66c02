import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database/open.ts';
import type { Listener } from './database/transaction.ts';

/** Everything that the app stands on, made once in start.ts and handed down. */
export type Deps = {
  config: Config;
  db: Database;
  clock: Clock;
  log: Logger;
  jobs: { wake(): void };
  /** Who is told of what takes place, in the order of the features. */
  listeners: readonly Listener[];
  slack: WebClient;
  /** The Slack team that the bot token belongs to. */
  workspaceId: string;
  botUserId: string;
};

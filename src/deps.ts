import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Database } from './database/open.ts';
import type { Listener } from './database/transaction.ts';
import type { Installations, Workspace } from './workspace.ts';

/** Everything that the process stands on, made once in start.ts and handed down. */
export type Deps = {
  config: Config;
  db: Database;
  clock: Clock;
  log: Logger;
  /** Looks for jobs that were added: of one workspace, or of any. */
  jobs: { wake(workspaceId?: string): void };
  /** Who is told of what takes place, in the order of the features. */
  listeners: readonly Listener[];
  installations: Installations;
};

/** The same with the workspace that a request or a job belongs to. */
export type WorkspaceDeps = Deps & { workspace: Workspace };

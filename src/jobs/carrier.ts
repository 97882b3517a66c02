import type { FailureCause } from './back-off.ts';
import type { MessageHandler } from './define.ts';
import type { JobChange } from './store.ts';
import type { Job } from './tables.ts';

/** Takes messages to where they go. The engine knows of it no more than this; the outbox is one. */
export type Carrier = {
  /** Whether anything can go out at all: the app is in its workspace. */
  isOpen(): Promise<boolean>;
  /** Brings a message there, or writes down why not. @throws what kept it from either */
  deliver(job: Job, handler: MessageHandler): Promise<void>;
  /** Ends a message that failed too often by itself, with what its feature makes of that. */
  giveUp(
    job: Job,
    handler: MessageHandler,
    end: { outcome: 'dead' | 'unknown'; why: string },
    more: JobChange,
  ): Promise<void>;
  /** What a failure means for the tries of a job. */
  setbackOf(failure: unknown): FailureCause;
};

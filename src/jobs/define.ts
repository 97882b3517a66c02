import type { HomeView, KnownBlock } from '@slack/types';
import type { z } from 'zod';
import type { Tx } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import type { Job } from './tables.ts';

/** The name and payload of a sort of job. Declared beside the service that enqueues it. */
export type JobKind<P> = { name: string; payload: z.ZodType<P> };

export function jobKind<P>(name: string, payload: z.ZodType<P>): JobKind<P> {
  return { name, payload };
}

/** Where a message goes: a person's DM, a group DM of several people, or a channel (and thread) that is known. */
export type Destination = { user: string } | { users: string[] } | { channel: string; threadTs?: string };

export type Content = { text: string; blocks?: KnownBlock[] };

/** What a message job turns out to be once its state is read at the time of sending. */
export type Rendered =
  /** No longer needed; the reason is kept with the job. */
  | { skip: string }
  /** Not yet: come back then. */
  | { wait: Temporal.Instant }
  /** It belongs to a message of one of these keys that has yet to arrive: it waits for that one's end, and no longer. */
  | { behind: string[] }
  /** A new message. */
  | { post: Content & { to: Destination } }
  /** A new text for a message that is there; naturally safe to repeat. */
  | { edit: Content & { channel: string; ts: string } }
  /** A person's App Home; naturally safe to repeat. */
  | { publish: { user: string; view: HomeView } };

/** What an edit can be: anything but a new message. */
export type Unsaid = Exclude<Rendered, { post: unknown }>;

export type Posted = { channel: string; ts: string };

/** When whoever reads a message knew whose it is: from the start, since it belongs to what the two have under way. */
export type Known = 'under way' | Temporal.Instant;

/** Whose words a message carries, and to whom; empty when there is nothing to carry any more. */
export type Words = readonly (readonly [fromId: string, toId: string, known?: Known])[];

export type TimerHandler = { type: 'timer'; run(tx: Tx, payload: unknown): Promise<void> };

export type TaskHandler = { type: 'task'; run(deps: WorkspaceDeps, payload: unknown): Promise<void> };

export type MessageHandler = {
  type: 'message';
  /** When nobody can tell whether it was sent: leave it (`skip`), or say it once more (`send again`). */
  ifUnknown: 'skip' | 'send again';
  /** Many people get one at about the same time: it never stands in the way of a conversation. */
  isBulk: boolean;
  words: ((tx: Tx, payload: unknown) => Promise<Words>) | undefined;
  render(tx: Tx, payload: unknown, job: Job): Promise<Rendered>;
  ends: Ends<unknown>;
  waiting(tx: Tx, payload: unknown): Promise<string[]>;
};

/** What follows from each way in which a message comes to an end, in the transaction that writes the end down. */
export type Ends<P> = {
  /** It is there: the time of those who are to answer begins. */
  arrived(tx: Tx, payload: P, posted: Posted, job: Job): Promise<void>;
  /** It can never arrive; `reason` is Slack's error code, or what went wrong too often. */
  dead(tx: Tx, payload: P, reason: string, job: Job): Promise<void>;
  /** Its time was over before it could be said. */
  expired(tx: Tx, payload: P, job: Job): Promise<void>;
  /** Nobody can tell whether it is there, so it is not said again. */
  unknown(tx: Tx, payload: P, job: Job): Promise<void>;
};

/** For an end from which nothing follows: nobody waits for that message, or what they wait for has a time of its own. */
export const nothing = async (): Promise<void> => {};

/** For a message that nobody in particular waits for, such as a post in a channel. */
export const nobody = async (): Promise<string[]> => [];

export type Handler = TimerHandler | TaskHandler | MessageHandler;

export type PromptHandler = {
  words: ((tx: Tx, payload: unknown) => Promise<Words>) | undefined;
  /** One prompt's part of a bundled message: its blocks now, or undefined when it is no longer needed. */
  render(tx: Tx, payload: unknown): Promise<Content | undefined>;
  /** Prompts of this kind are in one message a local date at most, wherever the person travels. */
  isDaily(payload: unknown): boolean;
  /** The message with it is there, or may be: the time of whoever is to answer begins. */
  arrived(tx: Tx, payload: unknown): Promise<void>;
};

export type Registry = ReturnType<typeof createRegistry>;

type MessageOptions<P> = {
  ifUnknown?: MessageHandler['ifUnknown'];
  isBulk?: boolean;
  /** Of what carries one person's words to another; it is held back between people who may not reach each other. */
  words?(tx: Tx, payload: NoInfer<P>): Promise<Words>;
  render(tx: Tx, payload: P, job: Job): Promise<Rendered>;
  ends: Ends<P>;
  /** The members who are told that something did not get through when even that end could not be dealt with. */
  waiting(tx: Tx, payload: P): Promise<string[]>;
};

type PromptOptions<P> = {
  isDaily?(payload: P): boolean;
  arrived?(tx: Tx, payload: NoInfer<P>): Promise<void>;
  /** As with a message. */
  words?(tx: Tx, payload: NoInfer<P>): Promise<Words>;
};

/** All the kinds of jobs that the app knows; features add theirs in their `jobs.ts`. */
export function createRegistry() {
  const handlers = new Map<string, Handler>();
  const prompts = new Map<string, PromptHandler>();
  const add = (name: string, handler: Handler) => {
    if (handlers.has(name)) throw new Error(`Two handlers for jobs of kind ${name}`);
    handlers.set(name, handler);
  };
  return {
    handlers,
    prompts,
    /** Timed work inside one transaction: it may change state and enqueue, never call out. */
    timer<P>(kind: JobKind<P>, run: (tx: Tx, payload: P) => Promise<void>): void {
      add(kind.name, { type: 'timer', run: (tx, payload) => run(tx, kind.payload.parse(payload)) });
    },
    /** Work outside a transaction that is safe to repeat, such as reading the directory. */
    task<P>(kind: JobKind<P>, run: (deps: WorkspaceDeps, payload: P) => Promise<void>): void {
      add(kind.name, { type: 'task', run: (deps, payload) => run(deps, kind.payload.parse(payload)) });
    },
    /** Something said in Slack: `render` from the state at send time, `ends` for whatever becomes of it. */
    message<P>(kind: JobKind<P>, { ifUnknown = 'send again', isBulk = false, ...given }: MessageOptions<P>): void {
      const parse = (payload: unknown) => kind.payload.parse(payload);
      const { render, ends, waiting, words } = given;
      add(kind.name, {
        ...{ type: 'message', ifUnknown, isBulk },
        words: words && ((tx, payload) => words(tx, parse(payload))),
        render: (tx, payload, job) => render(tx, parse(payload), job),
        ends: {
          arrived: (tx, payload, posted, job) => ends.arrived(tx, parse(payload), posted, job),
          dead: (tx, payload, reason, job) => ends.dead(tx, parse(payload), reason, job),
          expired: (tx, payload, job) => ends.expired(tx, parse(payload), job),
          unknown: (tx, payload, job) => ends.unknown(tx, parse(payload), job),
        },
        waiting: (tx, payload) => waiting(tx, parse(payload)),
      });
    },
    /** Shows the state of now on a message or a Home that is there. Nobody waits for it: the next one shows the same. */
    edit<P>(
      kind: JobKind<P>,
      render: (tx: Tx, payload: P, job: Job) => Promise<Unsaid>,
      words?: MessageOptions<P>['words'],
    ): void {
      const ends = { arrived: nothing, dead: nothing, expired: nothing, unknown: nothing };
      this.message(kind, { render, ends, waiting: nobody, ...(words ? { words } : {}) });
    },
    /** How one kind of unprompted message looks inside the bundle of the day (features/prompts). */
    prompt<P>(
      kind: JobKind<P>,
      render: (tx: Tx, payload: P) => Promise<Content | undefined>,
      { isDaily = () => false, words, arrived = nothing }: PromptOptions<P> = {},
    ): void {
      if (prompts.has(kind.name)) throw new Error(`Two renderers for prompts of kind ${kind.name}`);
      prompts.set(kind.name, {
        render: (tx, payload) => render(tx, kind.payload.parse(payload)),
        words: words && ((tx, payload) => words(tx, kind.payload.parse(payload))),
        isDaily: (payload) => isDaily(kind.payload.parse(payload)),
        arrived: (tx, payload) => arrived(tx, kind.payload.parse(payload)),
      });
    },
  };
}

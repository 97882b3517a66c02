import type { App } from '@slack/bolt';
import type { PersonalData } from './database/personal-data.ts';
import type { Tx } from './database/transaction.ts';
import type { Deps } from './deps.ts';
import type { Listeners } from './events.ts';
import type { TrackRecord } from './features/matching/rules/track-record.ts';
import type { Registry } from './jobs/define.ts';
import type { Command } from './slack/listeners.ts';

/** What can follow `/mentor`; `rest` is what was typed after its name. */
export type Subcommand = (deps: Deps, command: Command, rest: string) => Promise<void>;

/** What can follow `/mentor`. */
export type Commands = {
  /** Whether a text is a command, as it would be after `/mentor`. */
  has(text: string): boolean;
};

/** All that one feature adds to the app. `features/index.ts` has them in their order. */
export type Feature = {
  /** The name of its folder. */
  name: string;
  /** Registers what it hears from Slack. */
  slack?: (app: App, deps: Deps, commands: Commands) => void;
  /** Registers its timed work and its messages. */
  jobs?: (registry: Registry) => void;
  subcommands?: Record<string, Subcommand>;
  /** Those of its subcommands that take words; any other with words after it is a topic, such as “privacy law”. */
  withWords?: string[];
  /** Those that take only such words; with others after it, it is a topic too. */
  withSuchWords?: Record<string, (words: string) => boolean>;
  /** Answers what follows `/mentor` and is no subcommand. One feature has it. */
  topic?: Subcommand;
  /** What it does about the events of the features before it. */
  listeners?: Listeners;
  /** Reads at start what it must have at hand before anybody asks; a fault in content/ ends the start. */
  prepare?: (tx: Tx) => unknown;
  /** What it keeps about people, table by table: privacy exports, erases and ages it. */
  privacy?: PersonalData;
  /** How to read what it keeps of people as mentors, for the features before it that rank and reward them. */
  trackRecord?: Partial<TrackRecord>;
  /** Plans its calendar-like work, now and every hour. Each plan has a key, so that planning twice changes nothing. */
  upkeep?: (tx: Tx) => Promise<void>;
};

import type { Clock } from '../clock.ts';
import type { Deliver } from './delivery/deliver.ts';
import type { Agenda } from './engine/agenda.ts';
import type { Changes } from './engine/changes.ts';
import type { Ids } from './engine/ids.ts';
import type { InFlight } from './engine/in-flight.ts';
import type { Traffic } from './engine/traffic.ts';
import type { Faults } from './faults/faults.ts';
import type { Manifest } from './manifest.ts';
import type { OAuth } from './state/oauth.ts';
import type { State } from './state/state.ts';

/** Everything that the parts of the embedded workspace share. */
export type World = {
  clock: Clock;
  ids: Ids;
  manifest: Manifest;
  state: State;
  agenda: Agenda;
  changes: Changes;
  traffic: Traffic;
  inFlight: InFlight;
  faults: Faults;
  /** Brings a payload to the app, over whichever way it is connected. */
  deliver: Deliver;
  /** Where this server answers, without a slash at the end. */
  url: string;
  /** Where several workspaces answer together, if they do. */
  front?: string;
  tokens: { bot: string; app: string };
  /** Who may install the app, and what it was given for that. */
  oauth: OAuth;
  rateLimits: boolean;
  switches: Switches;
};

/** What Slack does to some apps and not to others, or does without saying so; all of it is off at first. */
export type Switches = {
  /** A second `chat.postMessage` with a `client_msg_id` that was seen makes no second message. */
  deduplicates: boolean;
  /** History is limited as for apps that are distributed outside the Marketplace: 15 messages, once a minute. */
  limitsHistory: boolean;
};

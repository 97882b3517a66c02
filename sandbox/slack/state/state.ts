import type { Json } from '../engine/json.ts';
import type { Person } from './people.ts';

export type Message = Json & {
  type: 'message';
  ts: string;
  text: string;
  user?: string;
  bot_id?: string;
  /** Only on replies; a root shows its own ts once it has replies. */
  thread_ts?: string;
  blocks?: Json[];
  metadata?: { event_type: string; event_payload: Json };
  subtype?: string;
};
type Ephemeral = { forUser: string; message: Message };

export type ConversationKind = 'public' | 'private' | 'im' | 'mpim';
export type Conversation = {
  id: string;
  kind: ConversationKind;
  name: string;
  topic: string;
  purpose: string;
  creator: string;
  /** Seconds. */
  created: number;
  isGeneral: boolean;
  members: Set<string>;
  /** In the order of ts. */
  messages: Message[];
  ephemerals: Ephemeral[];
  /** Last read ts by person. */
  read: Map<string, string>;
};

export type StoredView = {
  id: string;
  kind: 'modal' | 'home';
  userId: string;
  /** The view as the app gave it, with block_id and action_id filled in. */
  view: Json;
  hash: string;
  /** What the person has put in so far, by block_id and action_id. */
  values: Record<string, Record<string, Json>>;
  rootViewId: string;
  previousViewId: string | null;
};

export type Trigger = { userId: string; at: Temporal.Instant; used: boolean; viewId?: string };

export type ResponseUrl = {
  key: string;
  userId: string;
  channelId: string;
  /** The message the interaction came from, if any. */
  messageTs?: string;
  at: Temporal.Instant;
  uses: number;
};

export type StoredFile = {
  id: string;
  name: string;
  title: string;
  /** What a picture shows, for whoever does not see it. */
  altText: string;
  length: number;
  content: Buffer | null;
  complete: boolean;
  /** Where it was shared, by conversation. */
  shares: { public?: Record<string, Json[]>; private?: Record<string, Json[]> };
  created: number;
};

export type AppIdentity = {
  appId: string;
  name: string;
  botId: string;
  botUserId: string;
  scopes: readonly string[];
  events: readonly string[];
};

export type State = {
  team: { id: string; name: string; domain: string };
  app: AppIdentity;
  people: Map<string, Person>;
  /** People who are still to join, the next one first. */
  newcomers: Person[];
  conversations: Map<string, Conversation>;
  /** DMs and group DMs by their people: see `directKey`. */
  directs: Map<string, Conversation>;
  /** Every view that is open (modals) or published (homes), by id. */
  views: Map<string, StoredView>;
  /** The modal stack of each person, last on top. */
  stacks: Map<string, string[]>;
  /** The published Home of each person. */
  homes: Map<string, string>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  files: Map<string, StoredFile>;
  /** The ts of the message that came with each `client_msg_id`. */
  clientIds: Map<string, string>;
};

import type { Ids } from '../engine/ids.ts';
import type { Manifest } from '../manifest.ts';
import { insertMessage } from './messages.ts';
import { type Person, slackbot } from './people.ts';
import type { AppIdentity, Conversation, ConversationKind, State } from './state.ts';

type SeedMessage = { from: string; text: string; hoursAgo: number; replies?: { from: string; text: string }[] };
type SeedChannel = {
  id: string;
  name: string;
  topic: string;
  purpose: string;
  isPrivate: boolean;
  isGeneral: boolean;
  /** User ids; the app's bot is added when `withApp`. */
  members: string[];
  withApp: boolean;
  history: SeedMessage[];
};
export type Seed = {
  team: { id: string; name: string; domain: string };
  people: Person[];
  /** Who joins later, one by one. */
  newcomers?: Person[];
  channels: SeedChannel[];
};

const identity = (manifest: Manifest): AppIdentity => ({
  appId: 'A0APP',
  name: manifest.display_information.name,
  botId: 'B0APP',
  botUserId: 'U0APP',
  scopes: manifest.oauth_config.scopes.bot,
  events: manifest.settings.event_subscriptions?.bot_events ?? [],
});

const botPerson = (app: AppIdentity, manifest: Manifest, created: number): Person => ({
  ...slackbot,
  id: app.botUserId,
  handle: manifest.features.bot_user.display_name.toLowerCase().replaceAll(/\W+/g, '-'),
  realName: app.name,
  displayName: manifest.features.bot_user.display_name,
  tz: 'America/Los_Angeles',
  isBot: true,
  updated: created,
});

/** A conversation without messages. */
export const newConversation = (
  about: Pick<Conversation, 'id' | 'kind' | 'name' | 'creator' | 'created'> & Partial<Conversation>,
): Conversation => ({
  topic: '',
  purpose: '',
  isGeneral: false,
  members: new Set(),
  messages: [],
  ephemerals: [],
  read: new Map(),
  ...about,
});

function seedChannel(channel: SeedChannel, state: State, ids: Ids, now: Temporal.Instant): Conversation {
  const kind: ConversationKind = channel.isPrivate ? 'private' : 'public';
  const members = new Set([...channel.members, ...(channel.withApp ? [state.app.botUserId] : [])]);
  const created = Math.floor(now.epochMilliseconds / 1000) - 400 * 86_400;
  const conversation = newConversation({
    ...channel,
    kind,
    members,
    created,
    creator: channel.members[0] ?? 'USLACKBOT',
  });
  const plain = (from: string, text: string, at: Temporal.Instant) =>
    ({ type: 'message', user: from, text, ts: ids.ts(at), team: state.team.id }) as const;
  for (const { from, text, hoursAgo, replies = [] } of channel.history) {
    const at = now.subtract({ minutes: Math.round(hoursAgo * 60) });
    const root = plain(from, text, at);
    insertMessage(conversation, root);
    for (const [n, reply] of replies.entries())
      insertMessage(conversation, {
        ...plain(reply.from, reply.text, at.add({ minutes: 3 * (n + 1) })),
        thread_ts: root.ts,
        parent_user_id: from,
      });
  }
  const last = conversation.messages.at(-1)?.ts;
  if (last) for (const id of members) conversation.read.set(id, last);
  return conversation;
}

/** The workspace as it is before anybody does anything: the seed's people and channels, and the app installed. */
export function createState(seed: Seed, manifest: Manifest, ids: Ids, now: Temporal.Instant): State {
  const app = identity(manifest);
  const installed = Math.floor(now.epochMilliseconds / 1000);
  const people = [...seed.people, slackbot, botPerson(app, manifest, installed)];
  const state: State = {
    team: seed.team,
    app,
    people: new Map(people.map((person) => [person.id, { ...person }])),
    newcomers: [...(seed.newcomers ?? [])],
    conversations: new Map(),
    directs: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    clientIds: new Map(),
  };
  for (const channel of seed.channels) state.conversations.set(channel.id, seedChannel(channel, state, ids, now));
  return state;
}

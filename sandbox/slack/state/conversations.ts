import { compact, type Json } from '../engine/json.ts';
import type { Conversation, ConversationKind, State } from './state.ts';

/** The scope that reads, lists or writes conversations of a kind, such as `im:history`. */
export const scopeFor = (kind: ConversationKind, what: 'read' | 'history' | 'write'): string => {
  const family = { public: 'channels', private: 'groups', im: 'im', mpim: 'mpim' }[kind];
  return family === 'channels' && what === 'write' ? 'channels:manage' : `${family}:${what}`;
};

/** `channel_type` of message events, and the last part of their subscription. */
export const channelType = (kind: ConversationKind): string =>
  ({ public: 'channel', private: 'group', im: 'im', mpim: 'mpim' })[kind];

/** The other person of a DM that `viewer` is in. */
export const partner = (conversation: Conversation, viewer: string): string =>
  [...conversation.members].find((id) => id !== viewer) ?? viewer;

/** The key under which the DM or group DM of exactly these people is found. */
export const directKey = (members: Iterable<string>): string => [...members].toSorted().join(' ');

const flags = (kind: ConversationKind): Json => ({
  is_channel: kind === 'public',
  is_group: kind === 'private',
  is_im: kind === 'im',
  is_mpim: kind === 'mpim',
  is_private: kind !== 'public',
});

/** What only some methods say of a conversation. */
export type Extras = { count?: boolean | undefined; membership?: boolean };

/** A conversation as the methods of conversations.* give it to `viewer`; `count` adds the number of members. */
export function conversationJson(
  conversation: Conversation,
  state: State,
  viewer: string,
  { count = false, membership = true }: Extras = {},
): Json {
  const { kind, id, created } = conversation;
  if (kind === 'im')
    return {
      id,
      created,
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      context_team_id: state.team.id,
      updated: created * 1000,
      user: partner(conversation, viewer),
      is_user_deleted: state.people.get(partner(conversation, viewer))?.deleted ?? false,
      priority: 0,
    };
  return compact({
    id,
    name: conversation.name,
    ...flags(kind),
    created,
    is_archived: false,
    is_general: conversation.isGeneral,
    unlinked: 0,
    name_normalized: conversation.name,
    is_shared: false,
    is_org_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: state.team.id,
    updated: created * 1000,
    parent_conversation: null,
    creator: conversation.creator,
    is_ext_shared: [...conversation.members].some((member) => state.people.get(member)?.teamId !== undefined),
    shared_team_ids: [state.team.id],
    pending_connected_team_ids: [],
    is_member: membership ? conversation.members.has(viewer) : undefined,
    topic: { value: conversation.topic, creator: conversation.creator, last_set: created },
    purpose: { value: conversation.purpose, creator: conversation.creator, last_set: created },
    previous_names: [],
    num_members: count ? conversation.members.size : undefined,
  });
}

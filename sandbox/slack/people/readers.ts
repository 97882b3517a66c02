import type { Json } from '../engine/json.ts';
import { partner } from '../state/conversations.ts';
import { findMessage, isTopLevel, messageJson, replies } from '../state/messages.ts';
import type { Conversation, Message } from '../state/state.ts';
import type { World } from '../world.ts';
import { actor, visible } from './payloads.ts';

export type SeenMessage = Json & { ts: string; text: string; ephemeral?: true };
export type SeenConversation = {
  id: string;
  kind: 'channel' | 'im' | 'mpim';
  name: string;
  memberIds: string[];
  unread: number;
  isMember: boolean;
  isPrivate: boolean;
};

const seen = (conversation: Conversation, message: Message, ephemeral: boolean): SeenMessage => {
  const json = messageJson(conversation, message);
  return { ...json, ts: message.ts, text: message.text, ...(ephemeral ? { ephemeral: true } : {}) };
};

function merge(
  conversation: Conversation,
  userId: string,
  messages: Message[],
  fits: (message: Message) => boolean,
): SeenMessage[] {
  const own = conversation.ephemerals.filter((one) => one.forUser === userId && fits(one.message));
  return [
    ...messages.map((message) => seen(conversation, message, false)),
    ...own.map(({ message }) => seen(conversation, message, true)),
  ].sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** Top-level messages as a person sees them, oldest first. */
export function messagesIn(world: World, userId: string, channel: string): SeenMessage[] {
  const conversation = visible(world, actor(world, userId), channel);
  return merge(conversation, userId, conversation.messages.filter(isTopLevel), (message) => !message.thread_ts);
}

/** A thread as a person sees it, its root first. */
export function threadIn(world: World, userId: string, channel: string, ts: string): SeenMessage[] {
  const conversation = visible(world, actor(world, userId), channel);
  const root = findMessage(conversation, ts);
  if (!root) return [];
  return merge(conversation, userId, [root, ...replies(conversation, ts)], (message) => message.thread_ts === ts);
}

/** Everything in a person's sidebar, and the channels they might join. */
export function conversationsOf(world: World, userId: string): SeenConversation[] {
  const person = actor(world, userId);
  const sees = (c: Conversation) => c.members.has(userId) || (c.kind === 'public' && person.guest === 'no');
  return [...world.state.conversations.values()].filter(sees).map((c) => ({
    id: c.id,
    kind: c.kind === 'im' || c.kind === 'mpim' ? c.kind : 'channel',
    name: nameFor(world, c, userId),
    memberIds: [...c.members],
    unread: unread(c, userId),
    isMember: c.members.has(userId),
    isPrivate: c.kind !== 'public',
  }));
}

function nameFor({ state }: World, conversation: Conversation, userId: string): string {
  const called = (id: string) => state.people.get(id)?.realName ?? id;
  if (conversation.kind === 'im') return called(partner(conversation, userId));
  if (conversation.kind !== 'mpim') return conversation.name;
  return [...conversation.members]
    .filter((id) => id !== userId)
    .map(called)
    .join(', ');
}

const unread = (conversation: Conversation, userId: string): number => {
  if (!conversation.members.has(userId)) return 0;
  const last = conversation.read.get(userId) ?? '';
  return conversation.messages.filter((message) => message.ts > last && message.user !== userId).length;
};

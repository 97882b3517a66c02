import { compact, type Json } from '../engine/json.ts';
import type { Conversation, Message } from './state.ts';

export const findMessage = (conversation: Conversation, ts: string): Message | undefined =>
  conversation.messages.find((message) => message.ts === ts) ??
  conversation.ephemerals.find((one) => one.message.ts === ts)?.message;

/** Replies of a thread, without its root, oldest first. */
export const replies = (conversation: Conversation, rootTs: string): Message[] =>
  conversation.messages.filter((message) => message.thread_ts === rootTs && message.ts !== rootTs);

/** Whether a message shows in the channel itself: roots, and replies that were also sent to the channel. */
export const isTopLevel = (message: Message): boolean =>
  message.thread_ts === undefined || message.thread_ts === message.ts || message.subtype === 'thread_broadcast';

/** Puts a message in its place by ts. */
export function insertMessage(conversation: Conversation, message: Message): void {
  const last = conversation.messages.at(-1);
  conversation.messages.push(message);
  if (last && last.ts > message.ts) conversation.messages.sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

/** A message as conversations.history gives it; thread counts are worked out here. */
export function messageJson(conversation: Conversation, message: Message, withMetadata = false): Json {
  const answers = replies(conversation, message.ts);
  const { metadata, ...rest } = message;
  const people = [...new Set(answers.map((reply) => reply.user ?? reply.bot_id ?? ''))];
  return compact({
    ...rest,
    ...(withMetadata && metadata ? { metadata } : {}),
    ...(answers.length === 0
      ? {}
      : {
          thread_ts: message.ts,
          reply_count: answers.length,
          reply_users_count: people.length,
          latest_reply: answers.at(-1)!.ts,
          reply_users: people.slice(0, 5),
          is_locked: false,
          subscribed: false,
        }),
  });
}

import { z } from 'zod';
import { ApiError } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import { openDirect } from '../operations/open.ts';
import { compose, fromApp, publish, publishEphemeral, sendAltered } from '../operations/post.ts';
import { findMessage, messageJson } from '../state/messages.ts';
import type { Conversation, Message, State } from '../state/state.ts';
import type { World } from '../world.ts';
import { contentArgs, contentOf, truncated } from './chat-content.ts';
import { conversationOf, joinedConversation, personOf } from './look-up.ts';
import { flag, method, needed, text } from './method.ts';

/** Characters that chat.update takes (Slack's documentation). */
const LONGEST_UPDATE = 4_000;

/** Where a message goes: a conversation's id, a channel's name, or a person's id, which opens the DM. */
function destination(world: World, channel: string): Conversation {
  const { state } = world;
  if (/^[UW]/.test(channel)) {
    const person = state.people.get(channel);
    if (!person) throw new ApiError('channel_not_found');
    if (person.isBot || person.id === 'USLACKBOT') throw new ApiError('cannot_dm_bot');
    if (person.deleted) throw new ApiError('user_disabled');
    return openDirect(world, state.app.botUserId, [state.app.botUserId, person.id]).conversation;
  }
  const conversation = joinedConversation(world, idOf(state, channel));
  const others = [...conversation.members].filter((id) => id !== state.app.botUserId);
  if (conversation.kind === 'im' && others.every((id) => state.people.get(id)?.deleted))
    throw new ApiError('user_disabled');
  return conversation;
}

/** The id of a channel given as such or as `#name`. */
function idOf({ conversations }: State, channel: string): string {
  if (!channel.startsWith('#')) return channel;
  return [...conversations.values()].find(({ name }) => `#${name}` === channel)?.id ?? channel;
}

/** A message of the app's own that it may change. */
function ownMessage(
  world: World,
  channel: string,
  ts: string,
  refusal: string,
): { conversation: Conversation; message: Message } {
  const conversation = conversationOf(world, channel);
  const message = conversation.messages.find((one) => one.ts === ts);
  if (!message) throw new ApiError('message_not_found');
  if (message.bot_id !== world.state.app.botId) throw new ApiError(refusal);
  return { conversation, message };
}

const shown = (conversation: Conversation, message: Message): Json => messageJson(conversation, message, true);

export const chatMethods = [
  method('chat.postMessage', {
    args: z.object({
      ...contentArgs,
      channel: needed,
      thread_ts: text.optional(),
      reply_broadcast: flag.optional(),
      client_msg_id: text.optional(),
    }),
    tier: 'post',
    scopes: ['chat:write'],
    run: (world, args) => {
      const conversation = destination(world, args.channel);
      const content = contentOf(world, args);
      const broadcast = args.reply_broadcast && args.thread_ts ? { subtype: 'thread_broadcast' } : {};
      const message = compose(
        world,
        conversation,
        { ...fromApp(world), ...content, ...broadcast },
        args.thread_ts || undefined,
      );
      void publish(world, conversation, message);
      const warning = truncated(args.text ?? '') ? 'message_truncated' : undefined;
      return {
        channel: conversation.id,
        ts: message.ts,
        message: shown(conversation, message),
        ...(warning ? { warning, response_metadata: { warnings: [warning] } } : {}),
      };
    },
  }),
  method('chat.postEphemeral', {
    args: z.object({ ...contentArgs, channel: needed, user: needed, thread_ts: text.optional() }),
    tier: 4,
    scopes: ['chat:write'],
    run: (world, args) => {
      const conversation = joinedConversation(world, args.channel);
      const person = personOf(world, args.user, 'user_not_in_channel');
      if (!conversation.members.has(person.id)) throw new ApiError('user_not_in_channel');
      const message = compose(
        world,
        conversation,
        { ...fromApp(world), ...contentOf(world, args) },
        args.thread_ts || undefined,
      );
      publishEphemeral(world, conversation, person.id, message);
      return { message_ts: message.ts };
    },
  }),
  method('chat.update', {
    args: z.object({ ...contentArgs, channel: needed, ts: needed, reply_broadcast: flag.optional() }),
    tier: 3,
    scopes: ['chat:write'],
    run: (world, args) => {
      const { conversation, message } = ownMessage(world, args.channel, args.ts, 'cant_update_message');
      if ((args.text ?? '').length > LONGEST_UPDATE) throw new ApiError('msg_too_long');
      const before = structuredClone(message);
      const content = contentOf(world, args);
      if (!content.blocks && args.blocks) delete message.blocks;
      const edited = { user: world.state.app.botUserId, ts: world.ids.ts(world.clock.now()) };
      Object.assign(message, content, { edited });
      void sendAltered(world, conversation, before, message);
      const { ts, thread_ts: _thread, parent_user_id: _parent, ...changed } = message;
      return { channel: conversation.id, ts, text: message.text, message: changed };
    },
  }),
  method('chat.delete', {
    args: z.object({ channel: needed, ts: needed }),
    tier: 3,
    scopes: ['chat:write'],
    run: (world, args) => {
      const { conversation, message } = ownMessage(world, args.channel, args.ts, 'cant_delete_message');
      conversation.messages = conversation.messages.filter((one) => one !== message);
      void sendAltered(world, conversation, message, null);
      return { channel: conversation.id, ts: message.ts };
    },
  }),
  method('chat.getPermalink', {
    args: z.object({ channel: needed, message_ts: needed }),
    tier: 4,
    run: (world, { channel, message_ts }) => {
      const conversation = conversationOf(world, channel);
      const message = findMessage(conversation, message_ts);
      if (!message) throw new ApiError('message_not_found');
      return { channel: conversation.id, permalink: permalink(world, conversation, message) };
    },
  }),
];

/** The address of a message, as Slack's client copies it. */
function permalink({ state }: World, conversation: Conversation, message: Message): string {
  const thread = message.thread_ts ? `?thread_ts=${message.thread_ts}&cid=${conversation.id}` : '';
  return `https://${state.team.domain}.slack.com/archives/${conversation.id}/p${message.ts.replace('.', '')}${thread}`;
}

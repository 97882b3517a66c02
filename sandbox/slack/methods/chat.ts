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

/**
 * Where a message goes: a conversation's id, a channel's name, or a person's id, which opens the DM. It reaches the DM
 * of a deactivated person too, as in Slack.
 */
function destination(world: World, channel: string): Conversation {
  const { state } = world;
  if (/^[UW]/.test(channel)) {
    const person = state.people.get(channel);
    if (!person || person.isOutOfReach) throw new ApiError('channel_not_found');
    if (person.isBot || person.id === 'USLACKBOT') throw new ApiError('cannot_dm_bot');
    return openDirect(world, state.app.botUserId, [state.app.botUserId, person.id]).conversation;
  }
  return joinedConversation(world, idOf(state, channel));
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

/** The message that carried this `client_msg_id`. Throws what Slack answers when it knows the id and not the message. */
function saidBefore({ state }: World, conversation: Conversation, clientId: string | undefined): Message | undefined {
  const ts = clientId === undefined ? undefined : state.clientIds.get(clientId);
  if (ts === undefined) return undefined;
  const message = findMessage(conversation, ts);
  if (!message) throw new ApiError('duplicate_message_not_found');
  return message;
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
      const before = world.switches.deduplicates ? saidBefore(world, conversation, args.client_msg_id) : undefined;
      if (before) return { channel: conversation.id, ts: before.ts, message: shown(conversation, before) };
      const broadcast = args.reply_broadcast && args.thread_ts ? { subtype: 'thread_broadcast' } : {};
      const message = compose(
        world,
        conversation,
        { ...fromApp(world), ...content, ...broadcast },
        args.thread_ts || undefined,
      );
      if (args.client_msg_id) world.state.clientIds.set(args.client_msg_id, message.ts);
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
      // As Slack does: what comes without blocks loses those that it had.
      if (!content.blocks) delete message.blocks;
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

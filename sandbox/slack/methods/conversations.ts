import { z } from 'zod';
import { ApiError } from '../engine/errors.ts';
import { join, leave, openDirect } from '../operations/open.ts';
import { conversationJson, scopeFor } from '../state/conversations.ts';
import type { World } from '../world.ts';
import { conversationOf, joinedConversation, personOf } from './look-up.ts';
import { count, csv, flag, method, needed, needScope, page, text } from './method.ts';
import { kindsOf } from './users.ts';

/** People in one group DM at most, the app included (Slack's documentation: 8 others). */
const MOST_IN_GROUP = 9;
const paging = { cursor: text.optional(), limit: count.optional() };

/** The people that the app may open a DM with. */
function partners(world: World, users: readonly string[]): string[] {
  const others = [...new Set(users)].filter((id) => id !== world.state.app.botUserId);
  if (users.length === 0) throw new ApiError('users_list_not_supplied');
  for (const id of users) {
    const person = personOf(world, id, users.length > 1 ? 'users_not_found' : 'user_not_found');
    if (person.id === 'USLACKBOT' || (person.isBot && users.length === 1)) throw new ApiError('cannot_dm_bot');
    if (person.deleted) throw new ApiError('user_disabled');
    if (person.isOutOfReach) throw new ApiError(users.length > 1 ? 'invalid_user_combination' : 'channel_not_found');
  }
  if (others.length >= MOST_IN_GROUP) throw new ApiError('too_many_users');
  return others;
}

export const conversationMethods = [
  method('conversations.open', {
    args: z.object({
      users: csv.optional(),
      channel: text.optional(),
      return_im: flag.optional(),
      prevent_creation: flag.optional(),
    }),
    tier: 3,
    run: (world, args) => {
      const { state } = world;
      if (args.channel)
        return { no_op: true, already_open: true, channel: { id: conversationOf(world, args.channel).id } };
      const others = partners(world, args.users ?? []);
      needScope(world, [others.length > 1 ? 'mpim:write' : 'im:write']);
      const { conversation, isNew } = openDirect(world, state.app.botUserId, [state.app.botUserId, ...others]);
      const known = isNew ? {} : { no_op: true, already_open: true };
      return {
        ...known,
        channel: args.return_im ? conversationJson(conversation, state, state.app.botUserId) : { id: conversation.id },
      };
    },
  }),
  method('conversations.info', {
    args: z.object({ channel: needed, include_locale: flag.optional(), include_num_members: flag.optional() }),
    tier: 3,
    run: (world, { channel, include_num_members: count }) => {
      const conversation = conversationOf(world, channel);
      needScope(world, [scopeFor(conversation.kind, 'read')]);
      return { channel: conversationJson(conversation, world.state, world.state.app.botUserId, { count }) };
    },
  }),
  method('conversations.list', {
    args: z.object({ ...paging, types: text.optional(), exclude_archived: flag.optional() }),
    tier: 2,
    run: (world, args) => {
      const { state } = world;
      const kinds = kindsOf(args.types);
      for (const kind of kinds) needScope(world, [scopeFor(kind, 'read')]);
      const bot = state.app.botUserId;
      const visible = [...state.conversations.values()].filter(
        (c) => kinds.includes(c.kind) && (c.kind === 'public' || c.members.has(bot)),
      );
      const { items, next } = page(visible, args, 999);
      return {
        channels: items.map((c) => conversationJson(c, state, bot, { count: true })),
        response_metadata: { next_cursor: next },
      };
    },
  }),
  method('conversations.members', {
    args: z.object({ ...paging, channel: needed }),
    tier: 4,
    run: (world, args) => {
      const conversation = conversationOf(world, args.channel);
      needScope(world, [scopeFor(conversation.kind, 'read')]);
      const { items, next } = page([...conversation.members], args, 999);
      return { members: items, response_metadata: { next_cursor: next } };
    },
  }),
  method('conversations.join', {
    args: z.object({ channel: needed }),
    tier: 3,
    scopes: ['channels:join'],
    run: (world, { channel }) => {
      const conversation = conversationOf(world, channel);
      if (conversation.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
      const already = conversation.members.has(world.state.app.botUserId);
      void join(world, conversation, world.state.app.botUserId);
      const shown = { channel: conversationJson(conversation, world.state, world.state.app.botUserId) };
      return already
        ? { ...shown, warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } }
        : shown;
    },
  }),
  method('conversations.leave', {
    args: z.object({ channel: needed }),
    tier: 3,
    run: (world, { channel }) => {
      const conversation = conversationOf(world, channel);
      needScope(world, [scopeFor(conversation.kind, 'write')]);
      if (!conversation.members.has(world.state.app.botUserId)) return { not_in_channel: true };
      void leave(world, conversation, world.state.app.botUserId);
      return {};
    },
  }),
  method('conversations.invite', {
    args: z.object({ channel: needed, users: csv }),
    tier: 3,
    run: (world, { channel, users }) => {
      const conversation = joinedConversation(world, channel);
      needScope(world, [scopeFor(conversation.kind, 'write')]);
      if (conversation.kind === 'im' || conversation.kind === 'mpim')
        throw new ApiError('method_not_supported_for_channel_type');
      if (users.includes(world.state.app.botUserId)) throw new ApiError('cant_invite_self');
      for (const id of users) personOf(world, id, 'users_not_found');
      if (users.every((id) => conversation.members.has(id))) throw new ApiError('already_in_channel');
      for (const id of users) void join(world, conversation, id, world.state.app.botUserId);
      return { channel: conversationJson(conversation, world.state, world.state.app.botUserId) };
    },
  }),
];

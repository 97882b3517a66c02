import { z } from 'zod';
import { conversationJson, scopeFor } from '../state/conversations.ts';
import { userJson } from '../state/people.ts';
import type { ConversationKind } from '../state/state.ts';
import { personOf } from './look-up.ts';
import { count, flag, method, needed, needScope, page, text } from './method.ts';

const paging = { cursor: text.optional(), limit: count.optional() };
const KINDS: Record<string, ConversationKind> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};
/** The kinds named in a `types` argument; public channels by default. */
export const kindsOf = (types: string | undefined): ConversationKind[] =>
  (types || 'public_channel').split(',').flatMap((type) => KINDS[type.trim()] ?? []);

export const userMethods = [
  method('users.list', {
    args: z.object({ ...paging, include_locale: flag.optional() }),
    tier: 2,
    scopes: ['users:read'],
    run: ({ state, clock }, args) => {
      const now = clock.now();
      const { items, next } = page(
        [...state.people.values()].filter(({ teamId }) => teamId === undefined),
        args,
        1000,
      );
      return {
        members: items.map((person) => userJson(person, state.team.id, now, args.include_locale)),
        cache_ts: Math.floor(now.epochMilliseconds / 1000),
        response_metadata: { next_cursor: next },
      };
    },
  }),
  method('users.info', {
    args: z.object({ user: needed, include_locale: flag.optional() }),
    tier: 4,
    scopes: ['users:read'],
    run: (world, { user, include_locale }) => ({
      user: userJson(personOf(world, user), world.state.team.id, world.clock.now(), include_locale),
    }),
  }),
  method('users.conversations', {
    args: z.object({ ...paging, types: text.optional(), user: text.optional(), exclude_archived: flag.optional() }),
    tier: 3,
    run: (world, args) => {
      const { state } = world;
      const kinds = kindsOf(args.types);
      for (const kind of kinds) needScope(world, [scopeFor(kind, 'read')]);
      const userId = args.user || state.app.botUserId;
      personOf(world, userId);
      const theirs = [...state.conversations.values()].filter(
        (c) =>
          kinds.includes(c.kind) &&
          c.members.has(userId) &&
          (c.kind === 'public' || c.members.has(state.app.botUserId)),
      );
      const { items, next } = page(theirs, args, 999);
      return {
        channels: items.map((c) => conversationJson(c, state, userId, { membership: false })),
        response_metadata: { next_cursor: next },
      };
    },
  }),
];

import { z } from 'zod';
import { ApiError } from '../engine/errors.ts';
import { scopeFor } from '../state/conversations.ts';
import { findMessage, isTopLevel, messageJson, replies } from '../state/messages.ts';
import type { Message } from '../state/state.ts';
import type { World } from '../world.ts';
import { joinedConversation } from './look-up.ts';
import { count, flag, method, needed, needScope, page, text } from './method.ts';

const range = {
  channel: needed,
  oldest: text.optional(),
  latest: text.optional(),
  inclusive: flag.optional(),
  include_all_metadata: flag.optional(),
  limit: count.optional(),
  cursor: text.optional(),
};
type Range = { oldest?: string | undefined; latest?: string | undefined; inclusive?: boolean | undefined };

/** A ts as one number of microseconds: text compares wrongly when the seconds differ in length. */
const micros = (ts: string) => {
  const [seconds = '0', part = ''] = ts.split('.');
  return BigInt(seconds || '0') * 1_000_000n + BigInt(part.padEnd(6, '0').slice(0, 6) || '0');
};

const within = ({ oldest, latest, inclusive }: Range) => {
  const from = oldest ? micros(oldest) : -1n;
  const to = latest ? micros(latest) : undefined;
  return ({ ts }: Message) => {
    const at = micros(ts);
    return inclusive ? at >= from && (to === undefined || at <= to) : at > from && (to === undefined || at < to);
  };
};

/** Messages a page at most; limited apps get fifteen (Slack's documentation). */
const most = ({ switches }: World, usual: number) => (switches.limitsHistory ? 15 : usual);

export const historyMethods = [
  method('conversations.history', {
    args: z.object(range),
    tier: 3,
    run: (world, args) => {
      const conversation = joinedConversation(world, args.channel);
      needScope(world, [scopeFor(conversation.kind, 'history')]);
      const found = conversation.messages.filter((message) => isTopLevel(message) && within(args)(message));
      const { items, next, more } = page(found.reverse(), args, most(world, 999));
      return {
        messages: items.map((message) => messageJson(conversation, message, args.include_all_metadata)),
        has_more: more,
        pin_count: 0,
        channel_actions_ts: null,
        channel_actions_count: 0,
        ...(more ? { response_metadata: { next_cursor: next } } : {}),
      };
    },
  }),
  method('conversations.replies', {
    args: z.object({ ...range, ts: needed }),
    tier: 3,
    run: (world, args) => {
      const conversation = joinedConversation(world, args.channel);
      needScope(world, [scopeFor(conversation.kind, 'history')]);
      const asked = findMessage(conversation, args.ts);
      if (!asked || !conversation.messages.includes(asked)) throw new ApiError('thread_not_found');
      const root = asked.thread_ts ? (findMessage(conversation, asked.thread_ts) ?? asked) : asked;
      const thread = asked === root ? replies(conversation, root.ts).filter(within(args)) : [];
      const { items, next, more } = page(
        [asked, ...thread.filter((reply) => reply !== asked)],
        args,
        most(world, 1000),
      );
      return {
        messages: items.map((message) => messageJson(conversation, message, args.include_all_metadata)),
        has_more: more,
        ...(more ? { response_metadata: { next_cursor: next } } : {}),
      };
    },
  }),
];

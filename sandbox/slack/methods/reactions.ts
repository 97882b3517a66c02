import { z } from 'zod';
import { ApiError } from '../engine/errors.ts';
import { asArray, type Json } from '../engine/json.ts';
import { conversationOf } from './look-up.ts';
import { method, needed } from './method.ts';

type Reaction = { name: string; users: string[]; count: number };

export const reactionMethods = [
  method('reactions.add', {
    args: z.object({ channel: needed, name: needed, timestamp: needed }),
    tier: 3,
    scopes: ['reactions:write'],
    run: (world, { channel, name, timestamp }): Json => {
      const conversation = conversationOf(world, channel);
      const message = conversation.messages.find((one) => one.ts === timestamp);
      if (!message) throw new ApiError('message_not_found');
      if (!/^[a-z0-9_+'-]+$/.test(name)) throw new ApiError('invalid_name');
      const reactions = asArray(message.reactions) as Reaction[];
      const bot = world.state.app.botUserId;
      const same = reactions.find((reaction) => reaction.name === name);
      if (same?.users.includes(bot)) throw new ApiError('already_reacted');
      if (same) Object.assign(same, { users: [...same.users, bot], count: same.count + 1 });
      else message.reactions = [...reactions, { name, users: [bot], count: 1 }];
      world.changes.tell({ kind: 'message', conversationId: conversation.id });
      return {};
    },
  }),
];

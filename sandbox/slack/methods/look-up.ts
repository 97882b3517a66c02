import { ApiError } from '../engine/errors.ts';
import type { Person } from '../state/people.ts';
import type { Conversation } from '../state/state.ts';
import type { World } from '../world.ts';

/** A person by id; throws `code` when there is none. */
export function personOf({ state }: World, id: string, code = 'user_not_found'): Person {
  const person = state.people.get(id);
  if (!person) throw new ApiError(code);
  return person;
}

/** A conversation that the app may know of: public, or one it is in. Throws `channel_not_found`. */
export function conversationOf({ state }: World, id: string): Conversation {
  const conversation = state.conversations.get(id);
  const visible = conversation && (conversation.kind === 'public' || conversation.members.has(state.app.botUserId));
  if (!visible) throw new ApiError('channel_not_found');
  return conversation;
}

/** A conversation that the app is in. Throws `channel_not_found` or `not_in_channel`. */
export function joinedConversation(world: World, id: string): Conversation {
  const conversation = conversationOf(world, id);
  if (!conversation.members.has(world.state.app.botUserId)) throw new ApiError('not_in_channel');
  return conversation;
}

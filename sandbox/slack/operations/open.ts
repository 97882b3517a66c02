import { sendEvent } from '../delivery/events.ts';
import { channelType, directKey } from '../state/conversations.ts';
import { newConversation } from '../state/seed.ts';
import type { Conversation } from '../state/state.ts';
import type { World } from '../world.ts';

/** The DM or group DM of these people, opened now if there was none. */
export function openDirect(
  world: World,
  creator: string,
  members: readonly string[],
): { conversation: Conversation; isNew: boolean } {
  const everybody = [...new Set(members)];
  const existing = world.state.directs.get(directKey(everybody));
  if (existing) return { conversation: existing, isNew: false };
  const kind = everybody.length > 2 ? 'mpim' : 'im';
  const handles = everybody.map((id) => world.state.people.get(id)?.handle ?? id);
  const conversation = newConversation({
    // Group DMs have ids like channels': their name tells them apart.
    id: world.ids.next(kind === 'im' ? 'D' : 'C'),
    kind,
    name: kind === 'im' ? '' : `mpdm-${handles.join('--')}-1`,
    creator,
    created: Math.floor(world.clock.now().epochMilliseconds / 1000),
    members: new Set(everybody),
  });
  world.state.conversations.set(conversation.id, conversation);
  world.state.directs.set(directKey(everybody), conversation);
  world.changes.tell({ kind: 'conversation', conversationId: conversation.id, userIds: everybody });
  return { conversation, isNew: true };
}

/** Takes a person into a channel and tells the app, if it is there. */
export async function join(world: World, conversation: Conversation, userId: string, inviter?: string): Promise<void> {
  if (conversation.members.has(userId)) return;
  conversation.members.add(userId);
  world.changes.tell({ kind: 'conversation', conversationId: conversation.id });
  await sendEvent(world, membership(world, 'member_joined_channel', conversation, userId, inviter), conversation);
}

/** Takes a person out of a channel; the app hears of it while it is still there. */
export async function leave(world: World, conversation: Conversation, userId: string): Promise<void> {
  if (!conversation.members.delete(userId)) return;
  world.changes.tell({ kind: 'conversation', conversationId: conversation.id });
  await sendEvent(world, membership(world, 'member_left_channel', conversation, userId), conversation);
}

const membership = (world: World, type: string, conversation: Conversation, user: string, inviter?: string) => ({
  type,
  user,
  channel: conversation.id,
  channel_type: channelType(conversation.kind) === 'group' ? 'G' : 'C',
  team: world.state.team.id,
  ...(inviter ? { inviter } : {}),
  event_ts: world.ids.ts(world.clock.now()),
});

import { sendEvent } from '../delivery/events.ts';
import { ApiError } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import { channelType } from '../state/conversations.ts';
import { insertMessage, messageJson } from '../state/messages.ts';
import type { Conversation, Message } from '../state/state.ts';
import type { World } from '../world.ts';

/** Who a message is from, as its fields say it. */
export const fromApp = ({ state }: World): Json => ({
  user: state.app.botUserId,
  bot_id: state.app.botId,
  app_id: state.app.appId,
  team: state.team.id,
  bot_profile: {
    id: state.app.botId,
    app_id: state.app.appId,
    user_id: state.app.botUserId,
    name: state.app.name,
    icons: Object.fromEntries([36, 48, 72].map((px) => [`image_${px}`, `https://avatars.example/app-${px}.png`])),
    deleted: false,
    updated: 0,
    team_id: state.team.id,
  },
});

export type Draft = Json & { text: string };

/** Makes a message of a draft: its ts, and the thread it goes to. Throws `thread_not_found` for a root that is not there. */
export function compose(world: World, conversation: Conversation, draft: Draft, threadTs?: string): Message {
  const root = threadTs === undefined ? undefined : conversation.messages.find((message) => message.ts === threadTs);
  if (threadTs !== undefined && !root) throw new ApiError('thread_not_found');
  const rootTs = root?.thread_ts ?? root?.ts;
  const thread =
    rootTs === undefined ? {} : { thread_ts: rootTs, ...(root?.user ? { parent_user_id: root.user } : {}) };
  return { type: 'message', ts: world.ids.ts(world.clock.now()), ...draft, ...thread };
}

/** Puts a message into a conversation, shows it, and tells the app. Resolves after the event's first attempt. */
export function publish(world: World, conversation: Conversation, message: Message): Promise<void> {
  insertMessage(conversation, message);
  if (message.user) conversation.read.set(message.user, message.ts);
  world.changes.tell({ kind: 'message', conversationId: conversation.id });
  return sendEvent(world, messageEvent(conversation, message), conversation);
}

const messageEvent = (conversation: Conversation, message: Message): Json => ({
  ...message,
  channel: conversation.id,
  event_ts: message.ts,
  channel_type: channelType(conversation.kind),
});

/** Tells the app of a changed or deleted message, as Slack does, with the message before and after. */
export async function sendAltered(
  world: World,
  conversation: Conversation,
  before: Message,
  after: Message | null,
): Promise<void> {
  world.changes.tell({ kind: 'message', conversationId: conversation.id });
  const ts = world.ids.ts(world.clock.now());
  await sendEvent(
    world,
    {
      type: 'message',
      subtype: after ? 'message_changed' : 'message_deleted',
      ...(after ? { message: messageJson(conversation, after, true) } : { deleted_ts: before.ts }),
      previous_message: messageJson(conversation, before, true),
      channel: conversation.id,
      hidden: true,
      ts,
      event_ts: ts,
      channel_type: channelType(conversation.kind),
    },
    conversation,
  );
}

/** Shows a message to one person only; it is in no history and the app gets no event. */
export function publishEphemeral(world: World, conversation: Conversation, forUser: string, message: Message): void {
  conversation.ephemerals.push({ forUser, message });
  world.changes.tell({ kind: 'message', conversationId: conversation.id, userIds: [forUser] });
}

import type { Json } from '../engine/json.ts';
import { sharedWith } from '../people/payloads.ts';
import { channelType } from '../state/conversations.ts';
import type { Conversation } from '../state/state.ts';
import type { World } from '../world.ts';
import type { Ack } from './deliver.ts';

/** When an event that was not acknowledged is sent again, in milliseconds after the failure (Events API documentation). */
const RETRY_AFTER = [0, 60_000, 300_000];

const REASONS: Record<string, string> = {
  operation_timeout: 'http_timeout',
  dispatch_failed: 'connection_failed',
  http_service_error: 'http_error',
};

/** The subscription that covers an event: messages have one for each kind of conversation. */
const subscription = (event: Json, conversation: Conversation | undefined): string => {
  if (event.type !== 'message' || !conversation) return String(event.type);
  const plural = { channel: 'channels', group: 'groups' }[channelType(conversation.kind)];
  return `message.${plural ?? channelType(conversation.kind)}`;
};

/** In a channel that is shared, an event comes from the other workspace; whose installation it is for stands in `authorizations`. */
const wrap = (world: World, event: Json, conversation: Conversation | undefined): Json => {
  const { team, app } = world.state;
  const organisation = world.oauth.organisation?.id ?? null;
  const partner = sharedWith(world, conversation);
  return {
    token: 'legacy-verification-token',
    team_id: partner ?? team.id,
    context_team_id: team.id,
    context_enterprise_id: organisation,
    api_app_id: app.appId,
    event,
    type: 'event_callback',
    event_id: world.ids.next('Ev'),
    event_time: Math.floor(world.clock.now().epochMilliseconds / 1000),
    authorizations: [
      {
        enterprise_id: organisation,
        team_id: organisation === null ? team.id : null,
        user_id: app.botUserId,
        is_bot: true,
        is_enterprise_install: organisation !== null,
      },
    ],
    is_ext_shared_channel: partner !== undefined,
    event_context: `4-${team.id}-${app.appId}`,
  };
};

/**
 * Sends an event to the app if the manifest subscribes to it and, for events of a conversation, if the app is in it.
 * Resolves after the first attempt; the repeats follow by the workspace's clock.
 */
export async function sendEvent(world: World, event: Json, conversation?: Conversation): Promise<void> {
  const { app } = world.state;
  if (!app.events.includes(subscription(event, conversation))) return;
  if (conversation && !conversation.members.has(app.botUserId)) return;
  await attempt(world, wrap(world, event, conversation), 0, undefined);
}

async function attempt(world: World, payload: Json, num: number, reason: string | undefined): Promise<void> {
  const event = payload.event as Json;
  const ack: Ack = await world.deliver({
    kind: 'events_api',
    payload,
    name: `event:${event.type}`,
    summary: `${event.type}${event.subtype ? `/${event.subtype}` : ''}${num > 0 ? `, retry ${num}` : ''}`,
    ...(num > 0 ? { retry: { num, reason: reason ?? 'unknown_error' } } : {}),
  });
  const wait = RETRY_AFTER[num];
  if (ack.ok || ack.noRetry || wait === undefined) return;
  world.agenda.after(wait, () => void attempt(world, payload, num + 1, REASONS[ack.why]));
}

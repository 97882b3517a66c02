import { sendEvent } from '../delivery/events.ts';
import { Refusal } from '../engine/errors.ts';
import { newResponseUrl } from '../http/response-url.ts';
import { openDirect } from '../operations/open.ts';
import { newTrigger } from '../operations/triggers.ts';
import { viewJson } from '../operations/views.ts';
import { messageJson } from '../state/messages.ts';
import type { World } from '../world.ts';
import { actor, channelName, origin, ownOnly, visible } from './payloads.ts';

const known = (world: World, callbackId: string, type: 'global' | 'message') => {
  const found = world.manifest.features.shortcuts.find((one) => one.callback_id === callbackId && one.type === type);
  if (!found) throw new Refusal('This shortcut isn’t there.');
  return found;
};

/** Uses a global shortcut. */
export async function shortcut(world: World, userId: string, callbackId: string): Promise<void> {
  const person = actor(world, userId);
  ownOnly(person);
  const { name } = known(world, callbackId, 'global');
  const payload = {
    type: 'shortcut',
    ...origin(world, person),
    action_ts: world.ids.ts(world.clock.now()),
    callback_id: callbackId,
    trigger_id: newTrigger(world, userId),
  };
  const ack = await world.deliver({
    kind: 'interactive',
    payload,
    name: 'shortcut',
    summary: `${person.handle} chose “${name}”`,
  });
  if (!ack.ok) throw new Refusal(`“${name}” failed with the error “${ack.why}”`);
}

/** Uses a message shortcut on a message. */
export async function messageShortcut(
  world: World,
  userId: string,
  input: { callbackId: string; channel: string; ts: string },
): Promise<void> {
  const person = actor(world, userId);
  ownOnly(person);
  const { name } = known(world, input.callbackId, 'message');
  const conversation = visible(world, person, input.channel);
  const message = conversation.messages.find((one) => one.ts === input.ts);
  if (!message) throw new Refusal('This message is no longer there.');
  const payload = {
    type: 'message_action',
    ...origin(world, person),
    action_ts: world.ids.ts(world.clock.now()),
    callback_id: input.callbackId,
    trigger_id: newTrigger(world, userId),
    response_url: newResponseUrl(world, { userId, channelId: conversation.id, messageTs: message.ts }),
    channel: { id: conversation.id, name: channelName(conversation) },
    message_ts: message.ts,
    message: messageJson(conversation, message),
  };
  const summary = `${person.handle} chose “${name}” on a message`;
  const ack = await world.deliver({ kind: 'interactive', payload, name: 'message_action', summary });
  if (!ack.ok) throw new Refusal(`“${name}” failed with the error “${ack.why}”`);
}

/** Opens the app's Home tab; resolves once the app has heard of it. */
export async function openHome(world: World, userId: string): Promise<void> {
  actor(world, userId);
  const { state } = world;
  const { conversation } = openDirect(world, userId, [state.app.botUserId, userId]);
  const stored = state.views.get(state.homes.get(userId) ?? '');
  await sendEvent(world, {
    type: 'app_home_opened',
    user: userId,
    channel: conversation.id,
    tab: 'home',
    ...(stored ? { view: viewJson(world, stored) } : {}),
    event_ts: world.ids.ts(world.clock.now()),
  });
}

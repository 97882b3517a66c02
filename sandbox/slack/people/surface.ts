import { elementsOf } from '../block-kit/assign-ids.ts';
import { initialValues, type Values } from '../block-kit/initial-values.ts';
import { Refusal } from '../engine/errors.ts';
import { asArray, type Json } from '../engine/json.ts';
import { viewJson } from '../operations/views.ts';
import { findMessage, messageJson } from '../state/messages.ts';
import type { Person } from '../state/people.ts';
import type { Conversation, Message, StoredView } from '../state/state.ts';
import type { World } from '../world.ts';
import { channelName, visible } from './payloads.ts';

/** Where a person acts: in a message (`channel` and `ts`) or in a view. */
export type Place = { channel: string; ts: string } | { viewId: string };

export type Surface = {
  blocks: unknown[];
  /** What the person has put in here so far. */
  values: Values;
  /** The payload's fields about this place. */
  fields: Json;
  summary: string;
} & ({ kind: 'message'; conversation: Conversation; message: Message } | { kind: 'view'; view: StoredView });

/** What the person sees at a place. Fails when it is not there for them. */
export function surfaceAt(world: World, person: Person, place: Place): Surface {
  if ('viewId' in place) return viewSurface(world, person, place.viewId);
  const conversation = visible(world, person, place.channel);
  const message = findMessage(conversation, place.ts);
  const ephemeral = conversation.ephemerals.find((one) => one.message.ts === place.ts);
  if (!message || (ephemeral && ephemeral.forUser !== person.id)) throw new Refusal('This message is no longer there.');
  const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {};
  const values = initialValues(asArray(message.blocks));
  return {
    kind: 'message',
    conversation,
    message,
    blocks: asArray(message.blocks),
    values,
    summary: `message in ${conversation.name || conversation.id}`,
    fields: {
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: conversation.id,
        is_ephemeral: ephemeral !== undefined,
        ...thread,
      },
      channel: { id: conversation.id, name: channelName(conversation) },
      ...(ephemeral ? {} : { message: messageJson(conversation, message) }),
      state: { values },
    },
  };
}

function viewSurface(world: World, person: Person, viewId: string): Surface {
  const view = world.state.views.get(viewId);
  if (!view || view.userId !== person.id) throw new Refusal('This view is no longer open.');
  return {
    kind: 'view',
    view,
    blocks: asArray(view.view.blocks),
    values: view.values,
    summary: `${view.kind} ${String(view.view.callback_id ?? view.id)}`,
    fields: {
      container: { type: 'view', view_id: view.id },
      get view() {
        return viewJson(world, view);
      },
    },
  };
}

/**
 * Finds an element by its action_id (and block_id, when several share it). An app that draws a place anew gives most
 * blocks new ids: what one presses at that moment still counts as long as only one element can be meant.
 */
export function elementAt({ blocks }: Surface, actionId: string, blockId?: string): { block: Json; element: Json } {
  const meant = elementsOf(blocks).filter(({ element }) => element.action_id === actionId);
  const here = blockId === undefined || meant.length === 1 ? meant[0] : meant.find((m) => m.block.block_id === blockId);
  if (here) return here;
  if (meant.length > 0) throw new Refusal('This has just changed. Please look again, and press once more.');
  throw new Refusal(`There’s nothing here with the action ${actionId}.`);
}

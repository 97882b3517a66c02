import { Refusal } from '../engine/errors.ts';
import { asArray, compact, isObject, type Json } from '../engine/json.ts';
import { newResponseUrl } from '../http/response-url.ts';
import { newTrigger } from '../operations/triggers.ts';
import type { World } from '../world.ts';
import { type Entry, stateFor } from './fill.ts';
import { loadOptions } from './options.ts';
import { actor, origin } from './payloads.ts';
import { elementAt, type Place, type Surface, surfaceAt } from './surface.ts';

export type ClickInput = Place & {
  actionId: string;
  blockId?: string;
  /** What is chosen: an option, a date, people… Nothing for a button. */
  entry?: Entry;
  /** The action's state exactly as Slack sends it, instead of `entry`. */
  element?: Json;
  /** Everything that is put in around it, by block_id and action_id. */
  state?: Record<string, Record<string, Json>>;
};

/** Presses a button or changes a menu; fails with Slack's words when the app does not answer in time. */
export async function click(world: World, userId: string, input: ClickInput): Promise<void> {
  const person = actor(world, userId);
  const surface = surfaceAt(world, person, input);
  const { block, element } = elementAt(surface, input.actionId, input.blockId);
  for (const [blockId, actions] of Object.entries(input.state ?? {}))
    surface.values[blockId] = { ...surface.values[blockId], ...actions };
  const chosen = input.element ?? (await stateOf(world, userId, input, element));
  remember(surface, String(block.block_id), input.actionId, chosen);
  const action = compact({
    action_id: input.actionId,
    block_id: block.block_id,
    ...(element.type === 'button'
      ? { text: element.text, value: element.value, style: element.style, url: element.url }
      : {}),
    ...(element.placeholder ? { placeholder: element.placeholder } : {}),
    ...chosen,
    type: element.type,
    action_ts: world.ids.ts(world.clock.now()),
  });
  const payload = {
    type: 'block_actions',
    ...origin(world, person),
    trigger_id: newTrigger(world, userId, surface.kind === 'view' ? surface.view.id : undefined),
    ...spread(surface),
    ...(surface.kind === 'message' ? { response_url: newResponseUrl(world, replyPlace(userId, surface)) } : {}),
    actions: [action],
  };
  const summary = `${person.handle} used ${input.actionId} in ${surface.summary}`;
  const ack = await world.deliver({ kind: 'interactive', payload, name: 'block_actions', summary });
  if (!ack.ok) throw new Refusal(`The app didn’t answer (“${ack.why}”). Slack shows a warning sign beside the button.`);
}

const replyPlace = (userId: string, { conversation, message }: Extract<Surface, { kind: 'message' }>) => ({
  userId,
  channelId: conversation.id,
  messageTs: message.ts,
});

/** The fields of a surface, read now: a view's state has changed since. */
const spread = ({ fields }: Surface): Json => ({ ...fields });

async function stateOf(world: World, userId: string, input: ClickInput, element: Json): Promise<Json> {
  if (element.type === 'button') return {};
  if (input.entry === undefined) throw new Refusal(`Say what to choose in ${input.actionId}.`);
  const external = String(element.type).includes('external') && !isObject(input.entry);
  const loaded = external ? await loadEntries(world, userId, input, input.entry) : [];
  return stateFor(element, input.entry, loaded);
}

/** The options that the app offers when each entry is typed in. */
export async function loadEntries(
  world: World,
  userId: string,
  place: Place & { actionId: string; blockId?: string },
  entry: Entry,
): Promise<Json[]> {
  const answers = [];
  for (const query of asArray(Array.isArray(entry) ? entry : [entry]))
    answers.push(...(await loadOptions(world, userId, { ...place, query: String(query) })).all);
  return answers;
}

function remember(surface: Surface, blockId: string, actionId: string, chosen: Json): void {
  if (surface.values[blockId]?.[actionId]) surface.values[blockId][actionId] = chosen;
}

import { Refusal } from '../engine/errors.ts';
import { asArray, asObject, isObject, type Json } from '../engine/json.ts';
import type { World } from '../world.ts';
import { actor, origin } from './payloads.ts';
import { elementAt, type Place, surfaceAt } from './surface.ts';

export type OptionsInput = Place & { actionId: string; blockId?: string; query: string };
export type Options = { options?: Json[]; option_groups?: Json[] /** All options of all groups. */; all: Json[] };

/** Options that Slack shows at most in a menu. */
const MOST = 100;

/** Types into an external select; resolves to what the app offers. */
export async function loadOptions(world: World, userId: string, input: OptionsInput): Promise<Options> {
  const person = actor(world, userId);
  const surface = surfaceAt(world, person, input);
  const { block, element } = elementAt(surface, input.actionId, input.blockId);
  const least = Number(element.min_query_length ?? 3);
  if (input.query.length < least) return { options: [], all: [] };
  const payload = {
    type: 'block_suggestion',
    ...origin(world, person),
    ...surface.fields,
    action_id: input.actionId,
    block_id: block.block_id,
    value: input.query,
  };
  const summary = `${person.handle} typed “${input.query}” in ${input.actionId}`;
  const ack = await world.deliver({ kind: 'interactive', payload, name: 'block_suggestion', summary });
  if (!ack.ok) throw new Refusal(`The options couldn’t be loaded (“${ack.why}”).`);
  const body = asObject(ack.body);
  const options = asArray(body.options).filter(isObject);
  const groups = asArray(body.option_groups).filter(isObject);
  const all = [...options, ...groups.flatMap((group) => asArray(group.options).filter(isObject))].slice(0, MOST);
  return groups.length > 0 ? { option_groups: groups, all } : { options: options.slice(0, MOST), all };
}

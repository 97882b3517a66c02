import { elementsOf } from '../block-kit/assign-ids.ts';
import { asArray, asText, type Json } from '../engine/json.ts';
import { newResponseUrl } from '../http/response-url.ts';
import type { StoredView } from '../state/state.ts';
import type { World } from '../world.ts';

/** Response URLs into the conversations chosen in a modal, for the selects that ask for them. */
export function responseUrls(world: World, { view, values, userId }: StoredView): Json[] {
  return elementsOf(asArray(view.blocks)).flatMap(({ block, element }) => {
    if (element.response_url_enabled !== true) return [];
    const state = values[String(block.block_id)]?.[String(element.action_id)];
    const channelId = asText(state?.selected_conversation ?? state?.selected_channel);
    if (channelId === '') return [];
    const response_url = newResponseUrl(world, { userId, channelId });
    return [{ block_id: block.block_id, action_id: element.action_id, channel_id: channelId, response_url }];
  });
}

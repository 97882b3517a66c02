import type { Session } from './index.ts';

/**
 * Where the conversation of an accepted offer is: on its way; there, in the channel that is named or among the messages
 * of the two; or, called off before it began, not needed.
 */
export type Talk = { is: 'coming' } | { is: 'there'; channel: string | undefined } | { is: 'called off' };

export function talkOf({ state, ending, place }: Session): Talk {
  const isOff = state === 'ended' && (ending === 'cancelled' || ending === 'handed back' || place === undefined);
  if (isOff) return { is: 'called off' };
  return place ? { is: 'there', channel: place.isShared ? place.channel : undefined } : { is: 'coming' };
}

import type { Session } from './index.ts';

/** Where the conversation of an accepted offer is: on its way, there, or, called off before it began, not needed. */
export type Talk = 'coming' | 'there' | 'called off';

export function talkOf({ state, ending, place }: Session): Talk {
  const isOff = state === 'ended' && (ending === 'cancelled' || ending === 'handed back' || place === undefined);
  if (isOff) return 'called off';
  return place ? 'there' : 'coming';
}

import type { Place, Session } from './index.ts';

/** Where the conversation of an accepted offer is: on its way; there; or, called off before it began, not needed. */
export type Talk = { is: 'coming' } | { is: 'there'; place: Place; workspaceId: string } | { is: 'called off' };

export function talkOf({ state, ending, place }: Session, workspaceId: string): Talk {
  const isOff = state === 'ended' && (ending === 'cancelled' || ending === 'handed back' || place === undefined);
  if (isOff) return { is: 'called off' };
  return place ? { is: 'there', place, workspaceId } : { is: 'coming' };
}

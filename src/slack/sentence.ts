import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Interaction } from './interaction.ts';

/** Messages by block id. */
export type FieldErrors = Record<string, string>;

const WENT_WRONG = 'Something went wrong on our side. Please try again in a minute.';
/** Nothing is denied that was kept. */
const NOT_SHOWN = 'That’s done, but I couldn’t show you the result. Open the Home tab to see how things are now.';

/** What the person is told of what was thrown; what they cannot know is logged. */
export function sentenceFor(deps: Deps, came: Interaction, error: unknown): string {
  if (error instanceof UserError) return error.message;
  deps.log.error({ err: error, from: came.source }, 'a handler failed');
  return came.hasEffect() ? NOT_SHOWN : WENT_WRONG;
}

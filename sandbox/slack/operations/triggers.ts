import { ApiError } from '../engine/errors.ts';
import type { Trigger } from '../state/state.ts';
import type { World } from '../world.ts';

/** A trigger opens one view within this many milliseconds (Slack's documentation: 3 seconds). */
const TRIGGER_LIFE = 3_000;

/** A new trigger for what a person just did; `viewId` when they did it in a modal. */
export function newTrigger(world: World, userId: string, viewId?: string): string {
  const id = world.ids.trigger(world.clock.now());
  world.state.triggers.set(id, { userId, at: world.clock.now(), used: false, ...(viewId ? { viewId } : {}) });
  return id;
}

/** Finds a trigger that is still alive, without using it up. Throws what Slack answers otherwise. */
export function liveTrigger(world: World, id: string): Trigger {
  const trigger = world.state.triggers.get(id);
  if (!trigger) throw new ApiError('invalid_trigger_id');
  if (trigger.used) throw new ApiError('exchanged_trigger_id');
  const age = trigger.at.until(world.clock.now()).total('milliseconds');
  if (age > TRIGGER_LIFE) throw new ApiError('expired_trigger_id');
  return trigger;
}

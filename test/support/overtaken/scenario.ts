import type { World } from '../world.ts';

/** A message, and a change that comes while Slack has it and the app does not know so yet. */
export type Scenario = (world: World) => Promise<{ send(): Promise<unknown>; change(): Promise<unknown> }>;

import { z } from 'zod';
import { jobKind } from '../../../jobs/define.ts';
import { eventTypes } from '../rules/events.ts';

/** The day on which an event is told has come; `about` is the id of what took place. */
export const tellJob = jobKind(
  'webhooks.tell',
  z.object({ type: z.enum(eventTypes), about: z.string(), more: z.string().optional() }),
);
/** Sends one delivery; `by` is the owner who waits to hear what becomes of it. */
export const deliverJob = jobKind('webhooks.deliver', z.object({ id: z.string(), by: z.string().optional() }));
/** Tells an owner what became of their test. */
export const testedJob = jobKind('webhooks.tested', z.object({ id: z.string(), by: z.string() }));
/** Prompt to an owner: nothing arrives at their address any more. */
export const failingPrompt = jobKind('webhooks.failing', z.object({ since: z.string() }));

export const failingGroup = (since: string) => `webhooks.failing:${since}`;

/** All that is sent goes one after the other: a slow receiver holds up nothing else. */
export const LANE = 'webhooks';

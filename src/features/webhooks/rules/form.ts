import { z } from 'zod';
import { MOST_ADDRESS } from './address.ts';

/** What the form answers, by block id; an empty address turns the webhook off. */
export const webhookForm = z.object({
  address: z.string().max(MOST_ADDRESS, 'Please keep this under 500 characters.').trim().default(''),
  secret: z.array(z.string()).default([]),
});
export type WebhookForm = z.infer<typeof webhookForm>;

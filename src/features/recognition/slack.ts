import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { onEvent } from '../../slack/handle.ts';
import { retryDigest } from './service/digest.ts';

const joined = z.object({ user: z.string(), channel: z.string() });

export function register(app: App, deps: Deps): void {
  onEvent(app, deps, 'member_joined_channel', joined, async ({ user }, came) => {
    // Somebody invited the app: a digest that its channel refused may get through now.
    if (user === deps.botUserId) await came.work(retryDigest);
  });
}

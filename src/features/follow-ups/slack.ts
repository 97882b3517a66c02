import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { onAction } from '../../slack/listeners.ts';
import { snoozes } from './rules.ts';
import { completeAction, dropAction, snoozeAction } from './service.ts';
import { ids } from './views.ts';

/** `<how long>:<action id>`, as the menu's options carry it. */
const chosen = z
  .string()
  .transform((value) => value.split(':'))
  .pipe(z.tuple([z.enum(snoozes), z.string()]));

/** In a message as in App Home, the changed message or page is the answer. */
export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.done, (click) => click.transact((tx) => completeAction(tx, click.value, click.userId)));
  onAction(app, deps, ids.drop, (click) => click.transact((tx) => dropAction(tx, click.value, click.userId)));
  onAction(app, deps, ids.snooze, async (click) => {
    const [snooze, actionId] = chosen.parse(click.value);
    await click.transact((tx) => snoozeAction(tx, actionId, click.userId, snooze));
  });
}

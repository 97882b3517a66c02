import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Command, onAction, onEvent } from '../../slack/listeners.ts';
import { deleteData, requestData, withdrawGoals, workspaceLeft } from './service/index.ts';
import { deleted, goalsWithdrawn, ids, onItsWay, privacyModal } from './views.ts';

const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).default([]) }) });

export function register(app: App, deps: Deps): void {
  onEvent(app, deps, 'app_uninstalled', z.object({}), (_event, came) => came.transact(workspaceLeft));
  onEvent(app, deps, 'tokens_revoked', revoked, async ({ tokens }, came) => {
    // People's own tokens are none of ours.
    if (tokens.bot.length > 0) await came.transact(workspaceLeft);
  });
  onAction(app, deps, ids.open, (click) => click.openModal(privacyModal()));
  onAction(app, deps, ids.send, async (click) => {
    await click.transact((tx) => requestData(tx, click.userId));
    await click.updateModal(onItsWay());
  });
  onAction(app, deps, ids.goals, async (click) => {
    await click.transact((tx) => withdrawGoals(tx, click.userId));
    await click.updateModal(goalsWithdrawn());
  });
  onAction(app, deps, ids.delete, async (click) => {
    await click.transact((tx) => deleteData(tx, click.userId));
    await click.updateModal(deleted());
  });
}

export const subcommands = {
  privacy: (_deps: Deps, command: Command) => command.openModal(privacyModal()),
};

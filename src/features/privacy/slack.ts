import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import { type Command, onAction } from '../../slack/handle.ts';
import { deleteData, requestData, withdrawGoals } from './service.ts';
import { deleted, goalsWithdrawn, ids, onItsWay, privacyModal } from './views.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, (click) => click.openModal(privacyModal()));
  onAction(app, deps, ids.send, async (click) => {
    await click.work((work) => requestData(work, click.userId));
    await click.updateModal(onItsWay());
  });
  onAction(app, deps, ids.goals, async (click) => {
    await click.work((work) => withdrawGoals(work, click.userId));
    await click.updateModal(goalsWithdrawn());
  });
  onAction(app, deps, ids.delete, async (click) => {
    await click.work((work) => deleteData(work, click.userId));
    await click.updateModal(deleted());
  });
}

export const subcommands = {
  privacy: (_deps: Deps, command: Command) => command.openModal(privacyModal()),
};

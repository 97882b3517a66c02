import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction } from '../../slack/listeners.ts';
import { decide, statusFor } from './service/index.ts';
import { ids, momentumModal } from './views.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, async (click) => {
    const view = await status(click);
    await (click.isInModal ? click.pushModal(view) : click.openModal(view));
  });
  for (const [id, decision] of [
    [ids.go, 'go'],
    [ids.stop, 'stop'],
  ] as const)
    onAction(app, deps, id, async (click) => {
      await click.transact((tx) => decide(tx, click.value, click.userId, decision));
      if (click.isInModal) await click.updateModal(await status(click));
    });
}

export const subcommands = {
  momentum: async (_deps: Deps, command: Command) => command.openModal(await status(command)),
};

const status = async (came: Interaction) => momentumModal(await came.read((tx) => statusFor(tx, came.userId)));

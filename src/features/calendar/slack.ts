import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction } from '../../slack/listeners.ts';
import { comingOf, requestFile } from './service/index.ts';
import { calendarModal, ids } from './views/index.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, show);
  onAction(app, deps, ids.file, async (click) => {
    const coming = await click.transact(async (tx) => {
      await requestFile(tx, click.userId);
      return comingOf(tx, click.userId);
    });
    await click.updateModal(calendarModal({ coming, isOnItsWay: true }));
  });
}

export const subcommands = { calendar: (_deps: Deps, command: Command) => show(command) };

async function show(came: Interaction): Promise<void> {
  await came.openModal(calendarModal({ coming: await came.read((tx) => comingOf(tx, came.userId)) }));
}

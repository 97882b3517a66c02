import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction } from '../../slack/listeners.ts';
import { recordOf, requestFile } from './service/index.ts';
import { fileOnItsWay, ids, recordMessage } from './views/index.ts';

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, show);
  onAction(app, deps, ids.file, async (click) => {
    await click.transact((tx) => requestFile(tx, click.userId));
    await click.tell(fileOnItsWay());
  });
}

export const subcommands = { record: (_deps: Deps, command: Command) => show(command) };

async function show(came: Interaction): Promise<void> {
  await came.tell(recordMessage(await came.read((tx) => recordOf(tx, came.userId))));
}

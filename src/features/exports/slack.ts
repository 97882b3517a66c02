import type { Deps } from '../../deps.ts';
import type { Command } from '../../slack/listeners.ts';
import { requestExport } from './service/index.ts';
import { onItsWay } from './views.ts';

export const subcommands = {
  export: async (_deps: Deps, command: Command) => {
    await command.transact((tx) => requestExport(tx, command.userId));
    await command.tell(onItsWay());
  },
};

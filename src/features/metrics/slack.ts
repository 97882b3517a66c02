import type { Deps } from '../../deps.ts';
import type { Command } from '../../slack/listeners.ts';
import { metricsFor } from './service/index.ts';
import { metricsMessage } from './views/index.ts';

export const subcommands = {
  metrics: async (_deps: Deps, command: Command, rest: string) => {
    const { period, metrics } = await command.transact((tx) => metricsFor(tx, command.userId, rest));
    await command.tell(metricsMessage(period, metrics));
  },
};

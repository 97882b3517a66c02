import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Command, onAction } from '../../slack/listeners.ts';
import { openForm } from '../concerns/slack.ts';
import { askPlots, askReport, readerOf } from './service/index.ts';
import { ids, onItsWay } from './views/index.ts';

const period = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d{4}-\d\d-\d\d$/)
  .transform((value) => {
    const [from = '', to = ''] = value.split(' ');
    return { from, to };
  });

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.plots, async (click) => {
    const asked = period.parse(click.value);
    await click.transact((tx) => askPlots(tx, click.userId, asked));
    await click.tell(onItsWay(asked));
  });
}

/** Whether words after “report” name a period; “report writing” is a topic. */
export const isPeriod = (words: string) => /^(last|this|next)\b|\d{4}/i.test(words);

export const subcommands = {
  // To whoever is no owner, it is the way to report a concern.
  report: async (_deps: Deps, command: Command, rest: string) => {
    const reader = await command.read((tx) => readerOf(tx, command.userId));
    if (!reader && rest === '') return openForm(command);
    await command.tell(onItsWay(await command.transact((tx) => askReport(tx, command.userId, rest || 'last quarter'))));
  },
};

import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { type Command, onAction } from '../../slack/listeners.ts';
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

/**
 * Gives an owner the report of the period that they typed, the last quarter where they typed none. To whoever is no
 * owner, the bare command is another one. @returns whether it was meant for this.
 */
export async function giveReport(command: Command, rest: string): Promise<boolean> {
  const reader = await command.read((tx) => readerOf(tx, command.userId));
  if (!reader && rest === '') return false;
  await command.tell(onItsWay(await command.transact((tx) => askReport(tx, command.userId, rest || 'last quarter'))));
  return true;
}

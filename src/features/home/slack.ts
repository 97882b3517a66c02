import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import type { Interaction } from '../../slack/interaction.ts';
import { type Command, onAction, onEvent, onSubmit } from '../../slack/listeners.ts';
import { homeOpened } from '../members/service.ts';
import { remindersForm } from './rules.ts';
import { chooseReminders, remindersOf } from './service/index.ts';
import { ids, remindersModal } from './views/index.ts';

const opened = z.object({ user: z.string().min(1), tab: z.literal('home') });

export function register(app: App, deps: Deps): void {
  onEvent(app, deps, 'app_home_opened', opened, ({ user }, came) => came.transact((tx) => homeOpened(tx, user)));
  onAction(app, deps, ids.reminders, openReminders);
  onSubmit(app, deps, ids.chooseReminders, remindersForm, (sent) =>
    sent.transact((tx) => chooseReminders(tx, sent.userId, sent.data)),
  );
}

async function openReminders(came: Interaction): Promise<void> {
  await came.openModal(remindersModal(await came.read((tx) => remindersOf(tx, came.userId))));
}

export const subcommands = {
  messages: (_deps: Deps, command: Command) => openReminders(command),
};

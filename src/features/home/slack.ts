import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { onAction, onEvent } from '../../slack/handle.ts';
import { homeOpened } from '../members/service.ts';
import { chooseReminders } from './service.ts';
import { ids } from './views.ts';

const opened = z.object({ user: z.string().min(1), tab: z.literal('home') });

export function register(app: App, deps: Deps): void {
  onEvent(app, deps, 'app_home_opened', opened, ({ user }, came) => came.work((work) => homeOpened(work, user)));
  onAction(app, deps, ids.reminders, (click) =>
    click.work((work) => chooseReminders(work, click.userId, click.value.split(','))),
  );
}

import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import { onAction } from '../../slack/listeners.ts';
import { decideDeparture } from '../members/service.ts';
import { ids } from './views.ts';

export function register(app: App, deps: Deps): void {
  for (const id of [ids.confirmDeparture, ids.refuseDeparture]) {
    onAction(app, deps, id, (click) =>
      click.transact((tx) => decideDeparture(tx, click.value, click.userId, id === ids.confirmDeparture)),
    );
  }
}

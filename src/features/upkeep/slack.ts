import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import { onAction } from '../../slack/handle.ts';
import { decideDeparture } from '../members/service.ts';
import { ids } from './views.ts';

export function register(app: App, deps: Deps): void {
  for (const id of [ids.confirmDeparture, ids.refuseDeparture]) {
    onAction(app, deps, id, (click) =>
      click.work((work) => decideDeparture(work, click.value, click.userId, id === ids.confirmDeparture)),
    );
  }
}

import type { App } from '@slack/bolt';
import type { Deps } from '../../../deps.ts';
import * as merging from './merging.ts';
import * as settings from './settings.ts';

export function register(app: App, deps: Deps): void {
  settings.register(app, deps);
  merging.register(app, deps);
}

export const subcommands = { ...settings.subcommands, ...merging.subcommands };

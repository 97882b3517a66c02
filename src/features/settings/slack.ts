import type { App } from '@slack/bolt';
import type { Deps } from '../../deps.ts';
import { type Command, onAction, onOptions, onSubmit } from '../../slack/handle.ts';
import type { Incoming } from '../../slack/incoming.ts';
import { missingFrom } from '../../slack/membership.ts';
import { settingsForm, zonesLike } from './rules.ts';
import { nextDigest, ownersOnly, saveSettings, settingsFor } from './service.ts';
import { ids, ownersModal, settingsModal, settingsSaved, zoneOptions } from './views.ts';

/** Zones that the field shows at once. */
const SHOWN = 50;

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, openSettings(deps));
  onAction(app, deps, ids.owners, openOwners);
  onOptions(app, deps, ids.zone, async (typed) => zoneOptions(zonesLike(typed, SHOWN)));
  onSubmit(app, deps, ids.save, settingsForm, async (sent) => {
    const settings = await sent.work((work) => saveSettings(work, sent.userId, sent.data));
    const chosen = [settings.digestChannel, settings.sessionsChannel].filter((channel) => channel !== undefined);
    const missing = await missingFrom(deps.slack, chosen);
    await sent.tell(settingsSaved(nextDigest(settings, deps.clock.now()), missing));
  });
}

function openSettings(deps: Deps): (came: Incoming) => Promise<void> {
  return async (came) => {
    const settings = await came.look((work) => settingsFor(work, came.userId));
    const view = settingsModal(settings, nextDigest(settings, deps.clock.now()));
    await (came.isInModal ? came.pushModal(view) : came.openModal(view));
  };
}

async function openOwners(came: Incoming): Promise<void> {
  await came.look((work) => ownersOnly(work, came.userId));
  await came.openModal(ownersModal());
}

export const subcommands = {
  settings: (deps: Deps, command: Command) => openSettings(deps)(command),
  owners: (_deps: Deps, command: Command) => openOwners(command),
};

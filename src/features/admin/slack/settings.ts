import type { App } from '@slack/bolt';
import type { Deps } from '../../../deps.ts';
import { zoneOptions } from '../../../slack/fields.ts';
import type { Interaction } from '../../../slack/interaction.ts';
import { type Command, onAction, onOptions, onSubmit, type Submission } from '../../../slack/listeners.ts';
import { channelFaults, missingFrom } from '../../../slack/membership.ts';
import { ownersOnly, settingsFor } from '../../members/service.ts';
import { channelFields, type Settings, type SettingsForm, settingsForm } from '../../settings/rules/index.ts';
import { zonesLike } from '../../settings/rules/zones.ts';
import { getSettings } from '../../settings/service.ts';
import { nextDigests, peopleFaults, saveSettings } from '../service/settings.ts';
import { ownersModal } from '../views/owners.ts';
import { ids, settingsModal, settingsSaved } from '../views/settings.ts';

/** Zones that the field shows at once. */
const SHOWN = 50;

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, openSettings(deps));
  onAction(app, deps, ids.owners, openOwners);
  onOptions(app, deps, ids.zone, async (typed) => zoneOptions(zonesLike(typed, SHOWN)));
  const save = async (sent: Submission<SettingsForm>) => {
    const settings = await sent.transact((tx) => saveSettings(tx, sent.userId, sent.data));
    const chosen = channelFields.map((field) => settings[field]).filter((channel) => channel !== undefined);
    const missing = await missingFrom(sent.workspace.slack, chosen);
    await sent.tell(settingsSaved(settings, nextDigests(settings, deps.clock.now()), missing));
  };
  onSubmit(app, deps, ids.save, settingsForm, save, async (sent) => {
    const before = await sent.read(getSettings);
    const people = await sent.read((tx) => peopleFaults(tx, before, sent.data));
    return { ...people, ...(await channelFaults(sent.workspace.slack, sent.userId, newChannels(before, sent.data))) };
  });
}

/** What one owner chose stands, also when another saves the rest. */
function newChannels(before: Settings, chosen: SettingsForm): Record<string, string | undefined> {
  const changed = channelFields.filter((field) => chosen[field] !== before[field]);
  return Object.fromEntries(changed.map((field) => [field, chosen[field]]));
}

function openSettings(deps: Deps): (came: Interaction) => Promise<void> {
  return async (came) => {
    const settings = await came.read((tx) => settingsFor(tx, came.userId));
    const view = settingsModal(settings, nextDigests(settings, deps.clock.now()));
    await (came.isInModal ? came.pushModal(view) : came.openModal(view));
  };
}

async function openOwners(came: Interaction): Promise<void> {
  await came.read((tx) => ownersOnly(tx, came.userId));
  await came.openModal(ownersModal());
}

export const subcommands = {
  settings: (deps: Deps, command: Command) => openSettings(deps)(command),
  owners: (_deps: Deps, command: Command) => openOwners(command),
};

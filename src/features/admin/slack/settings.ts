import type { App } from '@slack/bolt';
import { z } from 'zod';
import type { Deps } from '../../../deps.ts';
import { zoneOptions } from '../../../slack/fields.ts';
import type { Interaction } from '../../../slack/interaction.ts';
import { type Click, type Command, onAction, onOptions, onSubmit, type Submission } from '../../../slack/listeners.ts';
import { channelFaults, missingFrom } from '../../../slack/membership.ts';
import { isZone } from '../../../time.ts';
import { countPeople, ownersOnly, settingsFor } from '../../members/service.ts';
import {
  type Change,
  channelFields,
  type SectionName,
  sectionForms,
  sectionNames,
} from '../../settings/rules/forms.ts';
import type { Settings } from '../../settings/rules/index.ts';
import { zonesLike } from '../../settings/rules/zones.ts';
import { getSettings } from '../../settings/service.ts';
import { nextDigests, peopleFaults, saveSettings } from '../service/settings.ts';
import { ownersModal } from '../views/owners.ts';
import { changeIds, ids, notThereYet, settingsModal } from '../views/settings.ts';
import { saveIds, sectionModal } from '../views/settings-forms.ts';

/** Zones that the field shows at once. */
const SHOWN = 50;

const beneath = z.object({ overview: z.string().optional() }).catch({});

export function register(app: App, deps: Deps): void {
  onAction(app, deps, ids.open, openSettings(deps));
  onAction(app, deps, ids.owners, openOwners);
  onOptions(app, deps, ids.zone, async (typed) => zoneOptions(zonesLike(typed, SHOWN)));
  onAction(app, deps, ids.zone, async (click) => {
    const { value: zone } = click;
    if (!isZone(zone)) return;
    const settings = await click.transact((tx) => saveSettings(tx, click.userId, { zone }));
    await click.updateModal(overview(deps, settings));
  });
  for (const name of sectionNames) {
    onAction(app, deps, changeIds[name], openSection(name));
    onSubmit<Change>(app, deps, saveIds[name], sectionForms[name], save(deps), refuse);
  }
}

const overview = (deps: Deps, settings: Settings) => settingsModal(settings, nextDigests(settings, deps.clock.now()));

/** Keeps one part, which the modal beneath shows; a message says where the app is still missing. */
function save(deps: Deps): (sent: Submission<Change>) => Promise<void> {
  return async (sent) => {
    const settings = await sent.transact((tx) => saveSettings(tx, sent.userId, sent.data));
    const below = beneath.parse(sent.metadata).overview;
    if (below !== undefined) await sent.updateView(below, overview(deps, settings));
    const chosen = channelFields.flatMap((field) => (sent.data[field] === undefined ? [] : [sent.data[field]]));
    const missing = await missingFrom(sent.workspace.slack, chosen);
    if (missing.length > 0) await sent.tell(notThereYet(missing));
  };
}

async function refuse(sent: Submission<Change>) {
  const before = await sent.read(getSettings);
  const people = await sent.read((tx) => peopleFaults(tx, before, sent.data));
  return { ...people, ...(await channelFaults(sent.workspace.slack, sent.userId, newChannels(before, sent.data))) };
}

/** What one owner chose stands, also when another saves the rest. */
function newChannels(before: Settings, chosen: Change): Record<string, string | undefined> {
  const changed = channelFields.filter((field) => field in chosen && chosen[field] !== before[field]);
  return Object.fromEntries(changed.map((field) => [field, chosen[field]]));
}

function openSettings(deps: Deps): (came: Interaction) => Promise<void> {
  return async (came) => {
    const view = overview(deps, await came.read((tx) => settingsFor(tx, came.userId)));
    await (came.isInModal ? came.pushModal(view) : came.openModal(view));
  };
}

function openSection(name: SectionName): (click: Click) => Promise<void> {
  return async (click) => {
    const [settings, reach] = await click.read(
      async (tx) => [await settingsFor(tx, click.userId), await countPeople(tx)] as const,
    );
    await click.pushModal(sectionModal(name, settings, reach, click.viewId));
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

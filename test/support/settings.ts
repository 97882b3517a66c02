import { changeIds } from '../../src/features/admin/views/settings.ts';
import { saveIds } from '../../src/features/admin/views/settings-forms.ts';
import type { SectionName } from '../../src/features/settings/rules/forms.ts';
import type { World } from './world.ts';

/** An owner opens the form of one part of the settings. */
export async function openSection(world: World, ownerId: string, name: SectionName): Promise<void> {
  const owner = world.as(ownerId);
  await owner.command('/mentor settings');
  const overview = await world.slack.until(() => owner.modal(), 'the settings');
  await owner.click({ viewId: String(overview.id), actionId: changeIds[name] });
  await world.slack.until(() => owner.modal()?.callback_id === saveIds[name], `the form of ${name}`);
}

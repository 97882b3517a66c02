import { expect, it } from 'vitest';
import { createWorld } from '../support/world.ts';

it('Menus stay empty in HTTP mode as long as there is no Options Load URL', async () => {
  const world = await createWorld({ mode: 'http' });
  const dana = world.as('U0DANA');
  await dana.command('/mentor settings');
  const view = await world.slack.until(() => dana.modal(), 'the settings');
  const typed = { viewId: String(view.id), actionId: 'settings.zone', query: 'berlin' };
  const address = `http://127.0.0.1:${world.app().port}/slack/events`;
  world.slack.setRequestUrl(address);
  await expect(dana.options(typed)).rejects.toThrow(/no_options_load_url/);
  world.slack.setRequestUrl(address, address);
  expect((await dana.options(typed)).all).not.toEqual([]);
  await world.close();
});

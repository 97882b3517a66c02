import { expect, test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { dialog, press, walkThrough } from './walk-kit.ts';

const { become, sandbox } = walkThrough();

test('Dana reads the settings in words, and changes one part', { timeout: 120_000 }, async () => {
  const dana = await become('U0DANA');
  const told = () => sandbox().slack.people.as('U0DANA').messages();
  const before = told().length;
  await send(dana, '/mentor settings');
  const overview = dialog(dana, 'Settings');
  await overview.getByText('Each talk is a group message').waitFor();
  await screenshot(dana, 'settings-01-overview');
  await overview.getByRole('button', { name: 'Change' }).nth(2).click();
  const form = dialog(dana, 'When it comes');
  await form.getByText('Thursday').click();
  await screenshot(dana, 'settings-02-when');
  await form.getByRole('button', { name: 'Save' }).click();
  await overview.getByText('Mondays and Thursdays').waitFor();
  await overview.getByRole('button', { name: 'Change' }).nth(3).click();
  await dialog(dana, 'Who looks after it').waitFor();
  await screenshot(dana, 'settings-03-who');
  await press(dana, 'Cancel');
  const narrow = await become('U0DANA', { width: 400, colorScheme: 'dark' });
  await dialog(narrow, 'Settings').getByText('Mondays and Thursdays').waitFor();
  await screenshot(narrow, 'settings-04-narrow');
  // The overview shows what was saved.
  expect(told().slice(before)).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { type Kit, send, startKit } from './page-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.stop());

test('a button in a message reaches the app, and the message changes in place', async () => {
  const page = await kit.as('U0ADA');
  await send(page, '/mentor card');
  const card = page.getByRole('listitem', { name: /Colleagues for you/ });
  await card.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog', { name: 'Cancel the request?' }).getByRole('button', { name: 'Keep it' }).click();
  expect(kit.gallery.clicked).not.toContain('cancel');
  await card.getByRole('button', { name: 'More choices' }).click();
  await page.getByRole('menuitem', { name: 'See profile' }).click();
  await card.getByRole('combobox', { name: 'Length' }).click();
  await page.getByRole('option', { name: '20 minutes' }).click();
  await screenshot(page, 'page-card');
  await card.getByRole('button', { name: 'Ask the best match' }).click();
  await page.getByText('Asked Maya. Finding someone…').waitFor();
  expect(kit.gallery.clicked).toEqual(['more', 'length', 'ask_best']);
});

test('a modal holds what is wrong beside each field, and closes when all is well', async () => {
  const page = await kit.as('U0ADA');
  await send(page, '/mentor modal');
  const modal = page.getByRole('dialog', { name: 'Ask for help' });
  await modal.getByRole('button', { name: 'Ask', exact: true }).click();
  await expect.poll(() => modal.getByRole('alert').count()).toBe(2);
  const goal = modal.getByRole('textbox', { name: 'What would you like to get out of it?' });
  expect(await goal.evaluate((field) => field.matches(':focus'))).toBe(true);
  await goal.fill('too short');
  await modal.getByRole('combobox', { name: 'Topic' }).fill('ku');
  await page.getByRole('option', { name: 'Kubernetes' }).click();
  await modal.getByRole('button', { name: 'Ask', exact: true }).click();
  await modal.getByText('at least 15 characters').waitFor();
  await goal.fill('Learn everything there is');
  await modal.getByRole('button', { name: 'Ask', exact: true }).click();
  await modal.getByText('That is a lot. Pick one thing.').waitFor();
  await screenshot(page, 'page-modal');
  await goal.fill('Find out why my pod restarts');
  await modal.getByRole('button', { name: 'Ask', exact: true }).click();
  await modal.waitFor({ state: 'detached' });
  expect(kit.gallery.submitted.at(-1)).toMatchObject({
    goal: { goal: { value: 'Find out why my pod restarts' } },
    tried: { tried: { value: null } },
    skill: { skill: { selected_option: { value: 'kubernetes' } } },
  });
});

test('a pushed modal lies over the first, and what was typed beneath is still there', async () => {
  const page = await kit.as('U0MAYA');
  await page.getByRole('button', { name: 'Shortcuts' }).click();
  await page.getByRole('menuitem', { name: /Find a mentor/ }).click();
  const below = page.getByRole('dialog', { name: 'Ask for help' });
  await below.getByRole('textbox', { name: 'What have you tried? (optional)' }).fill('Turning it off and on');
  await below.getByRole('button', { name: 'How it works' }).click();
  await page.getByRole('dialog', { name: 'How it works' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await below.getByRole('textbox', { name: 'What have you tried? (optional)' }).inputValue()).toBe(
    'Turning it off and on',
  );
  await page.keyboard.press('Escape');
  await below.waitFor({ state: 'detached' });
});

test('every input element can be filled in and reaches the app as Slack would send it', async () => {
  const page = await kit.as('U0TOM');
  await send(page, '/mentor everything');
  const modal = page.getByRole('dialog', { name: 'Every element' });
  await modal.getByLabel('A number').fill('4');
  const choose = async (label: string, option: string) => {
    await modal.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: option }).click();
  };
  await choose('One of three', 'Green');
  await choose('Several', 'Thread');
  await choose('Several', 'Video');
  await page.keyboard.press('Escape');
  await choose('A person', 'Maya Chen');
  await choose('A channel', '#general');
  await modal.getByRole('checkbox', { name: 'Tuesday' }).check();
  await modal.getByRole('radio', { name: /Very/ }).check();
  await modal.getByLabel('A day').fill('2026-03-05');
  await modal.getByLabel('A time').fill('14:15');
  await modal.getByLabel('A moment').fill('2026-07-01T10:00');
  await modal.getByRole('button', { name: 'Save' }).click();
  await modal.waitFor({ state: 'detached' });
  expect(kit.gallery.submitted.at(-1)).toMatchObject({
    line: { a: { type: 'plain_text_input', value: 'as it was' } },
    number: { a: { value: '4' } },
    one: { a: { selected_option: { value: 'green' } } },
    many: { a: { selected_options: [{ value: 'thread' }, { value: 'video' }] } },
    person: { a: { selected_user: 'U0MAYA' } },
    persons: { a: { selected_users: [] } },
    channel: { a: { selected_channel: 'C0GENERAL' } },
    place: { a: { selected_conversation: null } },
    checks: { a: { selected_options: [{ value: 'monday' }, { value: 'tuesday' }] } },
    radio: { a: { selected_option: { value: 'very' } } },
    date: { a: { selected_date: '2026-03-05' } },
    time: { a: { selected_time: '14:15' } },
    // Ten in the morning in São Paulo, three hours behind UTC.
    moment: { a: { selected_date_time: Date.UTC(2026, 6, 1, 13) / 1000 } },
  });
});

test('a message shortcut opens from the message’s own menu', async () => {
  const page = await kit.as('U0INES');
  const message = page.getByRole('listitem', { name: /staging cluster/ });
  await message.hover();
  await message.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /Ask a mentor about this/ }).click();
  await page.getByRole('dialog', { name: 'Ask for help' }).getByRole('button', { name: 'Not now' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('the app’s Home is drawn on the first visit', async () => {
  const page = await kit.as('U0ADA');
  await page.getByRole('navigation').getByRole('button', { name: 'Bitewise' }).click();
  await page.getByRole('heading', { name: 'Your sessions' }).waitFor();
  await screenshot(page, 'page-home');
  await page.getByRole('tab', { name: 'Messages' }).click();
  await page.getByRole('textbox', { name: 'Message Bitewise' }).waitFor();
});

test('nothing went wrong in any page', () => {
  expect(kit.problems).toEqual([]);
});

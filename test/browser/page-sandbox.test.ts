import { get } from 'node:http';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { screenshot } from '../support/browser.ts';
import { type Kit, send, startKit } from './page-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.stop());

const findings = z.object({
  passes: z.array(z.unknown()).min(10),
  violations: z.array(
    z.object({
      id: z.string(),
      nodes: z.array(z.object({ target: z.array(z.unknown()), failureSummary: z.string().optional() })),
    }),
  ),
});

/** What axe finds wrong with the page as it stands, each with the places it means. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = findings.parse(await page.evaluate('axe.run()'));
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
}

test('one becomes somebody else by name, and back again with one click', async () => {
  const page = await kit.as('U0ADA');
  await page.getByRole('button', { name: /Signed in as Ada Okafor/ }).click();
  const picker = page.getByRole('dialog', { name: 'Become someone else' });
  await expect.poll(() => picker.getByRole('group', { name: 'Sales' }).getByRole('option').count()).toBe(1);
  await page.keyboard.type('singapore');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Signed in as Maya Chen' }).waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('as')).toBe('U0MAYA');
  expect(await page.getByTestId('clock').textContent()).toContain('Singapore');
  await page.getByRole('button', { name: 'Become Ada Okafor' }).click();
  await page.getByRole('button', { name: 'Signed in as Ada Okafor' }).waitFor();
});

test('the time moves on request, and everybody sees it', async () => {
  const ada = await kit.as('U0ADA');
  const raj = await kit.as('U0RAJ');
  expect(await ada.getByTestId('clock').textContent()).toMatch(/14:0\d.*Tue 13 Jan · Berlin/s);
  await ada.getByRole('button', { name: '+5 minutes' }).click();
  await ada.getByText(/^It is now Tuesday 13 January, 14:1\d in Berlin/).waitFor({ state: 'attached' });
  await raj
    .getByTestId('clock')
    .getByText(/18:4\d/)
    .waitFor();
  await ada.getByRole('button', { name: 'Tomorrow 09:30' }).click();
  await ada.getByTestId('clock').getByText('Wed 14 Jan · Berlin').waitFor();
});

test('what happens between Slack and the app can be looked into', async () => {
  const page = await kit.as('U0ADA');
  await page.getByRole('button', { name: 'Show what happens' }).click();
  const pane = page.getByTestId('traffic');
  await send(page, '/mentor kubernetes');
  const entry = pane.getByRole('listitem').filter({ hasText: 'typed /mentor kubernetes' });
  await entry.locator('summary').click();
  expect(await entry.getByLabel('Request').textContent()).toContain('"command": "/mentor"');
  await pane.getByRole('button', { name: 'From the app' }).click();
  await expect.poll(() => entry.count()).toBe(0);
  await screenshot(page, 'page-what-happens');
});

test('the keyboard alone is enough', async () => {
  const page = await kit.as('U0ADA');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('engin');
  await page.keyboard.press('Enter');
  const composer = page.getByRole('textbox', { name: 'Message #engineering' });
  await composer.waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Jump to' }).waitFor();
  await page.keyboard.press('Escape');
  expect(await composer.evaluate((field) => field.matches(':focus'))).toBe(true);
  const row = page.getByRole('navigation').getByRole('button', { name: 'engineering', exact: true });
  await row.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Message #general' }).waitFor();
  await page.getByRole('listitem', { name: /it began on Friday/ }).waitFor();
  await page.getByTestId('message-list').focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByTestId('thread').waitFor();
});

test('new messages are read out, and one’s own are not', async () => {
  const ada = await kit.as('U0ADA', { at: 'C0ENG' });
  const maya = await kit.as('U0MAYA', { at: 'C0ENG' });
  await send(maya, 'Good *morning*');
  await ada
    .getByTestId('announcer')
    .getByText('Maya Chen in #engineering: Good morning')
    .waitFor({ state: 'attached' });
  expect(await maya.getByTestId('announcer').textContent()).toBe('');
});

test('a narrow window shows one thing at a time, and nothing sticks out of it', async () => {
  const page = await kit.as('U0TOM', { width: 400 });
  const overhang = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  const list = page.locator('#conversations');
  const toList = page.getByRole('button', { name: 'Conversations', exact: true });
  expect(await list.isVisible()).toBe(false);
  expect(await overhang()).toBe(0);
  await toList.click();
  expect(await page.locator('#main').isVisible()).toBe(false);
  await screenshot(page, 'page-narrow-list');
  await list.getByRole('button', { name: 'Bitewise' }).click();
  await page.locator('#main').waitFor();
  expect(await list.isVisible()).toBe(false);
  expect(await overhang()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Show what happens' }).click();
  expect(await page.locator('#main').isVisible()).toBe(false);
  expect(await overhang()).toBe(0);
  await screenshot(page, 'page-narrow-traffic');
});

test('axe finds nothing wrong, in the light and in the dark, wide and narrow', async () => {
  for (const how of [{ colorScheme: 'light' }, { colorScheme: 'dark', width: 900 }] as const) {
    const page = await kit.as('U0TOM', how);
    await send(page, '/mentor kubernetes');
    await page.getByRole('button', { name: /2 replies/ }).click();
    await page.getByRole('button', { name: 'Show what happens' }).click();
    await page.getByTestId('thread').getByText('That would be lovely').waitFor();
    expect(await violations(page)).toEqual([]);
    await screenshot(page, `page-${how.colorScheme}`);
    await page.keyboard.press('Control+k');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await send(page, '/mentor everything');
    const modal = page.getByRole('dialog', { name: 'Every element' });
    await modal.getByRole('button', { name: 'Save' }).click();
    await modal.getByRole('combobox', { name: 'Several' }).click();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await modal.waitFor({ state: 'detached' });
    await page.getByRole('navigation').getByRole('button', { name: 'Bitewise' }).click();
    await page.getByRole('heading', { name: 'Your sessions' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.close();
  }
});

test('the page asks nobody but the sandbox for anything', async () => {
  const page = await kit.as('U0ADA');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.reload();
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor();
  expect([...new Set(asked)]).toEqual([kit.slack.url]);
});

test.each(['/../page-files.ts', '/state/../../run.ts', '/tsconfig.json', '/lib/../package.json', '/css/none.css'])(
  'nothing but the page is given out: %s',
  async (path) => {
    const { hostname, port } = new URL(kit.slack.url);
    const status = await new Promise((resolve) =>
      get({ hostname, port, path }, (answer) => resolve(answer.resume().statusCode)),
    );
    expect(status).toBe(404);
  },
);

test('nothing went wrong in any page', () => {
  expect(kit.problems).toEqual([]);
});

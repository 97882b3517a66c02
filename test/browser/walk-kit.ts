import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { runSandbox } from '../../sandbox/run.ts';
import { travel } from '../../sandbox/travel.ts';
import { inTransaction, type Tx } from '../../src/database/transaction.ts';
import { launchBrowser, type Visit, visit } from '../support/browser.ts';

/** The whole sandbox in a browser, to walk through as its people; started and stopped with the tests of a file. */
export function walkThrough() {
  let sandbox: Awaited<ReturnType<typeof runSandbox>>;
  let browser: Browser;
  const problems: string[] = [];
  beforeAll(async () => {
    sandbox = await runSandbox({ port: 0, logLevel: 'silent' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await sandbox.close();
    expect(problems).toEqual([]);
  });

  return {
    /** The embedded Slack, the app and their clock, for what no page shows. */
    sandbox: () => sandbox,
    /** The page as somebody, in a browser of their own. */
    async become(userId: string, how: Visit = {}): Promise<Page> {
      const { page } = await visit(browser, `${sandbox.url}/?as=${userId}`, { height: 1100, ...how });
      page.on('pageerror', (error) => problems.push(error.message));
      await page.locator('#conversations').waitFor({ state: 'attached' });
      return page;
    },
    now: () => sandbox.clock.now(),
    /** Moves to an instant, with everything that is due on the way. */
    travelTo: (target: Temporal.Instant) => travel(sandbox, target),
    /** Sets up what took place before the story begins. */
    work: async (unit: (tx: Tx) => Promise<unknown>): Promise<void> => {
      await inTransaction(sandbox.app.deps, unit);
      await sandbox.app.idle();
    },
  };
}

/** Goes to a conversation; in a narrow window the list of them is opened first. */
export async function open(page: Page, name: string | RegExp): Promise<void> {
  const list = page.locator('#conversations');
  if (!(await list.isVisible())) await page.getByRole('button', { name: 'Conversations', exact: true }).click();
  await list.getByRole('button', { name }).first().click();
}
export const said = (page: Page, text: string | RegExp) => page.getByTestId('message-list').getByText(text).last();
export const inThread = (page: Page, text: string | RegExp) => page.getByTestId('thread').getByText(text).last();
export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: true }).last().click();
/** Closes the dialog on top, and waits until it is gone: the one beneath may have a button of the same name. */
export async function close(page: Page): Promise<void> {
  const top = await page.locator('dialog[open]').last().elementHandle();
  await press(page, 'Close');
  await top?.waitForElementState('hidden');
}
export const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

/** The app's Home tab. */
export async function openHome(page: Page): Promise<void> {
  await open(page, /^Bitewise/);
  await page.getByRole('tab', { name: 'Home' }).click();
}
export const openMessages = async (page: Page): Promise<void> => {
  await open(page, /^Bitewise/);
  await page.getByRole('tab', { name: 'Messages' }).click();
};

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSandbox } from '../../sandbox/run.ts';
import { FEWEST_REQUESTS } from '../../src/features/requests/rules/expectation.ts';
import { inWork } from '../../src/work.ts';
import { launchBrowser, screenshot, visit } from '../support/browser.ts';
import { pastRequests } from '../support/waits.ts';
import { send } from './page-kit.ts';

let sandbox: Awaited<ReturnType<typeof runSandbox>>;
let browser: Browser;
beforeAll(async () => {
  sandbox = await runSandbox({ port: 0, logLevel: 'silent' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await sandbox.close();
});

test('Ada reads how long it usually takes before she asks, in the modal, and while she waits', async () => {
  const past = { accepted: FEWEST_REQUESTS, minutes: 25 };
  await inWork(sandbox.app.deps, (work) => pastRequests(work, 'Kubernetes', past));
  const { page, problems } = await visit(browser, `${sandbox.url}/?as=U0ADA`, { height: 1100 });
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor();
  const sentence = /Usually somebody accepts within about 25 working minutes/;
  await send(page, '/mentor kubernetes');
  await page.getByTestId('message-list').getByText(sentence).waitFor();
  await screenshot(page, 'expectation-01-result');
  await page.getByRole('button', { name: 'Ask the best match' }).click();
  const ask = page.getByRole('dialog', { name: 'Ask a colleague' });
  await ask.getByText(sentence).scrollIntoViewIfNeeded();
  await screenshot(page, 'expectation-02-ask');
  await ask.getByLabel(/What would you like to get out of it/).fill('Understand why my pod restarts every minute');
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await ask.waitFor({ state: 'detached' });
  await page
    .getByRole('navigation', { name: 'Conversations' })
    .getByRole('button', { name: /^Bitewise/ })
    .click();
  await page.getByTestId('message-list').getByText(sentence).waitFor();
  await screenshot(page, 'expectation-03-waiting');
  expect(problems).toEqual([]);
});

import { test } from 'vitest';
import { FEWEST_REQUESTS } from '../../src/features/requests/rules/expectation.ts';
import { screenshot } from '../support/browser.ts';
import { pastRequests } from '../support/waits.ts';
import { send } from './page-kit.ts';
import { walkThrough } from './walk-kit.ts';

const { become, work } = walkThrough();

test('Ada reads how long it usually takes before she asks, in the modal, and while she waits', async () => {
  const past = { accepted: FEWEST_REQUESTS, minutes: 25 };
  await work((unit) => pastRequests(unit, 'Kubernetes', past));
  const page = await become('U0ADA');
  const sentence = /Usually someone accepts within about 25 working minutes/;
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
});

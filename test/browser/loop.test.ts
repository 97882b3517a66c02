import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { inThread, open, press, said, walkThrough } from './walk-kit.ts';

const { become } = walkThrough();

/** Skips in time; the page says where it is once everything due on the way has happened. */
async function travel(page: Page, name: string): Promise<void> {
  const before = await page.getByTestId('announcer').textContent();
  await page.getByRole('button', { name, exact: true }).click();
  await expect
    .poll(async () => page.getByTestId('announcer').textContent(), { timeout: 60_000 })
    .toSatisfy((text: string | null) => text !== before && /It is now/.test(text ?? ''));
}

async function reply(page: Page, text: string): Promise<void> {
  const composer = page.getByTestId('thread').getByRole('textbox');
  await composer.fill(text);
  await composer.press('Enter');
}

test('Ada finds Bram, they talk, act and reflect, and Monday’s digest thanks him', { timeout: 300_000 }, async () => {
  const ada = await become('U0ADA');
  await send(ada, '/mentor kubernetes my pod restarts every minute');
  await said(ada, /the best five of \w+ who can help/).waitFor();
  await screenshot(ada, 'loop-01-found');
  await press(ada, 'Show more');
  await press(ada, 'Show the best');
  await said(ada, /the best five of \w+ who can help/).waitFor();

  await press(ada, 'Ask Bram de Vries');
  const ask = ada.getByRole('dialog', { name: 'Ask a colleague' });
  await ask.getByLabel(/What would you like to get out of it/).fill('Understand why my pod restarts every minute');
  await ask.getByRole('radio', { name: 'Now' }).check();
  await screenshot(ada, 'loop-02-ask');
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await ask.waitFor({ state: 'detached' });
  await open(ada, /^Bitewise/);
  await said(ada, /Finding someone for Kubernetes/).waitFor();
  await screenshot(ada, 'loop-03-progress');

  const bram = await become('U0BRAM');
  await open(bram, /^Bitewise/);
  await said(bram, /would like 20 minutes of your help/).waitFor();
  await screenshot(bram, 'loop-04-offer');
  await press(bram, 'Accept');
  await said(bram, /You accepted/).waitFor();
  await said(ada, /accepted your request about Kubernetes/).waitFor();

  await open(ada, /Bram de Vries/);
  await said(ada, /Understand why my pod restarts every minute/).waitFor();
  await screenshot(ada, 'loop-05-session');
  await press(ada, 'Start');
  await ada
    .getByRole('button', { name: /repl(y|ies)/ })
    .first()
    .click();
  await inThread(ada, /The clock is running/).waitFor();
  await reply(ada, 'Hello Bram, my pod restarts every minute.');
  await open(bram, /Ada Okafor/);
  await bram
    .getByRole('button', { name: /repl(y|ies)/ })
    .first()
    .click();
  await reply(bram, 'Hello Ada, let us look at its events first.');
  await inThread(ada, /look at its events first/).waitFor();

  for (let i = 0; i < 2; i += 1) await travel(ada, '+5 minutes');
  await inThread(ada, /Half time/).waitFor();
  await travel(ada, '+5 minutes');
  await inThread(ada, /minutes left, until/).waitFor();
  await screenshot(ada, 'loop-06-nudges');
  await travel(ada, '+5 minutes');
  await inThread(ada, /time is up/).waitFor();

  await press(ada, 'Wrap up');
  const wrapUp = ada.getByRole('dialog', { name: 'Wrap up' });
  await wrapUp.getByLabel('What we found').fill('The readiness probe was too strict.');
  await wrapUp.getByLabel(/Next step 1: when/).fill('a pod restarts');
  await wrapUp
    .getByLabel(/I will/)
    .first()
    .fill('read its events before the logs');
  await screenshot(ada, 'loop-07-wrap-up');
  await wrapUp.getByRole('button', { name: 'Save' }).click();
  await wrapUp.waitFor({ state: 'detached' });
  await inThread(ada, /readiness probe was too strict/).waitFor();
  await screenshot(ada, 'loop-08-recap');

  await travel(ada, 'Tomorrow 09:30');
  await travel(ada, '+1 hour');
  await open(ada, /^Bitewise/);
  await said(ada, /A minute to look back/).waitFor();
  await screenshot(ada, 'loop-09-reflection');
  await press(ada, 'Reflect');
  const looking = ada.getByRole('dialog', { name: 'Looking back' });
  await looking.getByRole('radio', { name: /Very useful/ }).check();
  await looking.getByRole('textbox').first().fill('Events tell more than logs.');
  await looking.getByLabel(/A thank-you for/).fill('Thank you for your patience with my probe.');
  await looking.getByRole('checkbox', { name: /Show it in the weekly digest/ }).check();
  await screenshot(ada, 'loop-10-looking-back');
  await looking.getByRole('button', { name: 'Save' }).click();
  await said(ada, /Reflection saved/).waitFor();

  // The action is due on Friday, three working days after Tuesday.
  await travel(ada, 'Tomorrow 09:30');
  await travel(ada, 'Tomorrow 09:30');
  await travel(ada, '+1 hour');
  await said(ada, /On your list for/).waitFor();
  await screenshot(ada, 'loop-11-action');
  await press(ada, 'Done');
  await said(ada, /I’ll let .* know/).waitFor();
  await travel(ada, '+5 minutes');

  await open(bram, /^Bitewise/);
  await said(bram, /did what you two agreed on/).waitFor();
  await screenshot(bram, 'loop-12-bram');
  await press(bram, 'Show in the digest');
  await travel(ada, 'Monday 10:00');
  await travel(ada, '+5 minutes');
  await open(ada, /mentoring/);
  await said(ada, /Bram de Vries/).waitFor();
  await said(ada, /Thank you for your patience with my probe/).waitFor();
  await screenshot(ada, 'loop-13-digest');
});

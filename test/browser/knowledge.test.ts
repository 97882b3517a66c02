import { test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { dialog, inThread, open, press, said, walkThrough } from './walk-kit.ts';

const { become } = walkThrough();

test('Ada and Bram keep an answer of their talk as a card, and Elif finds it', { timeout: 300_000 }, async () => {
  const ada = await become('U0ADA');
  await send(ada, '/mentor kubernetes my pod restarts every minute');
  await press(ada, 'Ask Bram de Vries');
  const ask = dialog(ada, 'Ask a colleague');
  await ask.getByLabel(/What would you like to get out of it/).fill('Find out why my pod restarts every minute');
  await ask.getByRole('radio', { name: 'Now' }).check();
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await ask.waitFor({ state: 'detached' });
  const bram = await become('U0BRAM');
  await open(bram, /^Bitewise/);
  await press(bram, 'Accept');
  await said(bram, /You accepted/).waitFor();

  await open(ada, /Bram de Vries/);
  await press(ada, 'Start');
  await ada
    .getByRole('button', { name: /repl(y|ies)/ })
    .first()
    .click();
  await inThread(ada, /The clock is running/).waitFor();
  await press(ada, 'Wrap up');
  const wrapUp = dialog(ada, 'Wrap up');
  await wrapUp
    .getByLabel('What we found')
    .fill('Read the events first, then the logs of the container before it. The probe asked too early.');
  await wrapUp.getByRole('button', { name: 'Save', exact: true }).click();
  await inThread(ada, /Wrapped up: Kubernetes/).waitFor();
  await screenshot(ada, 'knowledge-01-recap');

  await press(ada, 'Write a knowledge card');
  const form = dialog(ada, 'Knowledge card');
  await form.getByLabel('The question').fill('Why does my pod restart every minute, as Bram said?');
  await form.getByRole('button', { name: 'Send for approval' }).click();
  await form.getByText(/Please take out “Bram”/).waitFor();
  await screenshot(ada, 'knowledge-02-form');
  await form.getByLabel('The question').fill('Why does my pod restart every minute?');
  await form.getByRole('button', { name: 'Send for approval' }).click();
  await form.waitFor({ state: 'detached' });

  await said(bram, /A knowledge card\?/).waitFor();
  await screenshot(bram, 'knowledge-03-asked');
  await press(bram, 'Suggest a change');
  const change = dialog(bram, 'Knowledge card');
  await change
    .getByLabel('The answer')
    .fill('Read the events first. If they say “Unhealthy”, the probe asks too early: give it `initialDelaySeconds`.');
  await change.getByRole('button', { name: 'Send for approval' }).click();
  await open(ada, /^Bitewise/);
  await said(ada, /suggests other words/).waitFor();
  await screenshot(ada, 'knowledge-04-suggested');
  await press(ada, 'Approve');
  await said(ada, /is published/).waitFor();
  await said(bram, /is published/).waitFor();
  await screenshot(bram, 'knowledge-05-published');

  const elif = await become('U0ELIF');
  await send(elif, '/mentor kubernetes');
  await said(elif, /This may already help/).waitFor();
  await screenshot(elif, 'knowledge-06-found');
  await press(elif, 'Read it: Why does my pod restart every minute?');
  const card = dialog(elif, 'Knowledge card');
  await card.getByText('initialDelaySeconds').waitFor();
  await screenshot(elif, 'knowledge-07-read');
  await card.getByRole('button', { name: 'This helped' }).click();
  await card.getByText(/You said that it helped/).waitFor();
  await screenshot(elif, 'knowledge-08-helped');

  await send(ada, '/mentor cards');
  await dialog(ada, 'Knowledge cards').getByText('Published').waitFor();
  await screenshot(ada, 'knowledge-09-mine');
  await dialog(ada, 'Knowledge cards').getByRole('button', { name: /^Open/ }).click();
  await dialog(ada, 'Knowledge card')
    .getByText(/is published/)
    .waitFor();
  await screenshot(ada, 'knowledge-10-own');
  await press(ada, 'Withdraw');
  await ada.getByText('Withdraw this card?').waitFor();
  await screenshot(ada, 'knowledge-11-withdraw');
  await press(ada, 'Withdraw it');
  await dialog(ada, 'Knowledge cards').getByText('Write a card').first().waitFor();
  await said(bram, /is withdrawn/).waitFor();
  await screenshot(bram, 'knowledge-12-withdrawn');
});

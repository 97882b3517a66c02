import { expect, test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { dialog, inThread, open, openHome, openMessages, press, said, walkThrough } from './walk-kit.ts';

const { become, now, travelTo } = walkThrough();

test('Gita sets up a moment, is drawn to host it, colleagues share, and she skips the next', {
  timeout: 240_000,
}, async () => {
  const gita = await become('U0GITA');
  await open(gita, /mentoring/);
  await send(gita, '/mentor moment');
  const form = dialog(gita, 'A moment');
  await form.waitFor();
  await screenshot(gita, 'moments-01-form');
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await form.getByRole('checkbox', { name: day }).setChecked(true);
  }
  await form.getByLabel('Time', { exact: true }).fill('11:00');
  await form.getByRole('checkbox', { name: 'I can host sometimes' }).check();
  await screenshot(gita, 'moments-02-filled');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await openMessages(gita);
  await said(gita, 'The moment in').waitFor();
  await screenshot(gita, 'moments-03-set');

  const eleven = (days: number) =>
    now().toZonedDateTimeISO('Asia/Kolkata').add({ days }).withPlainTime('11:00:30').toInstant();
  await travelTo(eleven(1));
  await travelTo(eleven(1));
  await said(gita, /You host|You hosted/).waitFor();
  await screenshot(gita, 'moments-04-host');
  const ada = await become('U0ADA');
  await open(ada, /mentoring/);
  await said(ada, /A moment for/).waitFor();
  await screenshot(ada, 'moments-05-post');
  await ada.getByRole('button', { name: 'Reply in thread' }).last().click();
  const composer = ada.getByTestId('thread').getByRole('textbox');
  await composer.fill('I ask one question more before I answer.');
  await composer.press('Enter');
  await inThread(ada, /one question more/).waitFor();
  await travelTo(now().add({ minutes: 16 }));
  await inThread(ada, /Thank you to those who shared/).waitFor();
  await screenshot(ada, 'moments-06-summary');

  await openHome(gita);
  await press(gita, 'Moments in channels');
  const list = dialog(gita, 'Moments');
  await list.waitFor();
  await screenshot(gita, 'moments-07-list');
  const before = await list.getByText(/Next:/).textContent();
  await list.getByRole('button', { name: 'Skip the next' }).click();
  await expect.poll(() => list.getByText(/Next:/).textContent()).not.toBe(before);
  await screenshot(gita, 'moments-08-skipped');
});

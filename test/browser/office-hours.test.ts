import { test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { close, dialog, open, openHome, openMessages, press, said, walkThrough } from './walk-kit.ts';

const { become, now, travelTo } = walkThrough();

test('Bram holds office hours, Ada keeps a place, both are reminded, and Bram skips one and ends them', {
  timeout: 240_000,
}, async () => {
  const bram = await become('U0BRAM');
  await openHome(bram);
  await press(bram, 'Hold office hours');
  const hold = dialog(bram, 'Hold office hours');
  await hold.waitFor();
  await screenshot(bram, 'hours-01-hold');
  const wednesday = now().toZonedDateTimeISO('Europe/Berlin').add({ days: 1 });
  await hold.getByLabel('First day').fill(wednesday.toPlainDate().toString());
  await hold.getByLabel('From').fill('14:00');
  await hold.getByRole('button', { name: 'Open them' }).scrollIntoViewIfNeeded();
  await screenshot(bram, 'hours-02-hold-rest');
  await hold.getByRole('button', { name: 'Open them' }).click();
  await hold.waitFor({ state: 'detached' });
  await openMessages(bram);
  await said(bram, /are open/).waitFor();
  await screenshot(bram, 'hours-03-opened');

  const ada = await become('U0ADA');
  await send(ada, '/mentor hours');
  await said(ada, 'Upcoming office hours').waitFor();
  await screenshot(ada, 'hours-04-list');
  await press(ada, /^Book a slot/);
  const book = dialog(ada, 'Book a slot');
  await book
    .getByLabel(/What would you like to get out of it/)
    .fill('Find out which of two ways to restart a pod is better');
  await screenshot(ada, 'hours-05-book');
  await book.getByRole('button', { name: 'Keep it' }).click();
  await book.waitFor({ state: 'detached' });
  await openMessages(ada);
  await said(ada, /Booked: /).waitFor();
  await screenshot(ada, 'hours-06-kept');
  await openHome(ada);
  await screenshot(ada, 'hours-07-home');

  await travelTo(wednesday.withPlainTime('13:05').toInstant());
  await openMessages(ada);
  await said(ada, /A conversation opens by itself then/).waitFor();
  await screenshot(ada, 'hours-08-reminder');
  await said(bram, /1 person comes/).waitFor();
  await screenshot(bram, 'hours-09-host-reminder');
  await travelTo(wednesday.withPlainTime('14:00:30').toInstant());
  await open(ada, /Bram de Vries/);
  await said(ada, /Icebreaker/).waitFor();
  await screenshot(ada, 'hours-10-session');

  await openHome(bram);
  await press(bram, 'See office hours');
  const list = dialog(bram, 'Office hours');
  await list.waitFor();
  await screenshot(bram, 'hours-11-own');
  await travelTo(wednesday.withPlainTime('16:00').toInstant());
  await close(bram);
  await press(bram, 'See office hours');
  await list.getByRole('button', { name: /^Skip/ }).click();
  await confirm(bram);
  await screenshot(bram, 'hours-12-skipped');
  await list.getByRole('button', { name: /^End/ }).click();
  await confirm(bram);
  await list.getByText('There are none with a free place right now').waitFor();
  await screenshot(bram, 'hours-13-ended');
});

/** Answers the question whether one is sure, as Slack puts it. */
async function confirm(page: Awaited<ReturnType<typeof become>>): Promise<void> {
  const sure = page.getByRole('alertdialog').or(page.getByRole('dialog')).last();
  await screenshot(page, 'hours-confirm');
  await sure.getByRole('button').last().click();
}

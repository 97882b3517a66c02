import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { saveSettings } from '../../src/features/admin/service/index.ts';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { close, dialog, open, openHome, openMessages, press, said, walkThrough } from './walk-kit.ts';

const { become, now, travelTo, work } = walkThrough();
const later = (minutes: number) => travelTo(now().add({ minutes }));

async function ask(page: Page, topic: string, mentor: string, how: (form: ReturnType<typeof dialog>) => Promise<void>) {
  await openMessages(page);
  await send(page, `/mentor ${topic}`);
  await press(page, `Ask ${mentor}`);
  const form = dialog(page, 'Ask a colleague');
  await form.getByLabel(/What would you like to get out of it/).fill('Understand why my pod restarts every minute');
  await form.getByRole('radio', { name: 'Now' }).check();
  await how(form);
  await form.getByRole('button', { name: 'Ask', exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

test('A quiet ask stays quiet until the conversation opens, in a private message', { timeout: 240_000 }, async () => {
  await work((unit) => saveSettings(unit, 'U0DANA', { sessionsChannel: 'C0MENTORING' }));
  const ada = await become('U0ADA');
  await ask(ada, 'kubernetes', 'Bram de Vries', async (form) => {
    await screenshot(ada, 'trust-01-ask');
    await form.getByRole('checkbox', { name: /Ask quietly/ }).check();
    await form.getByRole('checkbox', { name: /Ask quietly/ }).scrollIntoViewIfNeeded();
    await screenshot(ada, 'trust-02-ask-quietly');
  });
  await openMessages(ada);
  await screenshot(ada, 'trust-03-progress');
  const bram = await become('U0BRAM');
  await openMessages(bram);
  await said(bram, /would like 20 minutes of your help/).waitFor();
  await screenshot(bram, 'trust-04-offer');
  expect(await bram.getByText(/Ada Okafor/).count()).toBe(0);
  await press(bram, 'Accept');
  await said(bram, /You accepted/).waitFor();
  await screenshot(bram, 'trust-05-accepted');
  await open(bram, /Ada Okafor/);
  await said(bram, /Ada Okafor/).waitFor();
  await screenshot(bram, 'trust-06-opened');
  await open(bram, /mentoring/);
  expect(
    await bram
      .getByTestId('message-list')
      .getByText(/my pod restarts/)
      .count(),
  ).toBe(0);
});

async function huddle(mentee: string, mentor: string, mentorName: string): Promise<Page> {
  const page = await become(mentee);
  await ask(page, 'kubernetes', mentorName, async (form) => {
    await form.getByRole('combobox', { name: 'How?' }).click();
    await page.getByRole('option', { name: 'In a huddle' }).click();
  });
  const helper = await become(mentor);
  await openMessages(helper);
  await said(helper, /would like 20 minutes of your help/).waitFor();
  await press(helper, 'Accept');
  await later(1);
  await open(page, mentorName);
  await press(page, 'Start');
  await later(21);
  return page;
}

test('A huddle counts once one of the two says that they talked', { timeout: 240_000 }, async () => {
  await work((unit) => saveSettings(unit, 'U0DANA', { sessionsChannel: undefined }));
  const chidi = await huddle('U0CHIDI', 'U0BRAM', 'Bram de Vries');
  await screenshot(chidi, 'trust-07-time-is-up');
  await press(chidi, 'Yes, we talked');
  await said(chidi, /said that you talked/).waitFor();
  await screenshot(chidi, 'trust-08-talked');
});

test('A huddle counts for nobody once one of the two says that they did not talk', { timeout: 240_000 }, async () => {
  const grace = await huddle('U0GRACE', 'U0ELIF', 'Elif Aydın');
  await later(20);
  await screenshot(grace, 'trust-08-not-said');
  await press(grace, 'We didn’t talk');
  await grace.getByRole('button', { name: 'We didn’t talk' }).waitFor({ state: 'detached' });
  await screenshot(grace, 'trust-08-not-talked');
});

test('Rosa blocks Bram, and his thanks do not reach her', { timeout: 240_000 }, async () => {
  const rosa = await become('U0ROSA');
  await openHome(rosa);
  await press(rosa, /^Edit/);
  const form = dialog(rosa, 'Skills and hours');
  const blocked = form.getByRole('combobox', { name: /rather not be matched/ });
  await blocked.click();
  await rosa.getByRole('option', { name: /Bram de Vries/ }).click();
  await blocked.scrollIntoViewIfNeeded();
  await screenshot(rosa, 'trust-09-block');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });

  const bram = await become('U0BRAM');
  await openMessages(bram);
  await send(bram, '/mentor thanks @rosa for the questions that you asked');
  await said(bram, /I can’t pass this on to them/).waitFor();
  await later(30);
  await screenshot(bram, 'trust-10-not-passed-on');
  await openMessages(rosa);
  expect(
    await rosa
      .getByTestId('message-list')
      .getByText(/the questions that you asked/)
      .count(),
  ).toBe(0);
});

test('Rosa deletes her data and closes the dialog at once, and the truth arrives', { timeout: 240_000 }, async () => {
  const rosa = await become('U0ROSA');
  await openHome(rosa);
  await press(rosa, 'Privacy');
  await dialog(rosa, 'Privacy').waitFor();
  await screenshot(rosa, 'trust-11-privacy');
  await press(rosa, 'Delete my data');
  const sure = dialog(rosa, 'Delete your data?');
  await screenshot(rosa, 'trust-12-sure');
  await sure.getByRole('button', { name: 'Delete my data' }).click();
  await close(rosa);
  await later(2);
  await openMessages(rosa);
  await screenshot(rosa, 'trust-13-deleted');
  await openHome(rosa);
  await rosa.getByText('Your data is deleted').waitFor();
  await screenshot(rosa, 'trust-14-home-afterwards');
});

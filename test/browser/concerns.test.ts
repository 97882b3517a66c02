import { expect, test } from 'vitest';
import { saveSettings } from '../../src/features/admin/service/index.ts';
import { findOrCreateSkill } from '../../src/features/members/service.ts';
import { startRequest } from '../../src/features/requests/service/index.ts';
import { screenshot, type Visit } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { close, dialog, openHome, openMessages, press, said, walkThrough } from './walk-kit.ts';

const { become, now, travelTo, work } = walkThrough();

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];
const ways: Record<string, Visit> = {
  wide: {},
  dark: { colorScheme: 'dark' },
  narrow: { width: 400, height: 900 },
  'narrow-dark': { width: 400, height: 900, colorScheme: 'dark' },
};

/** Ada asks Bram quietly about Kubernetes. */
const askQuietly = async () => {
  await work(async (unit) => {
    await saveSettings(unit, DANA, { concernOwners: [DANA], careContacts: 'Petra in the people team\nA helpline' });
    const { id: skillId } = await findOrCreateSkill(unit, 'Kubernetes');
    await startRequest(unit, {
      ...{ menteeId: ADA, skillId, goal: 'Explain pods, if you are able to', tried: '', minutes: 20 },
      ...{ format: 'thread', urgency: 'today', isAnonymous: true, mentorId: BRAM },
    });
  });
  await travelTo(now().add({ seconds: 30 }));
};

test('Bram reports a quiet ask, Dana deals with it, and Ada reads that she can ask with her name', {
  timeout: 240_000,
}, async () => {
  await askQuietly();
  for (const [name, how] of Object.entries(ways)) {
    const other = await become(BRAM, how);
    await openMessages(other);
    await press(other, 'Report a concern');
    await dialog(other, 'Report a concern').waitFor();
    await screenshot(other, `concerns-03-form-${name}`);
    await press(other, 'Cancel');
    await other.context().close();
  }
  const bram = await become(BRAM);
  await openMessages(bram);
  await said(bram, /would like 20 minutes/).waitFor();
  await screenshot(bram, 'concerns-01-offer');
  await press(bram, 'Report a concern');
  const form = dialog(bram, 'Report a concern');
  await form.getByText(/reads reports here/).waitFor();
  await screenshot(bram, 'concerns-02-form');
  await form.getByLabel('Rude or hurtful').check();
  await form.getByRole('textbox', { name: /What happened/ }).fill('The way it is put hurts.');
  await press(bram, 'Send report');
  await dialog(bram, 'Report a concern').getByText('Thank you for saying it.').waitFor();
  await screenshot(bram, 'concerns-04-sent');
  await close(bram);
  await travelTo(now().add({ seconds: 30 }));
  await said(bram, /I’ll tell you when someone has read it/).waitFor();
  await screenshot(bram, 'concerns-05-receipt');
  await press(bram, 'Block them');
  await said(bram, /no more questions from whoever asked/).waitFor();

  const dana = await become(DANA);
  await openMessages(dana);
  await said(dana, /Someone has reported a concern/).waitFor();
  expect(await dana.getByTestId('message-list').textContent()).not.toMatch(/Ada Okafor asked|Bram de Vries/);
  for (const [name, how] of Object.entries(ways)) {
    const other = await become(DANA, how);
    await openMessages(other);
    await said(other, /Someone has reported a concern/).waitFor();
    await screenshot(other, `concerns-06-reader-${name}`);
    await other.context().close();
  }
  await press(dana, 'I’ve read it');
  await press(dana, 'Suspend quiet asks');
  await screenshot(dana, 'concerns-07-suspend');
  await press(dana, 'Suspend');
  await said(dana, /Their quiet asks are suspended/).waitFor();
  await press(dana, 'Show who asked');
  await press(dana, 'Show who asked');
  await dialog(dana, 'Who asked').waitFor();
  await screenshot(dana, 'concerns-08-who');
  await close(dana);
  await openHome(dana);
  await press(dana, 'Reports');
  await dialog(dana, 'Reports').getByRole('button', { name: /^Open/ }).click();
  await dialog(dana, 'A report')
    .getByText(/looked who asked/)
    .waitFor();
  await screenshot(dana, 'concerns-09-detail');
  await press(dana, 'Close report');
  await dialog(dana, 'A report')
    .getByText(/closed/)
    .last()
    .waitFor();
  await close(dana);
  await close(dana);

  const ada = await become(ADA, ways.narrow);
  await openMessages(ada);
  await said(ada, /Quiet asks are switched off for you for now/).waitFor();
  await screenshot(ada, 'concerns-10-suspended');
  await travelTo(now().add({ hours: 24 }));
  await said(bram, /Someone has read your report and closed it/).waitFor();
  await screenshot(bram, 'concerns-11-told');
  await send(bram, '/mentor report');
  await dialog(bram, 'Report a concern').getByText('Who is it about?').waitFor();
  await screenshot(bram, 'concerns-12-anything');
});

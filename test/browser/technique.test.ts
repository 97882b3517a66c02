import { test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { close, dialog, inThread, open, press, said, walkThrough } from './walk-kit.ts';

const { become } = walkThrough();

test('Ada takes her first lesson, and uses every technique with Bram', { timeout: 300_000 }, async () => {
  const ada = await become('U0ADA');
  await send(ada, '/mentor lessons');
  await dialog(ada, 'Lessons').getByText('When you ask').waitFor();
  await screenshot(ada, 'lessons-01-list');
  await dialog(ada, 'Lessons').getByRole('button', { name: 'Begin' }).first().click();
  await dialog(ada, 'Lessons').getByText('0 of 11 done, one a working day').waitFor();
  await close(ada);
  await open(ada, /^Bitewise/);
  await said(ada, /Know what you want from the talk/).waitFor();
  await screenshot(ada, 'lessons-02-lesson');
  await press(ada, 'Find out why my handover takes half an hour');
  await said(ada, /One lesson a working day/).waitFor();
  await screenshot(ada, 'lessons-03-answered');

  await send(ada, '/mentor kubernetes my pod restarts every minute');
  await press(ada, 'Ask Bram de Vries');
  const ask = ada.getByRole('dialog', { name: 'Ask a colleague' });
  await ask.getByLabel(/What would you like to get out of it/).fill('Understand why my pod restarts every minute');
  await ask.getByRole('radio', { name: 'Now' }).check();
  await ask.getByRole('button', { name: 'Ask', exact: true }).click();
  await ask.waitFor({ state: 'detached' });
  const bram = await become('U0BRAM');
  await open(bram, /^Bitewise/);
  await said(bram, /Your first time helping here/).waitFor();
  await screenshot(bram, 'lessons-04-offer');
  await press(bram, 'Accept');
  await said(bram, /You accepted/).waitFor();

  await open(ada, /Bram de Vries/);
  await press(ada, 'Start');
  await ada
    .getByRole('button', { name: /repl(y|ies)/ })
    .first()
    .click();
  await inThread(ada, /The clock is running/).waitFor();
  const choose = async (name: string) => {
    await press(ada, 'Techniques for this talk');
    await dialog(ada, 'Technique').getByRole('button', { name, exact: true }).click();
  };
  await press(ada, 'Techniques for this talk');
  await dialog(ada, 'Technique').waitFor();
  await screenshot(ada, 'technique-01-choice');
  await dialog(ada, 'Technique').getByRole('button', { name: 'To look closer' }).click();
  await press(ada, 'Back to the talk');
  await inThread(ada, /picked a question to look closer/).waitFor();
  await choose('Get a starter');
  await press(ada, 'Back to the talk');
  await inThread(ada, /says back what they heard/).waitFor();
  await screenshot(ada, 'technique-02-cards');

  await choose('Write it');
  const form = dialog(ada, 'Feedback');
  await form.getByLabel('When was it?').fill('just now');
  await form.getByLabel('Where was it?').fill('in this thread');
  await form.getByLabel('What did you see or hear?').fill('You drew the way of the packet before you explained it');
  await form.getByLabel('Why does it matter?').fill('I could point at the step that I had not understood');
  await screenshot(ada, 'technique-03-feedback');
  await form.getByRole('button', { name: 'Preview' }).click();
  await dialog(ada, 'As it will be read').getByText('You drew the way').waitFor();
  await screenshot(ada, 'technique-04-preview');
  await press(ada, 'Post it');
  await inThread(ada, /a thank you is enough/).waitFor();

  await choose('Choose a scene');
  const scenes = dialog(ada, 'Role-play');
  await scenes
    .getByLabel('Or write your own')
    .fill('I ask the platform team to give our pods more memory, and they doubt it');
  await screenshot(ada, 'technique-05-scenes');
  await scenes.getByRole('button', { name: 'Begin', exact: true }).click();
  await inThread(ada, /plays the other person/).waitFor();
  await screenshot(ada, 'technique-06-role-play');
  await press(ada, 'We’re done');
  await inThread(ada, /Step out of your roles/).waitFor();
  await screenshot(ada, 'technique-07-debrief');
});

import { test } from 'vitest';
import { offerSkill } from '../../src/features/members/service/profile.ts';
import { findOrCreateSkill } from '../../src/features/members/service.ts';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { close, dialog, press, said, walkThrough } from './walk-kit.ts';

const { become, sandbox, work } = walkThrough();

test('Ada is understood, asked back, and led to people who may know', { timeout: 300_000 }, async () => {
  sandbox().slack.people.updateProfile('U0VIKTOR', { title: 'Motion designer and hobby welder' });
  const ada = await become('U0ADA');
  await send(ada, '/mentor k8s');
  await said(ada, /as I read “k8s”/).waitFor();
  await screenshot(ada, 'matching-01-result');
  await send(ada, '/mentor kubernetse');
  await said(ada, /my best guess for “kubernetse”/).waitFor();
  await screenshot(ada, 'matching-02-best-guess');
  await send(ada, '/mentor git and figma');
  await said(ada, /did you mean/).waitFor();
  await screenshot(ada, 'matching-03-did-you-mean');
  await send(ada, '/mentor underwater welding');
  await said(ada, /This colleague may know more/).waitFor();
  await screenshot(ada, 'matching-04-may-know');
  await press(ada, 'Ask Viktor Hansen');
  await dialog(ada, 'Ask a colleague')
    .getByText(/They haven’t said that they know this/)
    .waitFor();
  await screenshot(ada, 'matching-05-ask-who-may-know');
  await close(ada);
  await press(ada, 'Pick from a list');
  await dialog(ada, 'Find a mentor').getByText('Which topic is “underwater welding”?').waitFor();
  await screenshot(ada, 'matching-06-pick');
  await close(ada);
  await send(ada, '/mentor docker');
  await said(ada, 'No one here offers Docker yet').waitFor();
  await screenshot(ada, 'matching-07-nobody-has-it');
});

test('Dana makes one skill of two', { timeout: 300_000 }, async () => {
  await work(async (unit) => {
    for (const [who, name] of [
      ['U0BRAM', 'Berth planning tool'],
      ['U0ELIF', 'Berth planing tool'],
      ['U0GRACE', 'Crew rota'],
      ['U0FARAH', 'Crew rotas'],
    ] as const)
      await offerSkill(unit, who, (await findOrCreateSkill(unit, name)).id);
  });
  const dana = await become('U0DANA');
  await send(dana, '/mentor merge');
  await dialog(dana, 'Merge skills').getByText('Berth planing tool').first().waitFor();
  await screenshot(dana, 'matching-08-merge');
  await press(dana, 'Merge as “Berth planning tool”');
  await screenshot(dana, 'matching-09-confirm');
  await press(dana, 'Merge');
  await dialog(dana, 'Merge skills')
    .getByText(/is part of “Berth planning tool” now/)
    .waitFor();
  await screenshot(dana, 'matching-10-merged');
  await press(dana, 'Choose two skills');
  await dialog(dana, 'Merge skills').getByText('Choose two skills that are one').waitFor();
  await screenshot(dana, 'matching-11-choose');
});

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSandbox } from '../../sandbox/run.ts';
import { offerSkill } from '../../src/features/members/service/profile.ts';
import { findOrCreateSkill } from '../../src/features/members/service.ts';
import { inWork } from '../../src/work.ts';
import { launchBrowser, screenshot, visit } from '../support/browser.ts';
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

const problems: string[] = [];

async function become(userId: string): Promise<Page> {
  const { page } = await visit(browser, `${sandbox.url}/?as=${userId}`, { height: 1000 });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.getByRole('navigation', { name: 'Conversations' }).waitFor();
  return page;
}

const said = (page: Page, text: string | RegExp) => page.getByTestId('message-list').getByText(text).last();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true });

test('Ada is understood, asked back, and led to people who may know', { timeout: 300_000 }, async () => {
  sandbox.slack.people.updateProfile('U0VIKTOR', { title: 'Motion designer and hobby welder' });
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
    .getByText(/They have not said that they know this/)
    .waitFor();
  await screenshot(ada, 'matching-05-ask-who-may-know');
  await press(ada, 'Close');
  await press(ada, 'Pick the topic from a list');
  await dialog(ada, 'Find a mentor').getByText('Which topic is “underwater welding”?').waitFor();
  await screenshot(ada, 'matching-06-pick');
  await press(ada, 'Close');
  await send(ada, '/mentor docker');
  await said(ada, 'Nobody here offers Docker yet').waitFor();
  await screenshot(ada, 'matching-07-nobody-has-it');
  expect(problems).toEqual([]);
});

test('Dana makes one skill of two', { timeout: 300_000 }, async () => {
  await inWork(sandbox.app.deps, async (work) => {
    for (const [who, name] of [
      ['U0BRAM', 'Berth planning tool'],
      ['U0ELIF', 'Berth planing tool'],
      ['U0GRACE', 'Crew rota'],
      ['U0FARAH', 'Crew rotas'],
    ] as const)
      await offerSkill(work, who, (await findOrCreateSkill(work, name)).id);
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
  expect(problems).toEqual([]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Kit, send, startKit } from './page-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.stop());

test('a newcomer is told what to try, and the hint types it for them', async () => {
  const page = await kit.as('U0ADA');
  const hint = page.getByRole('complementary', { name: 'What to try first' });
  expect(await hint.textContent()).toContain('You are Ada. Type /mentor kubernetes below.');
  await hint.getByRole('button', { name: 'Type it for me' }).click();
  expect(await page.getByRole('textbox', { name: 'Message #general' }).inputValue()).toBe('/mentor kubernetes');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Colleagues who know Kubernetes' }).waitFor();
  await expect.poll(() => hint.count()).toBe(0);
});

test('what one person writes reaches another one’s page at once, with nothing typed becoming live', async () => {
  const ada = await kit.as('U0ADA', { at: 'C0ENG' });
  const maya = await kit.as('U0MAYA');
  await send(ada, 'See <b>this</b> & *that* <!channel> :tada:');
  const row = maya.getByRole('navigation').getByRole('button', { name: /engineering.*1 unread/ });
  await row.click();
  const message = maya.getByTestId('message-list').getByRole('listitem', { name: /Ada Okafor/ });
  expect(await message.locator('.text').textContent()).toBe('See <b>this</b> & that <!channel> 🎉');
  expect(await message.locator('strong').textContent()).toBe('that');
  await maya.getByRole('navigation').getByRole('button', { name: 'engineering', exact: true }).waitFor();
});

test('a picked mention is sent as one, and the words typed after it stay behind it', async () => {
  const page = await kit.as('U0ADA', { at: 'C0ENG' });
  const composer = page.getByRole('textbox', { name: 'Message #engineering' });
  await composer.pressSequentially('Thanks @may');
  await page.getByRole('option', { name: /Maya Chen/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.type('for the help');
  await page.keyboard.press('Enter');
  const mention = page.getByTestId('message-list').getByRole('button', { name: '@Maya Chen' });
  await mention.waitFor();
  const said = kit.slack.people.as('U0ADA').messages('C0ENG').at(-1);
  expect(said?.text).toBe('Thanks <@U0MAYA> for the help');
});

test('typing a slash offers the commands with their usage, and Enter completes one', async () => {
  const page = await kit.as('U0ADA');
  const composer = page.getByRole('textbox', { name: 'Message #general' });
  await composer.pressSequentially('/me');
  await page.getByRole('option', { name: /^\/mentor .*help/ }).waitFor();
  await page.keyboard.press('Enter');
  expect(await composer.inputValue()).toBe('/mentor ');
});

test('a thread takes replies, and refuses commands there in a sentence', async () => {
  const page = await kit.as('U0ADA');
  await page.getByRole('button', { name: /2 replies/ }).click();
  const thread = page.getByTestId('thread');
  const composer = thread.getByRole('textbox', { name: 'Reply in thread' });
  await composer.fill('I wonder too');
  await composer.press('Enter');
  await thread.getByText('I wonder too').waitFor();
  await page.getByRole('button', { name: /3 replies/ }).waitFor();
  await composer.fill('/mentor kubernetes');
  await composer.press('Enter');
  expect(await thread.getByRole('alert').textContent()).toContain('/mentor is not supported in threads');
  await page.keyboard.press('Escape');
  await expect.poll(() => thread.count()).toBe(0);
});

test('an unknown command and a failing one are told in the conversation, to the viewer alone', async () => {
  const page = await kit.as('U0TOM');
  await send(page, '/mentr x');
  await page.getByText('/mentr is not a valid command').waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => page.getByText('/mentr is not a valid command').count()).toBe(0);
});

test('an ephemeral answer says so, and can be waved away', async () => {
  const page = await kit.as('U0INES');
  await send(page, '/mentor kubernetes');
  const answer = page.getByRole('listitem', { name: /^Bitewise/ });
  expect(await answer.textContent()).toContain('Only visible to you');
  await answer.getByRole('button', { name: 'Dismiss' }).click();
  await expect.poll(() => answer.count()).toBe(0);
});

test('a channel is looked at, joined, written in and left', async () => {
  const page = await kit.as('U0RAJ');
  await page.getByRole('button', { name: 'Browse channels' }).click();
  await page.keyboard.type('des');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Join channel' }).click();
  await send(page, 'Hello designers');
  await page.getByTestId('message-list').getByText('Hello designers').waitFor();
  await page.getByRole('button', { name: /members$/ }).click();
  await page.getByRole('button', { name: 'Leave channel' }).click();
  await page.getByRole('button', { name: 'Join channel' }).waitFor();
});

test('a group message begins from the list of people', async () => {
  const page = await kit.as('U0INES');
  await page.getByRole('button', { name: 'Write to somebody' }).click();
  await page.keyboard.type('maya');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tomas');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Begin a group message' }).click();
  await page.getByRole('textbox', { name: 'Message Maya Chen, Tomás Rivera' }).waitFor();
});

test('what one person left unsent is not in another one’s hands', async () => {
  const page = await kit.as('U0MAYA');
  const composer = page.getByRole('textbox', { name: 'Message #general' });
  await composer.fill('Half a thought');
  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.keyboard.type('raj');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Signed in as Raj Patel' }).waitFor();
  expect(await composer.inputValue()).toBe('');
  await page.getByRole('button', { name: 'Become Maya Chen' }).click();
  await page.getByRole('button', { name: 'Signed in as Maya Chen' }).waitFor();
  expect(await composer.inputValue()).toBe('Half a thought');
});

test('a colleague is deactivated from the profile, and is gone from those one can become', async () => {
  const page = await kit.as('U0ADA');
  await page.getByRole('button', { name: 'Inès Laurent' }).first().click();
  const profile = page.getByRole('dialog', { name: 'Inès Laurent' });
  await profile.getByText('Change this person in the sandbox').click();
  await profile.getByRole('button', { name: 'Deactivate Inès' }).click();
  await profile.getByText('Deactivated').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.keyboard.type('laurent');
  await page.getByText('Nobody of that name works here.').waitFor();
});

test('nothing went wrong in any page', () => {
  expect(kit.problems).toEqual([]);
});

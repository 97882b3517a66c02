import { test } from 'vitest';
import { screenshot } from '../support/browser.ts';
import { send } from './page-kit.ts';
import { dialog, open, press, said, walkThrough } from './walk-kit.ts';

const { become, sandbox } = walkThrough();

/** Who is asked to be the buddy: any of the engineers who would welcome a newcomer. */
const whoIsAsked = () =>
  sandbox().slack.until(
    () =>
      ['U0CHIDI', 'U0ELIF', 'U0GRACE'].find((id) =>
        JSON.stringify(sandbox().slack.people.as(id).messages()).includes('Would you be the buddy'),
      ),
    'someone who is asked',
  );

test('Mira joins, meets her buddy, and is asked how her first day goes', { timeout: 300_000 }, async () => {
  const dana = await become('U0DANA');
  await dana
    .getByRole('group', { name: 'Who you are' })
    .getByRole('button', { name: /Signed in as/ })
    .click();
  await screenshot(dana, 'buddies-01-somebody-joins');
  await press(dana, 'Somebody new joins');
  await dana.getByText('Mira Lind has joined.').waitFor();
  const buddyId = await whoIsAsked();
  await send(dana, '/mentor buddy');
  await dialog(dana, 'Buddies').getByText('For owners').waitFor();
  await screenshot(dana, 'buddies-02-owner');
  await press(dana, 'Add newcomers');
  await dialog(dana, 'Add newcomers').getByLabel('One person a line').fill('Zoe Nobody, 2026-13-01');
  await screenshot(dana, 'buddies-03-import');

  const buddy = await become(buddyId);
  await open(buddy, /^Bitewise/);
  await said(buddy, /Would you be the buddy of/).waitFor();
  await screenshot(buddy, 'buddies-04-asked');
  await press(buddy, 'Yes, happy to');
  await said(buddy, /You’re the buddy of/).waitFor();

  const mira = await become('U0MIRA');
  await open(mira, /^Bitewise/);
  await said(mira, /will be your buddy/).waitFor();
  await screenshot(mira, 'buddies-05-told');
  await press(mira, 'Introduce us now');
  await said(mira, /Your conversation has begun/).waitFor();
  await open(mira, /Chidi|Elif|Grace/);
  await said(mira, /no question is too small/).waitFor();
  await screenshot(mira, 'buddies-06-introduced');

  for (let hour = 0; hour < 5; hour += 1) {
    await press(mira, '+1 hour');
    await mira.locator('[aria-label="Time"][aria-busy="false"]').waitFor();
  }
  await open(mira, /^Bitewise/);
  await said(mira, /How is it going so far/).waitFor();
  await screenshot(mira, 'buddies-07-first-day');
  await press(mira, 'A lot at once');
  await said(mira, /No one expects you to remember it/).waitFor();
  await press(mira, 'Write to my buddy');
  await dialog(mira, 'A line to your buddy')
    .getByLabel('What would you like')
    .fill('Where do people eat lunch on Tuesdays?');
  await screenshot(mira, 'buddies-08-line');
  await press(mira, 'Send');
  await said(mira, /Your line goes into the conversation/).waitFor();
  await screenshot(mira, 'buddies-09-answered');
  // The buddy has read enough from the app today.
  await press(mira, 'Tomorrow 09:30');
  await mira.locator('[aria-label="Time"][aria-busy="false"]').waitFor();
  await press(mira, '+1 hour');
  await mira.locator('[aria-label="Time"][aria-busy="false"]').waitFor();
  await open(buddy, /Mira/);
  await said(buddy, /Where do people eat lunch/).waitFor();
  await screenshot(buddy, 'buddies-10-together');
  await open(buddy, /^Bitewise/);
  await buddy.getByText('You’re the buddy of').last().waitFor();
  await screenshot(buddy, 'buddies-11-home');
  await buddy.getByRole('tab', { name: 'Messages' }).click();
  await said(buddy, /First days are full of names/).waitFor();
  await screenshot(buddy, 'buddies-12-hint');
  await send(buddy, '/mentor buddy');
  await dialog(buddy, 'Buddies').getByText('You’re the buddy of').waitFor();
  await screenshot(buddy, 'buddies-13-room');
});

import { test } from 'vitest';
import { offerSkill } from '../../src/features/members/service/profile.ts';
import { findOrCreateSkill } from '../../src/features/members/service.ts';
import { holdHours } from '../../src/features/office-hours/service/index.ts';
import { planReflections } from '../../src/features/reflections/service/index.ts';
import { aForm, used } from '../features/goals/setup.ts';
import { aForm as someHours } from '../features/office-hours/setup.ts';
import { screenshot } from '../support/browser.ts';
import { heldSession } from '../support/sessions.ts';
import { send } from './page-kit.ts';
import { close, dialog, open, press, said, walkThrough } from './walk-kit.ts';

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];
const WORDS = aForm().words;

const { become, now, travelTo, work } = walkThrough();

/** Goes to a local time, so many days from today, in London. */
const goTo = (days: number, time: string) => {
  const today = now().toZonedDateTimeISO('Europe/London');
  return travelTo(today.add({ days }).withPlainTime(time).toInstant());
};

test('Ada keeps goals and passes on what she learned; Bram says what still fits', { timeout: 300_000 }, async () => {
  const tomorrow = now().toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days: 1 });
  await work(async (unit) => void (await holdHours(unit, BRAM, someHours({ firstOn: tomorrow.toString() }))));
  const ada = await become(ADA);
  await send(ada, '/mentor goals');
  const goals = dialog(ada, 'My learning goals');
  await goals.getByText('Only you see your goals').waitFor();
  await screenshot(ada, 'goals-01-none');
  await press(ada, 'Set a goal');
  const form = dialog(ada, 'A new goal');
  await form.getByLabel('What would you like to get better at?').fill(WORDS);
  await screenshot(ada, 'goals-02-form');
  await form.getByRole('button', { name: 'Save' }).click();
  await goals.getByText(WORDS).first().waitFor();
  await press(ada, 'Add a goal');
  await form
    .getByLabel('What would you like to get better at?')
    .fill('Enjoy speaking up when the whole company listens');
  await form.getByRole('button', { name: 'Save' }).click();
  await goals
    .getByText(/Enjoy speaking up/)
    .first()
    .waitFor();
  await screenshot(ada, 'goals-03-list');
  await goals.getByRole('button', { name: /^Remove goal: Enjoy/ }).click();
  await goals.getByText(/no one is told/).waitFor();
  await screenshot(ada, 'goals-04-let-go');
  await press(ada, 'Undo');
  await goals
    .getByText(/Enjoy speaking up/)
    .first()
    .waitFor();
  await close(ada);

  await open(ada, /^Bitewise/);
  await ada.getByRole('tab', { name: 'Home' }).click();
  await ada.getByText(/Right now:/).waitFor();
  await ada.getByText(/Right now:/).scrollIntoViewIfNeeded();
  await screenshot(ada, 'goals-05-home');

  await work(async (unit) => {
    for (let i = 0; i < 2; i++) await used(unit, ADA, BRAM, 'Kubernetes');
    for (let i = 0; i < 2; i++) await planReflections(unit, await heldSession(unit, ADA, BRAM, 'Kubernetes'));
    await offerSkill(unit, DANA, (await findOrCreateSkill(unit, 'Kubernetes')).id, 2);
    await unit.db
      .updateTable('member_skill')
      .set({ added_at: unit.now.subtract({ hours: 24 * 300 }).toString() })
      .where('member_id', '=', BRAM)
      .execute();
  });
  await goTo(1, '09:45');
  await ada.getByRole('tab', { name: 'Messages' }).click();
  await said(ada, 'Do your learning goals still fit?').waitFor();
  await said(ada, 'Do your learning goals still fit?').scrollIntoViewIfNeeded();
  await screenshot(ada, 'goals-06-review');
  await ada.getByRole('button', { name: 'My learning goals are still right' }).last().click();
  await said(ada, /are as you want them/).waitFor();
  await said(ada, /used what you learned about Kubernetes/).scrollIntoViewIfNeeded();
  await screenshot(ada, 'goals-07-ladder');
  await press(ada, 'Yes, I can help');
  await said(ada, /You help with Kubernetes now/).waitFor();
  await said(ada, 'Something new fits your learning goals.').scrollIntoViewIfNeeded();
  await screenshot(ada, 'goals-08-news');

  await goTo(1, '09:45');
  const bram = await become(BRAM);
  await open(bram, /^Bitewise/);
  await said(bram, 'Would you still help with these?').waitFor();
  await screenshot(bram, 'goals-09-still');
  await bram
    .getByRole('button', { name: /^Not now: / })
    .first()
    .click();
  await said(bram, /set aside/).waitFor();
  await screenshot(bram, 'goals-10-set-aside');
  await bram.getByRole('button', { name: /^Still yes: / }).click();
  await said(bram, /for what you still help with/).waitFor();
  await screenshot(bram, 'goals-11-answered');
});

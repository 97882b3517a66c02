import { test } from 'vitest';
import type { Tx } from '../../src/database/transaction.ts';
import { requireMember } from '../../src/features/members/service.ts';
import { holdHours } from '../../src/features/office-hours/service/index.ts';
import { planReflections } from '../../src/features/reflections/service/index.ts';
import { aForm } from '../features/office-hours/setup.ts';
import { screenshot } from '../support/browser.ts';
import { heldSession } from '../support/sessions.ts';
import { send } from './page-kit.ts';
import { close, dialog, open, press, said, walkThrough } from './walk-kit.ts';

const { become, now, sandbox, travelTo, work } = walkThrough();

/** The next working morning in London, and the next Monday, both at ten. */
const tomorrow = () => now().toZonedDateTimeISO('Europe/London').add({ days: 1 }).withPlainTime('10:00').toInstant();
function monday(): Temporal.Instant {
  const local = now().toZonedDateTimeISO('Europe/London');
  return local
    .add({ days: 8 - local.dayOfWeek })
    .withPlainTime('10:05')
    .toInstant();
}

/** Nine busy weeks behind everybody, the last one quiet, and one conversation today. */
async function live(unit: Tx): Promise<void> {
  const people = ['U0ADA', 'U0BRAM', 'U0CHIDI', 'U0ELIF', 'U0DANA', 'U0GRACE'];
  for (const id of people) await requireMember(unit, id);
  await unit.db.updateTable('member').set({ created_at: '2020-01-01T00:00:00.000Z' }).execute();
  for (let i = 0; i < 48; i += 1) {
    const then = { ...unit, now: unit.now.subtract({ hours: 24 * (7 + (i % 8) * 7) + i }) };
    const [mentee = '', mentor = ''] = [people[i % 6], people[(i + 1) % 6]];
    await planReflections(then, await heldSession(then, mentee, mentor, 'Git'));
  }
  // What follows those conversations is not what this is about.
  await unit.db.updateTable('prompt').set({ state: 'dropped' }).where('kind', 'like', 'reflections.%').execute();
  await planReflections(unit, await heldSession(unit, 'U0ADA', 'U0BRAM', 'Kubernetes'));
  const friday = unit.now.toZonedDateTimeISO('Europe/Berlin').toPlainDate().add({ days: 10 }).toString();
  await holdHours(unit, 'U0BRAM', aForm({ firstOn: friday }));
}

test('A story goes into the newsletter, a quiet week brings invitations, and the launch kit is posted', {
  timeout: 300_000,
}, async () => {
  await work(live);
  await travelTo(tomorrow());
  const ada = await become('U0ADA');
  await open(ada, /^Bitewise/);
  await press(ada, 'Reflect');
  const form = dialog(ada, 'Looking back');
  await form.getByRole('radio', { name: /Very useful/ }).check();
  await form
    .getByRole('textbox')
    .first()
    .fill('My pod ran out of memory. Now I see it in the graph before it happens.');
  await form.getByRole('radio', { name: 'Yes, with my name' }).check();
  await screenshot(ada, 'newsletter-01-consent');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await form.waitFor({ state: 'detached' });
  await travelTo(now().add({ minutes: 30 }));
  const bram = await become('U0BRAM');
  await open(bram, /^Bitewise/);
  await said(bram, /would like to tell the newsletter/).waitFor();
  await screenshot(bram, 'newsletter-02-question');
  await press(bram, 'Yes, with my name');
  await said(bram, /may be told, with your name/).waitFor();

  const dana = await become('U0DANA');
  await send(dana, '/mentor owners');
  await dialog(dana, 'For owners').waitFor();
  await screenshot(dana, 'newsletter-03-owners');
  await dialog(dana, 'For owners').getByRole('button', { name: 'Newsletter', exact: true }).click();
  await press(dana, 'Make the draft now');
  await dialog(dana, 'Newsletter').getByText('Ada Okafor, with the help of Bram de Vries').waitFor();
  await screenshot(dana, 'newsletter-04-draft');
  await press(dana, 'Edit');
  const edit = dialog(dana, 'Edit the newsletter');
  await edit.getByLabel('First words').fill('A word from Dana first: thank you, all of you.');
  await screenshot(dana, 'newsletter-05-edit');
  await edit.getByRole('button', { name: 'See it', exact: true }).click();
  await dialog(dana, 'Newsletter').getByText('A word from Dana first').waitFor();
  await press(dana, 'Post');
  await dialog(dana, 'Newsletter')
    .getByText(/posted it/)
    .waitFor();
  await close(dana);
  await close(dana);
  await open(dana, /^Bitewise/);
  await said(dana, /posted it in/).waitFor();
  await open(dana, 'mentoring');
  await said(dana, /Small conversations in/).waitFor();
  await screenshot(dana, 'newsletter-06-post');

  await send(dana, '/mentor launch');
  await dialog(dana, 'Launch kit').waitFor();
  await screenshot(dana, 'launch-01-kit');
  await dialog(dana, 'Launch kit').getByRole('button', { name: 'Look at: Announcement' }).click();
  const reading = dialog(dana, 'As it will be read');
  await reading
    .getByText(/Twenty minutes with a colleague who knows/)
    .first()
    .waitFor();
  await screenshot(dana, 'launch-02-read');
  await reading.getByRole('combobox', { name: 'Where to', exact: true }).click();
  await dana.getByRole('option', { name: '#mentoring', exact: true }).click();
  await reading.getByRole('button', { name: 'Post it', exact: true }).click();
  await dana.getByText(/It’s on its way to/).waitFor();
  await close(dana);
  await close(dana);
  await said(dana, /Bitewise posts this for/).waitFor();
  await screenshot(dana, 'launch-03-post');

  await travelTo(monday());
  await said(dana, /Office hours this week/).waitFor();
  await screenshot(dana, 'newsletter-07-digest');
  await open(dana, /^Bitewise/);
  await said(dana, /It’s quieter than usual/).waitFor();
  await screenshot(dana, 'momentum-01-quiet');
  await press(dana, 'Go ahead now');
  await said(dana, /in their working hours, as/).waitFor();
  await travelTo(now().add({ hours: 28 }));
  const invited = await sandbox()
    .app.deps.db.read.selectFrom('prompt')
    .select('member_id')
    .where('kind', '=', 'momentum.invite')
    .where('state', '=', 'sent')
    .executeTakeFirstOrThrow();
  const guest = await become(invited.member_id);
  await open(guest, /^Bitewise/);
  await said(guest, /Twenty minutes with a colleague/).waitFor();
  await screenshot(guest, 'momentum-02-invitation');
  await send(dana, '/mentor momentum');
  await dialog(dana, 'Quiet weeks').waitFor();
  await screenshot(dana, 'momentum-03-weeks');
});

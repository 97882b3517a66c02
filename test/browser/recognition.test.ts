import { expect, test } from 'vitest';
import type { Tx } from '../../src/database/transaction.ts';
import { setMute } from '../../src/features/members/service.ts';
import { planReflections } from '../../src/features/reflections/service/index.ts';
import { answerOutcome } from '../../src/features/reflections/service/outcome.ts';
import { screenshot } from '../support/browser.ts';
import { heldSession } from '../support/sessions.ts';
import { send } from './page-kit.ts';
import { close, dialog, open, openHome, openMessages, press, said, walkThrough } from './walk-kit.ts';

const { become, now, travelTo, work } = walkThrough();

/** Bram helped these, and each of them used it. */
const HELPED = ['U0ADA', 'U0CHIDI', 'U0HIRO', 'U0JULIA', 'U0OLU'];
/** Elif and Noah helped others, fewer of them. */
const OTHERS: [string, string][] = [
  ['U0ELIF', 'U0ADA'],
  ['U0ELIF', 'U0HIRO'],
  ['U0NOAH', 'U0CARLOS'],
  ['U0NOAH', 'U0ROSA'],
];

const used = async (unit: Tx, mentor: string, mentee: string) => {
  const session = await heldSession(unit, mentee, mentor, 'Kubernetes');
  await planReflections(unit, session);
  await answerOutcome(unit, session.id, mentee, 'yes');
};

test('Ada thanks Bram, he gets badges, and the board shows whose help was used', { timeout: 240_000 }, async () => {
  await work(async (unit) => {
    for (const id of ['U0BRAM', 'U0ADA', 'U0DANA']) await setMute(unit, id, 'reflections.ask', true);
    for (const mentee of HELPED) await used(unit, 'U0BRAM', mentee);
    for (const [mentor, mentee] of OTHERS) await used(unit, mentor, mentee);
  });
  const ada = await become('U0ADA');
  await openHome(ada);
  await press(ada, 'Thank a colleague');
  const thank = dialog(ada, 'Thank a colleague');
  await thank.waitFor();
  await screenshot(ada, 'recognition-01-form');
  await press(ada, 'Cancel');
  await openMessages(ada);
  await send(ada, '/mentor thanks @bram for drawing the way of the packet until I saw it');
  await said(ada, /reads your thank-you in 10 minutes/).waitFor();
  await screenshot(ada, 'recognition-02-given');
  await press(ada, 'Show in the digest');
  await said(ada, /it also appears in the weekly digest/).waitFor();

  await travelTo(now().add({ minutes: 12 }));
  const bram = await become('U0BRAM');
  await openMessages(bram);
  await said(bram, /until I saw it/).waitFor();
  await press(bram, 'Show in the digest');
  await screenshot(bram, 'recognition-03-thanked');
  const morning = now().toZonedDateTimeISO('Europe/Berlin').add({ days: 1 }).withPlainTime('10:00').toInstant();
  await travelTo(morning);
  await said(bram, /A badge for you/).waitFor();
  await screenshot(bram, 'recognition-04-badges');
  await send(bram, '/mentor board');
  await said(bram, /Whose help was used/).waitFor();
  await screenshot(bram, 'recognition-05-board');
  await openHome(bram);
  await press(bram, 'See my badges and thanks');
  await dialog(bram, 'Badges and thanks').waitFor();
  await screenshot(bram, 'recognition-06-mine');
  await close(bram);

  const dana = await become('U0DANA');
  await openHome(dana);
  await press(dana, 'Leaderboard');
  await dialog(dana, 'Leaderboard').getByText('Bram de Vries').waitFor();
  await screenshot(dana, 'recognition-07-owner-board');
  await close(dana);
  const monday = now().toZonedDateTimeISO('Europe/London');
  await travelTo(
    monday
      .add({ days: 8 - monday.dayOfWeek })
      .withPlainTime('10:05')
      .toInstant(),
  );
  await open(dana, /mentoring/);
  await said(dana, /until I saw it/).waitFor();
  await screenshot(dana, 'recognition-08-digest');
  expect(await dana.getByTestId('message-list').getByText('Bram de Vries').count()).toBeGreaterThan(0);
});

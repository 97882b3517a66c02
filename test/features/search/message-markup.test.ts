import { afterEach, beforeEach, expect, it } from 'vitest';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

async function about(message: Record<string, unknown>): Promise<string> {
  const ts = '1772440000.000100';
  const posted = { type: 'message', ts, user: 'U0STANDUP', bot_id: 'B0STANDUP', text: '', ...message };
  world.slack.state.conversations.get('C0ENGINEERING')!.messages.push(posted as never);
  const ada = world.as('U0ADA');
  await ada.messageShortcut({ callbackId: 'ask_about_message', channel: 'C0ENGINEERING', ts });
  return saidIn((await world.slack.until(() => ada.modal(), 'the modal')).blocks);
}

it('a moment is shown by its fallback', async () => {
  const text = 'Upgrade on <!date^1392734382^{date_short} at {time}|Feb 18, 2014 at 6:39 AM PST>, please read';
  const shown = await about({ text });
  expect(shown).toContain('Upgrade on Feb 18, 2014 at 6:39 AM PST, please read');
});

it('a moment with a link is shown by its fallback too', async () => {
  expect(await about({ text: 'See <!date^1392734382^{date}^https://example.com/|yesterday>.' })).toContain(
    'See yesterday.',
  );
});

it('a group without a label is not called “@subteam”', async () => {
  expect(await about({ text: 'Ask <!subteam^S0123456> about pods' })).not.toContain('subteam');
});

it('a group with a label is shown by it', async () => {
  expect(await about({ text: 'Ask <!subteam^S0123456|@platform> about pods' })).toContain('Ask @platform about pods');
});

it('what stands in attachments is shown, and is not called a message without text', async () => {
  const attachments = [{ id: 1, title: 'E2E failed', text: 'kubernetes pod restarts on main', fallback: 'E2E failed' }];
  const shown = await about({ attachments });
  expect(shown).not.toContain('A message without text');
  expect(shown).toContain('kubernetes pod restarts on main');
});

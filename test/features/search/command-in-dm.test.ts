import { expect, it } from 'vitest';
import { askingWorld, shown } from '../../support/asking.ts';

const given = askingWorld();
const { world, people, press } = given;

async function say(text: string) {
  const { ada } = people();
  await ada.say({ channel: ada.appDm(), text });
  await world().settle();
  return shown(ada.messages().at(-1));
}

it.each([
  'settings',
  'Pause',
  'goals',
  'privacy.',
  '/mentor skills',
  'pause 2 weeks',
  'thanks <@U0BRAM> for the review',
])('“%s” in a message is a command, not a topic', async (text) => {
  const answer = await say(text);
  expect(answer).toContain('is a command: type `/mentor ');
  expect(answer).not.toContain('No one here');
});

it('can be run from there', async () => {
  const { ada } = people();
  await say('goals');
  await press(ada, 'requests.run-command');
  expect(shown(ada.modal()?.title)).toContain('oals');
  await ada.close();
  await say('pause 2 weeks');
  await press(ada, 'requests.run-command');
  expect(shown(ada.messages().at(-1))).toMatch(/break|pause/i);
  const row = await world()
    .app()
    .deps.db.read.selectFrom('member')
    .select('paused_until')
    .where('id', '=', ada.id)
    .execute();
  expect(row[0]?.paused_until).toBeTruthy();
});

it.each([
  ['thanks!', 'You’re welcome'],
  ['kubernetes', 'Kubernetes'],
  ['find kubernetes', 'Kubernetes'],
  ['privacy law', 'rivacy'],
  ['status', 'Nothing is open'],
])('“%s” is answered as before', async (text, words) => {
  const answer = await say(text);
  expect(answer).toContain(words);
  expect(answer).not.toContain('is a command');
});

import { afterEach, describe, expect, it } from 'vitest';
import { ownWords, readable } from '../../../src/features/requests/rules/topic.ts';
import { commandFor, smallTalk } from '../../../src/features/search/rules/small-talk.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

describe('What somebody says that is no topic', () => {
  it.each([
    ...[
      'hi',
      'Hello!',
      'hey there',
      'Hi :wave:',
      'Good morning everyone',
      'Guten Tag',
      'Moin',
      'Bonjour à tous 👋',
    ].map((text) => ['greeting', text]),
    ...['thanks!', 'Thank you so much', 'Vielen Dank', 'merci beaucoup', 'ok thanks', '<@U0APP> thanks 🙏'].map(
      (text) => ['thanks', text],
    ),
    ...['ok', 'Great', 'perfect, super'].map((text) => ['agreement', text]),
    ...['👍', ':tada: :+1:', '???', '…', '\u200b'].map((text) => ['wordless', text]),
    ...['<https://example.com/a?b=c>', 'https://example.com/x'].map((text) => ['link', text]),
    ...['help', 'Hilfe!', 'Help?'].map((text) => ['help', text]),
    ...[
      'can you cancel my request?',
      'please withdraw my question',
      'what’s the status of my request',
      "Where's my booking?",
      'please cancel my request',
      'Cancel it, please.',
      'cancel',
      'never mind',
      'I don’t need help any more',
      'no longer needed',
      'my sessions',
      'When’s my next session?',
      'did anyone answer?',
      'can I reschedule?',
      "I can't make it today, sorry",
    ].map((text) => ['mine', text]),
    ...[
      'how do I stop this',
      'Stop!',
      'please stop sending me messages',
      'unsubscribe',
      'How can I turn this off?',
      'Don’t message me',
      'no more messages please',
    ].map((text) => ['stop', text]),
    ...['how does this work?', 'What can you do?', 'can you help me', 'I need help', 'hi, help me please'].map(
      (text) => ['help', text],
    ),
    ...['hi, how are you?', 'Who are you', 'anyone there?', 'buenos días', 'こんにちは', 'Привет!', 'שלום', '你好'].map(
      (text) => ['greeting', text],
    ),
    ...['thanks, that helped', 'Thank you, this was great!', 'got it, thanks', 'спасибо', '谢谢', 'ありがとう'].map(
      (text) => ['thanks', text],
    ),
    ...['got it', 'sounds good', 'yes please', 'sorry, wrong chat', 'haha'].map((text) => ['agreement', text]),
  ])('is told: %s is in “%s”', (sort, text) => {
    expect(smallTalk(text)).toBe(sort);
  });

  it.each([
    'kubernetes',
    'hello world in rust',
    'thank you notes',
    'cancel culture',
    'request cancellation in axios',
    'Go',
    'good manufacturing practice',
    'time management',
    'C',
    'help desk',
    'https://example.com/x kubernetes',
    '<https://example.com/x|Kubernetes probes>',
    'session management',
    'how to run my meetings',
    'how do I stop procrastinating',
    'who can help me with kubernetes',
    'I need help with kubernetes',
    'saying no',
    'it support',
    'got',
    'stop motion animation',
    'thanks for kubernetes help please find terraform',
    'delete data in postgres',
    'undo in git',
    'what is this error in webpack',
    'greetings cards design',
  ])('is not taken for it: “%s”', (text) => {
    expect(smallTalk(text)).toBeUndefined();
  });
});

it.each([
  ['delete my data', 'privacy'],
  ['I’m on holiday next week', 'pause'],
  ['please pause me', 'pause'],
  ['how do I change my hours?', 'skills'],
  ['change management', undefined],
  ['data deletion', undefined],
])('“%s” is a wish for the command %s', (text, command) => {
  expect(commandFor(text)).toBe(command);
});

it('Quotes and code are left out where somebody says something of their own', () => {
  expect(ownWords('&gt; did you see this?\nkubernetes')).toBe('kubernetes');
  expect(ownWords('kubernetes ```kubectl get pods``` please')).toMatch(/^kubernetes\s+please$/);
  expect(ownWords('```docker ps```').trim()).toBe('docker ps');
  expect(ownWords('&gt; only a quote').trim()).toBe('only a quote');
});

it.each([
  ['<!date^1392734382^{date_short}|18 Feb>', '18 Feb'],
  ['<!date^1392734382^{date_short}>', 'some time'],
  ['<!here> <!channel|channel> <!everyone>', '@here @channel @everyone'],
  ['<!subteam^S1|@ops> and <!subteam^S1>', '@ops and a group'],
])('%s reads as “%s”', (raw, text) => {
  expect(readable(raw)).toBe(text);
});

let world: World | undefined;
afterEach(() => world?.close());

it('The app answers small talk with a line, by message and by command', async () => {
  world = await createWorld();
  const ada = world.as('U0ADA');
  const answers = () => ada.messages(ada.appDm()).filter((m) => m.user !== ada.id);
  const last = () => saidIn(answers().at(-1)?.blocks);
  for (const [text, answer] of [
    ['hi', 'Hello.'],
    ['Danke!', 'You’re welcome.'],
    ['👍', 'I can’t read a topic in that.'],
    ['https://example.com/x', 'I can’t open links.'],
    ['can you cancel my request?', 'Nothing is open.'],
    ['how do I stop this', '/mentor pause 2 weeks'],
    ['delete my data', '“privacy” is a command'],
    ['<@U0BRAM>', 'is a colleague’s name'],
    ["Bram's", 'is a colleague’s name'],
    ['STATUS', 'Nothing is open.'],
    ['/mentor', 'Hello.'],
  ] as const) {
    await ada.tellApp(text);
    await world.settle(5);
    expect(last()).toContain(answer);
    expect(last().length).toBeLessThan(400);
  }
  await ada.command('/mentor hello');
  await world.settle(5);
  expect(saidIn(ada.messages().findLast((m) => m.ephemeral)?.blocks)).toContain('Hello.');
});

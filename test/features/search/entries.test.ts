import { describe, expect, it } from 'vitest';
import { subcommands } from '../../../src/app.ts';
import { helperAppeared } from '../../../src/features/requests/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';

const { ask, offers, people, press, type, world } = askingWorld();

describe('Ways to ask', () => {
  it('the bare command, the shortcut and the help card lead to a search in a modal, and on to the ask', async () => {
    const { ada, bram } = people();
    await type(ada, '/mentor');
    expect(shown(ada.modal())).toContain('What would you like help with?');
    expect(await ada.submit({ fill: { topic: '🦄' } })).toMatchObject({
      ok: false,
      errors: { topic: expect.any(String) },
    });
    await ada.submit({ fill: { topic: 'k8s' } });
    await world().settle();
    expect(shown(ada.modal())).toContain('Looking for *Kubernetes*, as I read “k8s”');
    await ada.click({ viewId: String(ada.modal()?.id), actionId: 'requests.ask-best' });
    await world().settle();
    await ada.submit({ fill: { goal: 'understand why my pods restart' } });
    await world().settle();
    expect(ada.modal()).toBeNull();
    expect(bram.messages().at(-1)?.text).toContain('Ada Okafor asks');
    await ada.shortcut('find_mentor');
    await world().settle();
    expect(shown(ada.modal())).toContain('What would you like help with?');
  });

  it('a message taken to a mentor goes along with its link', async () => {
    const { ada, bram } = people();
    const { ts } = await ada.say({ channel: 'C0GENERAL', text: 'My kubernetes pods restart & I do not know why <3' });
    await ada.messageShortcut({ callbackId: 'ask_about_message', channel: 'C0GENERAL', ts });
    await world().settle();
    expect(shown(ada.modal())).toContain('pods restart & I do not know why <3');
    await ada.submit({ fill: { topic: 'Kubernetes', goal: 'understand why my pods restart' } });
    await world().settle();
    expect(shown(bram.messages().at(-1))).toMatch(/pods restart & I do not know why <3/);
    expect(shown(bram.messages().at(-1))).toMatch(/<https?:[^|]*C0GENERAL[^|]*\|Open the message>/);
  });

  it('a mention is answered privately, once, and a DM in the DM', async () => {
    const { ada } = people();
    await ada.invite('C0GENERAL', 'U0APP');
    const before = ada.messages('C0GENERAL').length;
    await ada.say({ channel: 'C0GENERAL', text: '<@U0APP> who knows kubernetes?' });
    await world().settle();
    const answers = ada
      .messages('C0GENERAL')
      .slice(before)
      .filter((m) => m.ephemeral);
    expect(answers.map((m) => m.text)).toEqual(['Kubernetes: 2 colleagues can help']);
    await ada.tellApp('does anybody know k8s?');
    await world().settle();
    expect(ada.messages().at(-1)?.text).toBe('Kubernetes: 2 colleagues can help');
    await ada.tellApp('hello');
    await world().settle();
    expect(ada.messages().at(-1)?.text).toContain('Tell me a topic in a word or two');
  });

  it('talk in a group DM is left alone', async () => {
    const { ada } = people();
    const channel = await ada.openDm(['U0BRAM', 'U0APP']);
    await ada.say({ channel, text: 'who knows kubernetes?' });
    await world().settle();
    expect(ada.messages(channel)).toHaveLength(1);
  });

  it('help is five lines, and More names every command to owners, and to others those that are theirs', async () => {
    const { ada } = people();
    const more = async (id: string) => {
      const person = world().as(id);
      const short = await type(person, '/mentor help');
      expect(short.match(/`\/mentor [a-z]+[^`]*`: /g)).toHaveLength(5);
      await press(person, 'requests.help');
      return saidIn(person.messages().at(-1)?.blocks);
    };
    const owners = [
      'settings',
      'owners',
      'merge',
      'metrics',
      'export',
      'launch',
      'review',
      'suggestions',
      'newsletter',
      'figures',
      'webhook',
    ];
    const named = (said: string) =>
      [...subcommands.keys()].filter((name) => new RegExp(`/mentor ${name}\\b`).test(said));
    const all = [...subcommands.keys()].filter((name) => name !== 'help' && !name.includes(' ')).toSorted();
    expect(named(await more('U0DANA')).toSorted()).toEqual(all);
    const theirs = all.filter((name) => ![...owners, 'momentum', 'concerns'].includes(name));
    expect(named(await more(ada.id)).toSorted()).toEqual(theirs);
  });

  it('help, status and find answer, and words after another name are a topic', async () => {
    const { ada } = people();
    expect(await type(ada, '/mentor help')).toContain('/mentor pause 2 weeks');
    expect(await type(ada, '/mentor status')).toContain('Nothing is open');
    expect(await type(ada, '/mentor find kubernetes')).toContain('2 colleagues can help');
    expect(await type(ada, '/mentor help with kubernetes')).toContain('2 colleagues can help');
    await ask(ada);
    expect(await type(ada, '/mentor status')).toContain('Kubernetes: finding someone');
    await press(ada, 'requests.cancel-here');
    expect(ada.messages().at(-1)?.text).toContain('Nothing is open');
  });
});

describe('Nobody found', () => {
  it('the asker is told, waits if they like, and hears when somebody adds the skill', async () => {
    const { ada } = people();
    expect(await type(ada, '/mentor underwater welding')).toContain('No one here offers underwater welding yet');
    await press(ada, 'requests.wait-list');
    expect(shown(ada.messages())).toContain('You’re on the wait list for underwater welding');
    const skillId = await offers('U0CHIDI', 'underwater welding', 2);
    await world().work((tx) => helperAppeared(tx, skillId, 'U0CHIDI'));
    await world().travel({ minutes: 20 });
    expect(shown(ada.messages().at(-1))).toContain('Someone who knows underwater welding is here now');
    await press(ada, 'requests.ask');
    await ada.submit({ fill: { goal: 'weld a hatch below the water line' } });
    await world().settle();
    expect(world().as('U0CHIDI').messages().at(-1)?.text).toContain('underwater welding');
  });
});

describe('Bad input', () => {
  it.each([
    ['ten thousand characters', 'w'.repeat(10_000)],
    ['one character', 'x'],
    ['punctuation', '?!… -- ###'],
    ['control characters', 'q\u0000w\u0007x\u001bz'],
    ['zero-width characters within words', 'q\u200bw\u200dx\u2060z'],
    ['mixed scripts', 'Кubеrnеtеs 日本 عربي qwxz'],
    ['a person’s name', 'Bram de Vries'],
    ['a mention with its name', '<@U0BRAM|bram>'],
    ['a group', '<!subteam^S0123|@qwxz>'],
    ['emoji', '🦄🦄🦄'],
    ['right-to-left', 'איך לתת משוב'],
    ['nothing to see', String.fromCodePoint(0x200b, 0x200b)],
    ['a shout', '<!channel> <!here> @channel'],
    ['a mention', '<@U0BRAM>'],
    ['formatting', '*_~` *qwxz* `x`'],
    ['SQL', '\'; drop table request; -- " OR 1=1'],
    ['search operators', 'NEAR("a" AND b) OR c* -d'],
  ])('%s as a topic gets a clear sentence, with nothing live in it', async (_title, text) => {
    const { ada } = people();
    await ada.command(`/mentor find ${text}`);
    await world().settle();
    const answer = ada.messages().at(-1);
    expect(answer?.text.length).toBeGreaterThan(10);
    expect(answer?.text).not.toContain('Something went wrong');
    expect(shown(answer)).not.toMatch(/<!(channel|here)|<@U0BRAM>/);
  });

  it('zero-width and control characters do not hide a topic', async () => {
    const { ada } = people();
    expect(await type(ada, '/mentor k\u200b8s')).toContain('Kubernetes: 2 colleagues can help');
    expect(await type(ada, '/mentor \u0007kubernetes\u0000')).toContain('Kubernetes: 2 colleagues can help');
  });

  it('a person’s name leads to that person’s card and to no wait list', async () => {
    const { ada } = people();
    for (const name of [
      'Bram de Vries',
      'bram de vries',
      'Bram',
      'bram?',
      '@bram',
      '@Bram',
      '<@U0BRAM|bram>',
      '<@U0BRAM>',
    ]) {
      const answer = await type(ada, `/mentor find ${name}`);
      expect(answer, name).toMatch(/[Bb]ram.{0,12} is a colleague’s name, not a topic/);
      expect(answer, name).toContain('Kubernetes: go-to person');
      expect(answer).not.toMatch(/colleagues? can help/);
      expect(answer).not.toContain('requests.wait-list');
    }
    await press(ada, 'requests.refine');
    expect(await ada.submit({ fill: { topic: '@Bram' } })).toEqual({ ok: true });
    await world().settle();
    expect(shown(ada.modal())).toContain('is a colleague’s name, not a topic');
    await ada.click({ viewId: String(ada.modal()?.id), actionId: 'requests.refine' });
    await world().settle();
    await ada.submit({ fill: { topic: 'kubernetes' } });
    await world().settle();
    expect(shown(ada.modal())).toContain('Kubernetes: 2 colleagues can help');
  });

  it('a button from before that would make a topic of a person’s name makes none', async () => {
    const { ada } = people();
    await type(ada, '/mentor underwater welding');
    const message = ada.messages().at(-1);
    const element = { type: 'button', value: JSON.stringify({ topic: 'Bram' }) };
    await ada.click({ channel: ada.appDm(), ts: String(message?.ts), actionId: 'requests.wait-list', element });
    await world().settle();
    expect(ada.messages().at(-1)?.text).toContain('That is a colleague’s name, not a topic.');
    const skills = await world().work((tx) => tx.db.selectFrom('skill').select('name').execute());
    expect(skills.map((skill) => skill.name)).not.toContain('Bram');
  });

  it('a topic that is known comes before a colleague of that name', async () => {
    const { ada } = people();
    await world().slack.people.updateProfile('U0BRAM', { displayName: 'Ruby' });
    await world().settle();
    expect(await type(ada, '/mentor ruby')).toContain('No one here offers Ruby yet');
  });

  it('two clicks at the same moment accept once', async () => {
    const { ada, bram } = people();
    await ask(ada);
    const { ts } = bram.messages().at(-1) ?? { ts: '' };
    const click = () => bram.click({ channel: bram.appDm(), ts, actionId: 'requests.accept' });
    await Promise.all([click(), click()]);
    await world().settle();
    expect(shown(bram.messages())).toContain('You’ve accepted this already');
    const sessions = await world().work((tx) => tx.db.selectFrom('session').selectAll().execute());
    expect(sessions).toHaveLength(1);
  });

  it('a button whose value is not one of ours is told kindly', async () => {
    const { ada } = people();
    await type(ada, '/mentor kubernetes');
    const { ts } = ada.messages().at(-1) ?? { ts: '' };
    const element = { type: 'button', value: '{"skillId":5}' };
    await ada.click({ channel: ada.appDm(), ts, actionId: 'requests.ask-best', element });
    await world().settle();
    expect(ada.messages().at(-1)?.text).toContain('out of date');
  });
});

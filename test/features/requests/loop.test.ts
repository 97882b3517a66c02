import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { helperAppeared } from '../../../src/features/requests/service.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
type Person = ReturnType<World['as']>;

beforeEach(async () => {
  world = await createWorld();
  await offers('U0BRAM', 'Kubernetes', 3);
  await offers('U0ELIF', 'Kubernetes', 2);
});
afterEach(() => world.close());

async function offers(memberId: string, skill: string, level: 1 | 2 | 3): Promise<string> {
  return world.work(async (work) => {
    await requireMember(work, memberId);
    const { id } = await findOrCreateSkill(work, skill);
    await replaceSkills(work, memberId, 'offers', [{ skillId: id, level }]);
    return id;
  });
}

const shown = (value: unknown) => JSON.stringify(value);

/** Clicks a button on the newest message in the DM with the app that has it. */
async function press(person: Person, actionId: string, channel = person.appDm()): Promise<void> {
  const message = person.messages(channel).findLast((m) => shown(m.blocks).includes(`"${actionId}"`));
  if (!message) throw new Error(`No message has ${actionId}`);
  const blocks = message.blocks as { block_id: string }[];
  const blockId = blocks.find((block) => shown(block).includes(`"${actionId}"`))?.block_id ?? '';
  await person.click({ channel, ts: message.ts, actionId, blockId });
  await world.settle();
}

async function type(person: Person, text: string): Promise<string> {
  await person.command(text);
  await world.settle();
  return shown(person.messages().at(-1));
}

/** Asks about Kubernetes by its best match, for now. */
async function ask(person: Person, fill: Record<string, string | string[]> = {}): Promise<void> {
  await type(person, '/mentor kubernetes');
  await press(person, 'requests.ask-best');
  const answer = await person.submit({ fill: { goal: 'understand why my pods restart', urgency: 'now', ...fill } });
  expect(answer).toEqual({ ok: true });
  await world.settle();
}

const people = () => ({ ada: world.as('U0ADA'), bram: world.as('U0BRAM'), elif: world.as('U0ELIF') });

describe('From the question to the conversation', () => {
  it('a command finds colleagues, the first is asked, and a yes opens the conversation', async () => {
    const { ada, bram } = people();
    const card = await type(ada, '/mentor kubernetes my pod restarts every minute');
    expect(card).toContain('2 colleagues can help');
    await press(ada, 'requests.ask-best');
    expect(shown(ada.modal())).toContain('my pod restarts every minute');
    await ada.submit({ fill: { urgency: 'now' } });
    await world.settle();
    expect(ada.modal()).toBeNull();
    expect(ada.messages().at(-1)?.text).toContain('Finding somebody for Kubernetes');
    expect(bram.messages().at(-1)?.text).toBe('Ada Okafor asks for 20 minutes of your help with Kubernetes');
    await press(bram, 'requests.accept');
    expect(bram.messages()[0]?.text).toContain('You accepted');
    expect(ada.messages().at(-1)?.text).toContain('<@U0BRAM> helps you with Kubernetes');
    const shared = ada.conversations().find((c) => c.kind === 'mpim');
    expect(shared?.memberIds).toEqual(expect.arrayContaining(['U0ADA', 'U0BRAM']));
  });

  it('a no asks the next, and the asker’s message tells nothing of it', async () => {
    const { ada, bram, elif } = people();
    await ask(ada);
    const before = ada.messages().at(-1);
    await press(bram, 'requests.decline');
    expect(elif.messages().at(-1)?.text).toContain('asks for 20 minutes');
    expect(ada.messages().at(-1)).toEqual(before);
    expect(bram.messages().at(-1)?.text).toContain('Not now it is');
  });

  it('silence asks the next after half an hour, and a late yes still counts', async () => {
    const { ada, bram, elif } = people();
    await ask(ada);
    await world.travel({ minutes: 31 });
    expect(elif.messages().at(-1)?.text).toContain('asks for 20 minutes');
    await press(bram, 'requests.accept');
    expect(elif.messages().at(-1)?.text).toContain('taken care of');
    expect(ada.messages().at(-1)?.text).toContain('<@U0BRAM> helps you');
  });

  it('a name that is not to be shown is nowhere in the question, until somebody accepts', async () => {
    const { ada, bram } = people();
    await ask(ada, { options: ['anonymous'] });
    expect(shown(bram.messages())).not.toMatch(/U0ADA|Ada|Okafor/);
    expect(bram.messages().at(-1)?.text).toMatch(/^A colleague asks/);
    await press(bram, 'requests.accept');
    expect(shown(bram.messages())).toContain('Ada Okafor');
  });

  it('another time is put to the asker, whose yes opens the session for then', async () => {
    const { ada, bram } = people();
    await ask(ada);
    await press(bram, 'requests.suggest');
    await bram.submit({ fill: { date: '2026-03-03', time: '14:00' } });
    await world.settle();
    expect(bram.messages().at(-1)?.text).toContain('You suggested');
    expect(shown(ada.messages())).toContain('A colleague suggests');
    expect(shown(ada.messages().filter((m) => !m.ephemeral))).not.toMatch(/Bram|U0BRAM/);
    await press(ada, 'requests.suits');
    expect(shown(ada.messages())).toContain('U0BRAM');
    const [session] = await world.work((work) => work.db.selectFrom('session').selectAll().execute());
    expect(session).toMatchObject({ mentor_id: 'U0BRAM', planned_for: '2026-03-03T13:00:00.000Z' });
  });

  it('taking it back withdraws the question', async () => {
    const { ada, bram } = people();
    await ask(ada);
    await press(ada, 'requests.cancel');
    expect(ada.messages().at(-1)?.text).toContain('You took back your request');
    expect(bram.messages().at(-1)?.text).toContain('taken care of');
  });

  it('when nobody is at work, the asker reads when it goes on', async () => {
    await world.travelTo(Temporal.Instant.from('2026-03-02T19:00:00Z'));
    const { ada, bram } = people();
    await ask(ada);
    expect(shown(ada.messages().at(-1))).toContain('I go on <!date');
    expect(bram.messages()).toEqual([]);
    await world.travelTo(Temporal.Instant.from('2026-03-03T08:01:00Z'));
    expect(bram.messages().at(-1)?.text).toContain('asks for 20 minutes');
    expect(ada.messages().at(-1)?.text).toContain('one colleague at a time');
  });

  it('nobody answers: it closes after two working days, with what to do next', async () => {
    const { ada } = people();
    await ask(ada);
    await world.travelTo(Temporal.Instant.from('2026-03-05T10:00:00Z'));
    const last = ada.messages().at(-1);
    expect(last?.text).toContain('Nobody had time for Kubernetes');
    expect(shown(last)).toMatch(/requests\.ask-best.*requests\.wait-list.*requests\.refine/);
  });
});

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
    await world.settle();
    expect(shown(ada.modal())).toContain('I read “k8s” as Kubernetes');
    await ada.click({ viewId: String(ada.modal()?.id), actionId: 'requests.ask-best' });
    await world.settle();
    await ada.submit({ fill: { goal: 'understand why my pods restart' } });
    await world.settle();
    expect(ada.modal()).toBeNull();
    expect(bram.messages().at(-1)?.text).toContain('Ada Okafor asks');
    await ada.shortcut('find_mentor');
    await world.settle();
    expect(shown(ada.modal())).toContain('What would you like help with?');
  });

  it('a message taken to a mentor goes along with its link', async () => {
    const { ada, bram } = people();
    const { ts } = await ada.say({ channel: 'C0GENERAL', text: 'My kubernetes pods restart & I do not know why <3' });
    await ada.messageShortcut({ callbackId: 'ask_about_message', channel: 'C0GENERAL', ts });
    await world.settle();
    expect(shown(ada.modal())).toContain('pods restart & I do not know why <3');
    await ada.submit({ fill: { topic: 'Kubernetes', goal: 'understand why my pods restart' } });
    await world.settle();
    expect(shown(bram.messages().at(-1))).toMatch(/pods restart & I do not know why <3/);
    expect(shown(bram.messages().at(-1))).toMatch(/<https?:[^|]*C0GENERAL[^|]*\|Open the message>/);
  });

  it('a mention is answered privately, once, and a DM in the DM', async () => {
    const { ada } = people();
    await ada.invite('C0GENERAL', 'U0APP');
    const before = ada.messages('C0GENERAL').length;
    await ada.say({ channel: 'C0GENERAL', text: '<@U0APP> who knows kubernetes?' });
    await world.settle();
    const answers = ada
      .messages('C0GENERAL')
      .slice(before)
      .filter((m) => m.ephemeral);
    expect(answers.map((m) => m.text)).toEqual(['Kubernetes: 2 colleagues can help']);
    await ada.tellApp('does anybody know k8s?');
    await world.settle();
    expect(ada.messages().at(-1)?.text).toBe('Kubernetes: 2 colleagues can help');
    await ada.tellApp('hello');
    await world.settle();
    expect(ada.messages().at(-1)?.text).toContain('Type /mentor and a topic');
  });

  it('talk in a group DM is left alone', async () => {
    const { ada } = people();
    const channel = await ada.openDm(['U0BRAM', 'U0APP']);
    await ada.say({ channel, text: 'who knows kubernetes?' });
    await world.settle();
    expect(ada.messages(channel)).toHaveLength(1);
  });

  it('help, status and find answer, and words after another name are a topic', async () => {
    const { ada } = people();
    expect(await type(ada, '/mentor help')).toContain('/mentor pause 2 weeks');
    expect(await type(ada, '/mentor status')).toContain('Nothing is open');
    expect(await type(ada, '/mentor find kubernetes')).toContain('2 colleagues can help');
    expect(await type(ada, '/mentor help with kubernetes')).toContain('2 colleagues can help');
    await ask(ada);
    expect(await type(ada, '/mentor status')).toContain('Kubernetes: finding somebody');
    await press(ada, 'requests.cancel-here');
    expect(ada.messages().at(-1)?.text).toContain('Nothing is open');
  });
});

describe('Nobody found', () => {
  it('the asker is told, waits if they like, and hears when somebody adds the skill', async () => {
    const { ada } = people();
    expect(await type(ada, '/mentor underwater welding')).toContain('Nobody here offers underwater welding yet');
    await press(ada, 'requests.wait-list');
    expect(shown(ada.messages())).toContain('You are on the wait list for underwater welding');
    const skillId = await offers('U0CHIDI', 'underwater welding', 2);
    await world.work((work) => helperAppeared(work, skillId, 'U0CHIDI'));
    await world.travel({ minutes: 20 });
    expect(shown(ada.messages().at(-1))).toContain('Somebody who knows underwater welding is here now');
    await press(ada, 'requests.ask');
    await ada.submit({ fill: { goal: 'weld a hatch below the water line' } });
    await world.settle();
    expect(world.as('U0CHIDI').messages().at(-1)?.text).toContain('underwater welding');
  });
});

describe('Bad input', () => {
  it.each([
    ['ten thousand characters', 'w'.repeat(10_000)],
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
    await world.settle();
    const answer = ada.messages().at(-1);
    expect(answer?.text.length).toBeGreaterThan(10);
    expect(answer?.text).not.toContain('Something went wrong');
    expect(shown(answer)).not.toMatch(/<!(channel|here)|<@U0BRAM>/);
  });

  it('two clicks at the same moment accept once', async () => {
    const { ada, bram } = people();
    await ask(ada);
    const { ts } = bram.messages().at(-1) ?? { ts: '' };
    const click = () => bram.click({ channel: bram.appDm(), ts, actionId: 'requests.accept' });
    await Promise.all([click(), click()]);
    await world.settle();
    expect(shown(bram.messages())).toContain('You have accepted this already');
    const sessions = await world.work((work) => work.db.selectFrom('session').selectAll().execute());
    expect(sessions).toHaveLength(1);
  });

  it('a button whose value is not one of ours is told kindly', async () => {
    const { ada } = people();
    await type(ada, '/mentor kubernetes');
    const { ts } = ada.messages().at(-1) ?? { ts: '' };
    const element = { type: 'button', value: '{"skillId":5}' };
    await ada.click({ channel: ada.appDm(), ts, actionId: 'requests.ask-best', element });
    await world.settle();
    expect(ada.messages().at(-1)?.text).toContain('out of date');
  });
});

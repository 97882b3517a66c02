import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeMember } from '../../../src/features/members/service.ts';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { dialects } from '../../support/database.ts';
import { declarationOf } from '../../support/people.ts';
import { openSection } from '../../support/settings.ts';
import { type Person, storedOf, toldOf, troubled } from '../../support/traces.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];
const person: Person = { id: ADA, name: 'Ada Okafor' };
const told = (world: World, words: string[]) => toldOf(world, person, words);
const stored = (world: World, words: string[]) => storedOf(world, person, words);

/** Columns that hold somebody's id or words after a month of use, and are not declared to. */
async function undeclaredPlaces(world: World, words: string[]): Promise<string[]> {
  const all = new Set((await stored(world, words)).map((place) => place.split(':')[0] ?? ''));
  return [...all].filter((place) => {
    const [table = '', column = ''] = place.split('.');
    const { people, lists, authored, mentions } = declarationOf(table);
    const spoken = Object.values(people).flatMap((one) => Object.keys(one?.words ?? {}));
    return ![...Object.keys(people), ...spoken, ...lists, ...authored, ...mentions].includes(column);
  });
}

const chosen = (...names: string[]) => ({
  'members.skill': {
    type: 'multi_external_select',
    selected_options: names.map((name) => ({ text: { type: 'plain_text', text: name }, value: name })),
  },
});

async function erase(world: World): Promise<void> {
  await world.work((tx) => deleteData(tx, ADA));
  await world.settle(60);
}

describe.each(dialects)('A deletion after a whole month (%s)', (dialect) => {
  let w: World;
  const words = [
    'my pod restarts',
    'probe was too strict',
    'read its events',
    'Events first',
    'your patience',
    'sometimes after lunch',
  ];

  beforeEach(async () => {
    w = await createWorld({ dialect });
  });
  afterEach(() => w.close());

  const until = async (person: ReturnType<World['as']>) => w.slack.until(() => person.modal(), 'a modal');
  const press = async (person: ReturnType<World['as']>, actionId: string, channel = person.appDm()) => {
    const message = person.messages(channel).findLast((m) => shown(m.blocks).includes(`"${actionId}"`));
    if (!message) throw new Error(`No message has ${actionId}`);
    await person.click({ channel, ts: String(message.ts), actionId });
    await w.settle();
  };

  it('leaves nothing of the person in the database or in what the app wrote, and the rest whole', {
    timeout: 240_000,
  }, async () => {
    const [ada, bram, dana] = [w.as(ADA), w.as(BRAM), w.as(DANA)];
    await bram.command('/mentor skills');
    await until(bram);
    await bram.submit({ values: { offers_3: chosen('Kubernetes'), offers_2: chosen(), offers_1: chosen() } });
    await w.settle();
    await openSection(w, DANA, 'where');
    await dana.submit({ fill: { digestChannel: { type: 'channels_select', selected_channel: 'C0MENTORING' } } });
    await w.settle();
    for (const person of [ada, bram, dana]) await person.openHome();
    await ada.command('/mentor k8s');
    await w.settle();
    await ada.click({ channel: ada.appDm(), ts: String(ada.messages().at(-1)?.ts), actionId: 'requests.ask-best' });
    await until(ada);
    await ada.submit({
      fill: { goal: 'Understand why my pod restarts', tried: 'sometimes after lunch', urgency: 'now' },
    });
    await w.settle();
    await press(bram, 'requests.accept');
    const place = ada.conversations().find((c) => c.kind === 'mpim')!;
    const root = ada.messages(String(place.id)).at(-1)!;
    await ada.click({ channel: String(place.id), ts: String(root.ts), actionId: 'sessions.start' });
    await w.settle();
    await ada.say({ channel: String(place.id), threadTs: String(root.ts), text: 'Hello' });
    await bram.say({ channel: String(place.id), threadTs: String(root.ts), text: 'Hello' });
    await w.travel({ minutes: 22 });
    await ada.click({ channel: String(place.id), ts: String(root.ts), actionId: 'sessions.wrap-up' });
    await until(ada);
    await ada.submit({
      fill: { recap: 'The probe was too strict.', when1: 'a pod restarts', will1: 'read its events first' },
    });
    await w.settle();
    await w.travel({ hours: 24 });
    await press(ada, 'reflections.reflect');
    await until(ada);
    await ada.submit({
      fill: { usefulness: '4', answer: 'Events first.', thanks: 'Thank you for your patience with me', share: 'yes' },
    });
    await w.settle();
    await w.travel({ hours: 48 });
    await press(ada, 'follow-ups.done');
    await w.travel({ hours: 24 * 4 });
    expect(told(w, words).length).toBeGreaterThan(5);
    expect((await stored(w, words)).length).toBeGreaterThan(20);
    expect(await undeclaredPlaces(w, words)).toEqual([]);
    const count = async () => (await w.app().deps.db.read.selectFrom('session').select('mentor_id').execute()).length;
    const before = await count();

    await erase(w);
    expect(told(w, words)).toEqual([]);
    expect(await stored(w, words)).toEqual([]);
    expect(await count()).toBe(before);
    expect(shown(bram.messages(String(place.id)))).toContain('a former member');
    expect(await troubled(w)).toEqual([]);
  });
});

describe('A deletion', () => {
  const given = askingWorld();

  it('takes the goal out of the colleague’s messages, also where the asker was not named', async () => {
    const { world } = given;
    for (const quiet of [[], ['anonymous']]) {
      await given.ask(world().as(ADA), {
        goal: 'stop being afraid of YAML',
        options: quiet,
      });
      await world().settle();
      // The second time it is another colleague's turn.
      expect(shown([BRAM, 'U0ELIF'].map((id) => world().as(id).messages()))).toContain('afraid of YAML');
      await erase(world());
      expect(told(world(), ['afraid of YAML'])).toEqual([]);
      await world().work((tx) => resumeMember(tx, ADA));
      await world().settle();
    }
  });

  it('takes a quiet ask out of the messages of a colleague who has answered, where nobody is named', async () => {
    const { world } = given;
    await given.ask(world().as(ADA), { goal: 'stop being afraid of YAML', options: ['anonymous'] });
    const asked = [BRAM, 'U0ELIF'].find((id) => shown(world().as(id).messages()).includes('afraid of YAML'))!;
    await given.press(world().as(asked), 'requests.decline');
    await given.press(world().as(ADA), 'requests.cancel');
    expect(shown(world().as(asked).messages())).toContain('minutes of your help with Kubernetes');
    await erase(world());
    expect(told(world(), ['minutes of your help with Kubernetes'])).toEqual([]);
  });

  it('looks into the threads under a colleague’s messages, too', async () => {
    const { world } = given;
    await given.ask(world().as(ADA), { goal: 'stop being afraid of YAML' });
    await world().settle();
    const bram = world().as(BRAM);
    const channel = bram.appDm();
    await bram.say({ channel, text: 'thank you' });
    await world().settle();
    const root = bram.messages().findLast((one) => one.text === 'thank you')!;
    const { slack } = world().app().deps.workspace;
    await slack.chat.postMessage({ channel, thread_ts: root.ts, text: `This one is about <@${ADA}>.` });
    expect(told(world(), ['This one is about']).length).toBeGreaterThan(0);
    await erase(world());
    expect(told(world(), ['This one is about'])).toEqual([]);
  });

  it('can be asked for twice, and while messages of a first one are being edited', async () => {
    const { world } = given;
    await given.ask(world().as(ADA), { goal: 'stop being afraid of YAML' });
    await world().work((tx) => deleteData(tx, ADA));
    await world().work((tx) => deleteData(tx, ADA));
    await world().settle(60);
    expect(told(world(), ['afraid of YAML'])).toEqual([]);
    expect(await stored(world(), ['afraid of YAML'])).toEqual([]);
  });

  it('lets somebody come back as if they were new', async () => {
    const { world } = given;
    const thanks = { giverId: BRAM, receiverId: ADA, words: 'Thank you for the long talk', isPublic: false };
    await world().work((tx) => giveThanks(tx, thanks));
    await erase(world());
    await world().work((tx) => resumeMember(tx, ADA));
    await world().settle(60);
    await given.ask(world().as(ADA), { goal: 'start all over again here' });
    expect(shown(world().as(BRAM).messages())).toContain('start all over again');
  });

  it('goes on where it was when Slack lets the app read one short page a minute', { timeout: 120_000 }, async () => {
    const { world } = given;
    // Several pages of fifteen messages each, in the conversation of a colleague and in a thread of it.
    for (let nth = 0; nth < 40; nth += 1) {
      const root = await world()
        .as(BRAM)
        .say({ channel: world().as(BRAM).appDm(), text: `k8s ${nth}` });
      expect(root).toBeDefined();
    }
    await world().settle();
    await given.ask(world().as(ADA), { goal: 'stop being afraid of YAML' });
    for (let nth = 0; nth < 40; nth += 1)
      await world()
        .as(BRAM)
        .say({ channel: world().as(BRAM).appDm(), text: `k8s again ${nth}` });
    await world().settle();
    world().slack.switches.limitsHistory = true;
    await world().work((tx) => deleteData(tx, ADA));
    await world().travel({ hours: 4 });
    expect(told(world(), ['afraid of YAML'])).toEqual([]);
    expect(await troubled(world())).toEqual([]);
    const { db } = world().app().deps;
    expect(await db.read.selectFrom('erasure').selectAll().execute()).toEqual([]);
  });
});

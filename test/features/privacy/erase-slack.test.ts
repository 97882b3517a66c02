import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeMember } from '../../../src/features/members/service.ts';
import { deleteData } from '../../../src/features/privacy/service.ts';
import { giveThanks } from '../../../src/features/recognition/service.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { dialects } from '../../support/database.ts';
import { tablesOf } from '../../support/people.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];
const NAME = 'Ada Okafor';

/** Messages of the app that still tell of somebody: their id, their name, or one of their words. */
function told(world: World, words: string[]): string[] {
  const found: string[] = [];
  for (const [id, { messages }] of world.slack.state.conversations)
    for (const message of messages.filter((one) => one.bot_id !== undefined && !one.files)) {
      const said = shown([message.text, message.blocks]);
      const word = [ADA, NAME, ...words].find((one) => said.includes(one));
      if (word) found.push(`${id}: ${word}: ${said.slice(0, 300)}`);
    }
  return found;
}

/** Columns of the database that still do. */
async function stored(world: World, words: string[]): Promise<string[]> {
  const { db } = world.app().deps;
  const found: string[] = [];
  for (const { name, columns } of await tablesOf(db.read))
    for (const column of columns) {
      const { rows } = await sql<{
        value: unknown;
      }>`select ${sql.ref(column.name)} as value from ${sql.table(name)}`.execute(db.read);
      for (const { value } of rows) {
        const word = [ADA, NAME, ...words].find((one) => String(value).includes(one));
        if (word && !(`${name}.${column.name}` === 'member.id')) found.push(`${name}.${column.name}: ${value}`);
      }
    }
  return found;
}

const chosen = (...names: string[]) => ({
  'members.skill': {
    type: 'multi_external_select',
    selected_options: names.map((name) => ({ text: { type: 'plain_text', text: name }, value: name })),
  },
});

async function erase(world: World): Promise<void> {
  await world.work((work) => deleteData(work, ADA));
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
    await dana.command('/mentor settings');
    await until(dana);
    await dana.submit({ fill: { digestChannel: { type: 'channels_select', selected_channel: 'C0MENTORING' } } });
    await w.settle();
    await ada.openHome();
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
    const count = async () => (await w.app().deps.db.read.selectFrom('session').select('mentor_id').execute()).length;
    const before = await count();

    await erase(w);
    expect(told(w, words)).toEqual([]);
    expect(await stored(w, words)).toEqual([]);
    expect(await count()).toBe(before);
    expect(shown(bram.messages(String(place.id)))).toContain('a former member');
    const troubled = await w
      .app()
      .deps.db.read.selectFrom('job')
      .select(['kind', 'error'])
      .where('outcome', 'in', ['dead', 'unknown'])
      .execute();
    expect(troubled).toEqual([]);
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
      expect(shown(world().as(BRAM).messages())).toContain('afraid of YAML');
      await erase(world());
      expect(told(world(), ['afraid of YAML'])).toEqual([]);
      await world().work((work) => resumeMember(work, ADA));
      await world().settle();
    }
  });

  it('can be asked for twice, and while messages of a first one are being edited', async () => {
    const { world } = given;
    await given.ask(world().as(ADA), { goal: 'stop being afraid of YAML' });
    await world().work((work) => deleteData(work, ADA));
    await world().work((work) => deleteData(work, ADA));
    await world().settle(60);
    expect(told(world(), ['afraid of YAML'])).toEqual([]);
    expect(await stored(world(), ['afraid of YAML'])).toEqual([]);
  });

  it('lets somebody come back as if they were new', async () => {
    const { world } = given;
    const thanks = { giverId: BRAM, receiverId: ADA, words: 'Thank you for the long talk', isPublic: false };
    await world().work((work) => giveThanks(work, thanks));
    await erase(world());
    await world().work((work) => resumeMember(work, ADA));
    await world().settle(60);
    await given.ask(world().as(ADA), { goal: 'start all over again here' });
    expect(shown(world().as(BRAM).messages())).toContain('start all over again');
  });
});

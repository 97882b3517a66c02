import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { features } from '../src/features/index.ts';
import { findOrCreateSkill, requireMember } from '../src/features/members/service.ts';
import { replaceSkills } from '../src/features/members/store/skills.ts';
import { createRegistry } from '../src/jobs/define.ts';
import { falseClaims, kinds } from './support/claims.ts';
import { type Live, liveButtons, press } from './support/live-buttons.ts';
import { pickFrom, randomOf } from './support/random.ts';
import { createWorld, type World } from './support/world.ts';

/** What an answer says to somebody whose press came to nothing because it was over. */
const OVER =
  /already|no longer|any more|closed|is over|has ended|too late|nothing was changed|nothing (is )?left|behind you|[Nn]othing more to do|once more/;
/** Words that answer a press that did something, or that a rule refuses for now: one request about a topic at a time. */
const FINE = /Thank you; colleagues who look for it|You already have an open request about/;

const fills: Record<string, Record<string, string | string[]>> = {
  'requests.ask-modal': { goal: 'understand why my pods restart', urgency: 'now' },
  'requests.suggest-modal': {},
  'sessions.pick-time-form': {},
  'sessions.wrap-up-form': { recap: 'We found the missing limit.' },
  'reflections.answer': { answer: 'I know where to look first now.', usefulness: '4' },
  'reflections.outcome': { used: 'yes' },
};

const STEPS = Number(process.env.WALK_STEPS ?? 40);
const SEEDS = (process.env.WALK_SEEDS ?? '1,2,3').split(',').map(Number);

it('Every kind of message says what it claims, or why that stays true', () => {
  const registry = createRegistry();
  for (const { jobs } of features) jobs?.(registry);
  const messages = [...registry.handlers].flatMap(([name, handler]) => (handler.type === 'message' ? [name] : []));
  expect(Object.keys(kinds).toSorted()).toEqual([...messages, ...registry.prompts.keys()].toSorted());
});

describe('A message has no button that does nothing any more, and says nothing that is not so', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    for (const id of ['U0BRAM', 'U0ELIF'])
      await world.work(async (work) => {
        await requireMember(work, id);
        const { id: skillId } = await findOrCreateSkill(work, 'Kubernetes');
        await replaceSkills(work, id, 'offers', [{ skillId, level: 2 }]);
      });
  });
  afterEach(() => world.close());

  const person = (id: string) => world.as(id);
  const said = (id: string) =>
    person(id)
      .messages()
      .filter((m) => !m.ephemeral)
      .map((m) => m.text);
  const buttonsOf = (id: string) => liveButtons([person(id)]);
  const ids = (id: string) => buttonsOf(id).map((button) => button.actionId);
  const use = async (id: string, actionId: string) => {
    const button = buttonsOf(id).findLast((one) => one.actionId === actionId);
    if (!button) throw new Error(`${id} has no ${actionId}`);
    await press(world, button);
    await world.settle();
  };
  const asked = () => (ids('U0BRAM').includes('requests.accept') ? 'U0BRAM' : 'U0ELIF');
  const isTrue = async () => expect(await falseClaims(world)).toEqual([]);

  it('after a hand-back, when somebody else is asked and when nobody is', async () => {
    await ask(world);
    const first = asked();
    await use(first, 'requests.accept');
    await isTrue();
    await use(first, 'sessions.call-off');
    await isTrue();
    expect(said(first).at(-1)).toContain('You handed this back');
    await use('U0ADA', 'requests.cancel');
    await isTrue();
    expect(said(first).join()).not.toMatch(/else is being asked|taken care of/);
    expect(ids(first).filter((id) => id.startsWith('requests.'))).toEqual([]);
  });

  it('after the asker called the session off', async () => {
    await ask(world);
    const first = asked();
    await use(first, 'requests.accept');
    await use('U0ADA', 'sessions.call-off');
    await isTrue();
    expect(said('U0ADA').join()).toContain('was called off before it began');
    expect(said(first).join()).toContain('The session was called off before it began');
  });

  it('after nobody was found, and after asking again', async () => {
    await ask(world);
    await world.travel({ hours: 96 });
    await isTrue();
    expect(ids('U0ADA')).toContain('requests.ask-best');
    expect([...ids('U0BRAM'), ...ids('U0ELIF')].filter((id) => id === 'requests.accept')).toEqual([]);
    expect([...said('U0BRAM'), ...said('U0ELIF')].join()).not.toContain('taken care of');
    await ask(world);
    await isTrue();
    expect(ids('U0ADA')).not.toContain('requests.ask-best');
    expect(said('U0ADA').join()).toContain('You have asked again since');
  });

  it('after a session to which nobody came, for a week and then no more', async () => {
    await ask(world);
    const first = asked();
    await use(first, 'requests.accept');
    await world.travel({ minutes: 45 });
    await isTrue();
    expect(ids('U0ADA')).toContain('sessions.pick-time');
    await world.travel({ hours: 7 * 24 });
    await isTrue();
    expect([...ids('U0ADA'), ...ids(first)].filter((id) => /^sessions\.(pick-time|wrap-up|start)$/.test(id))).toEqual(
      [],
    );
  });

  it.each(SEEDS)('on a walk through whatever can be pressed (seed %i)', { timeout: 300_000 }, async (seed) => {
    const random = randomOf(seed);
    const people = ['U0ADA', 'U0BRAM', 'U0ELIF'].map((id) => world.as(id));
    const done: string[] = [];
    await ask(world);
    for (let step = 0; step < STEPS; step += 1) {
      const live = liveButtons(people);
      const fate = random();
      if (live.length === 0 || fate < 0.1) await ask(world);
      else if (fate < 0.2) await talk(world, random);
      else if (fate < 0.3)
        await world.travel(pickFrom(random, [{ minutes: 12 }, { hours: 1 }, { hours: 24 }, { hours: 192 }]));
      else done.push(await press1(pickFrom(random, live), random));
      for (const claim of await falseClaims(world)) done.push(`FALSE ${claim}, after ${done.at(-1) ?? 'nothing'}`);
    }
    if (process.env.WALK_LOG) console.log(done.join('\n'));
    expect(done.filter((line) => line.includes('BUT') || line.startsWith('FALSE'))).toEqual([]);
  });

  /** Presses one, fills in what opens or closes it. @returns what was done, with what was wrong of it. */
  async function press1(live: Live, random: () => number): Promise<string> {
    const said = await press(world, live);
    const wrong = said.filter((text) => OVER.test(text) && !FINE.test(text));
    const view = live.person.modal();
    if (view) {
      const known = fills[String(view.callback_id)];
      const shown = JSON.stringify(view.blocks);
      const fill = known && Object.fromEntries(Object.entries(known).filter(([id]) => shown.includes(`"${id}"`)));
      const sent = fill && random() < 0.8 ? await live.person.submit({ fill }) : undefined;
      if (!sent?.ok || live.person.modal()) world.slack.state.stacks.delete(live.person.id);
      await world.settle();
    } else await world.settle();
    const at = `${live.person.id} ${live.actionId} under “${live.text.slice(0, 80)}”`;
    return wrong.length > 0 ? `${at} BUT ${wrong.join(' ')}` : at;
  }
});

async function ask(world: World): Promise<void> {
  const ada = world.as('U0ADA');
  await ada.command('/mentor kubernetes');
  await world.settle(2);
  const found = ada.messages().findLast((m) => JSON.stringify(m.blocks ?? []).includes('requests.ask-best'));
  if (!found?.ephemeral) return;
  await ada.click({ channel: ada.appDm(), ts: found.ts, actionId: 'requests.ask-best' });
  await world.settle(2);
  if (ada.modal()) await ada.submit({ fill: fills['requests.ask-modal'] ?? {} });
  world.slack.state.stacks.delete('U0ADA');
  await world.settle();
}

/** Somebody writes in one of the conversations that sessions opened. */
async function talk(world: World, random: () => number): Promise<void> {
  const who = world.as(pickFrom(random, ['U0ADA', 'U0BRAM', 'U0ELIF']));
  const rooms = who.conversations().filter(({ kind }) => kind === 'mpim');
  if (rooms.length === 0) return;
  const { id: channel } = pickFrom(random, rooms);
  const root = who.messages(channel).findLast((m) => !m.ephemeral);
  if (root) await who.say({ channel, text: 'Let me see.', threadTs: root.ts });
  await world.settle();
}

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../src/features/admin/service/index.ts';
import { setWelcoming } from '../src/features/buddies/service/index.ts';
import { saveGoal } from '../src/features/goals/service/index.ts';
import { findOrCreateSkill, requireMember } from '../src/features/members/service.ts';
import { replaceSkills } from '../src/features/members/store/skills.ts';
import { momentForm } from '../src/features/moments/rules/form.ts';
import { saveMoment } from '../src/features/moments/service.ts';
import { holdHours } from '../src/features/office-hours/service/index.ts';
import { aForm } from './features/office-hours/setup.ts';
import { wrongCards } from './support/cards/watch.ts';
import { onBothDatabases } from './support/database.ts';
import { type Live, liveButtons, press } from './support/live-buttons.ts';
import { createWorld, type World } from './support/world.ts';

/** What an answer says to somebody whose press came to nothing because it was over. */
const OVER =
  /already|no longer|any more|closed|is over|has ended|too late|nothing was changed|nothing (is )?left|behind you|[Nn]othing more to do|once more/;
/** Words that answer a press that did something, or that a rule refuses for now: one request about a topic at a time. */
const FINE =
  /Thank you; colleagues who look for it|You already have an open request about|You hold 6 office hours already/;

const fills: Record<string, Record<string, string | string[]>> = {
  'requests.ask-modal': { goal: 'understand why my pods restart', urgency: 'now' },
  'requests.suggest-modal': {},
  'sessions.pick-time-form': {},
  'sessions.wrap-up-form': { recap: 'We found the missing limit.' },
  'reflections.answer': { answer: 'I know where to look first now.', usefulness: '4' },
  'reflections.outcome': { used: 'yes' },
  'office-hours.book-form': { goal: 'Find out why my pods restart' },
  'buddies.line-form': { words: 'Where is lunch eaten?' },
};

const [ADA, BRAM, DANA, ELIF, HIRO, MIRA] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0ELIF', 'U0HIRO', 'U0MIRA'];
const MOMENT = {
  days: ['2', '4'],
  time: '11:00',
  zone: 'Europe/Berlin',
  minutes: '10',
  deck: 'tools',
  willing: ['yes'],
};
const STEPS = Number(process.env.WALK_STEPS ?? 20);
const WALKS = Number(process.env.WALK_RUNS ?? 2);

async function helpers(world: World): Promise<void> {
  for (const id of [BRAM, ELIF])
    await world.work(async (tx) => {
      await requireMember(tx, id);
      const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
      await replaceSkills(tx, id, 'offers', [{ skillId, level: 2 }]);
    });
}

describe('A message has no button that does nothing any more, and says nothing that is not so', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await helpers(world);
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
  const asked = () => (ids(BRAM).includes('requests.accept') ? BRAM : ELIF);

  it('after a hand-back, when somebody else is asked and when nobody is', async () => {
    await ask(world, ADA);
    const first = asked();
    await use(first, 'requests.accept');
    await use(first, 'sessions.call-off');
    expect(said(first).at(-1)).toContain('You handed this back');
    await use(ADA, 'requests.cancel');
    expect(said(first).join()).not.toMatch(/else is being asked|taken care of/);
    expect(ids(first).filter((id) => id.startsWith('requests.'))).toEqual([]);
  });

  it('after the asker called the session off', async () => {
    await ask(world, ADA);
    const first = asked();
    await use(first, 'requests.accept');
    await use(ADA, 'sessions.call-off');
    expect(said(ADA).join()).toContain('was called off before it began');
    expect(said(first).join()).toContain('The session was called off before it began');
  });

  it('after nobody was found, and after asking again', async () => {
    await ask(world, ADA);
    await world.travel({ hours: 96 });
    expect(ids(ADA)).toContain('requests.ask-best');
    expect([...ids(BRAM), ...ids(ELIF)].filter((id) => id === 'requests.accept')).toEqual([]);
    expect([...said(BRAM), ...said(ELIF)].join()).not.toContain('taken care of');
    await ask(world, ADA);
    expect(ids(ADA)).not.toContain('requests.ask-best');
    expect(said(ADA).join()).toContain('You’ve asked again since');
  });

  it('after a session to which nobody came, for a week and then no more', async () => {
    await ask(world, ADA);
    const first = asked();
    await use(first, 'requests.accept');
    await world.travel({ minutes: 45 });
    expect(ids(ADA)).toContain('sessions.pick-time');
    await world.travel({ hours: 7 * 24 });
    expect([...ids(ADA), ...ids(first)].filter((id) => /^sessions\.(pick-time|wrap-up|start)$/.test(id))).toEqual([]);
  });
});

onBothDatabases('On a walk through whatever six people can press', (dialect) => {
  it('no button does nothing, and nothing is said that is not so', { timeout: 600_000 }, async () => {
    const step = fc.record({ fate: fc.integer({ min: 0, max: 99 }), nth: fc.nat() });
    const walk = fc.noBias(fc.array(step, { minLength: STEPS, maxLength: STEPS }));
    const run = fc.asyncProperty(walk, async (steps) => {
      const world = await createWorld({ dialect });
      try {
        await everything(world);
        expect(await walked(world, steps)).toEqual([]);
      } finally {
        await world.close();
      }
    });
    await fc.assert(run, { numRuns: WALKS, seed: Number(process.env.WALK_SEED ?? 20261129), endOnFailure: true });
  });
});

/** Helpers, office hours of two kinds, a moment, a newcomer with a buddy to find, goals and thanks. */
async function everything(world: World): Promise<void> {
  await helpers(world);
  await world.work(async (tx) => {
    await saveSettings(tx, DANA, { hasBuddies: true, digestChannel: 'C0MENTORING', ownerIds: [DANA] });
    await holdHours(tx, BRAM, aForm({ channel: 'C0MENTORING' }));
    await holdHours(tx, ELIF, aForm({ slotMinutes: undefined, capacity: 3, place: 'huddle', firstOn: '2026-03-02' }));
    await saveMoment(tx, DANA, 'C0MENTORING', momentForm.parse(MOMENT));
    await setWelcoming(tx, HIRO, true);
    await saveGoal(tx, ADA, undefined, { words: 'Understand Kubernetes', skill: '', byOn: undefined });
  });
  await world.slack.people.add({
    id: MIRA,
    handle: 'mira',
    realName: 'Mira Lind',
    title: 'Software Engineer',
    tz: 'Europe/London',
  });
  await world.as(ADA).command(`/mentor thanks <@${BRAM}> for going through the events with me`);
  await world.settle(60);
}

type Step = { fate: number; nth: number };

/** Takes these steps. @returns what was wrong. */
async function walked(world: World, steps: Step[]): Promise<string[]> {
  const people = [ADA, BRAM, DANA, ELIF, HIRO, MIRA].map((id) => world.as(id));
  const [done, wrong]: [string[], string[]] = [[], []];
  const from = <T>(nth: number, all: readonly T[]): T => all[nth % all.length]!;
  for (const { fate, nth } of steps) {
    const live = liveButtons(people);
    if (live.length === 0 || fate < 8) done.push(await ask(world, from(nth, [ADA, HIRO])));
    else if (fate < 16) done.push(await talk(world, nth));
    else if (fate < 28) {
      const on = from(nth, [{ minutes: 12 }, { hours: 1 }, { hours: 24 }, { hours: 192 }]);
      await world.travel(on);
      done.push(JSON.stringify(on));
    } else {
      const one = await pressed(world, from(nth, live), fate);
      done.push(one.what);
      wrong.push(...one.wrong);
    }
    wrong.push(...(await wrongCards(world)).map((what) => `after ${done.at(-1)}: ${what}`));
  }
  if (process.env.WALK_LOG) console.log(done.join('\n'));
  return wrong;
}

/** Presses one, fills in what opens or closes it. */
async function pressed(world: World, live: Live, fate: number): Promise<{ what: string; wrong: string[] }> {
  const said = await press(world, live);
  const view = live.person.modal();
  if (view) {
    const known = fills[String(view.callback_id)];
    const shown = JSON.stringify(view.blocks);
    const fill = known && Object.fromEntries(Object.entries(known).filter(([id]) => shown.includes(`"${id}"`)));
    const sent = fill && fate < 85 ? await live.person.submit({ fill }) : undefined;
    if (!sent?.ok || live.person.modal()) world.slack.state.stacks.delete(live.person.id);
  }
  await world.settle();
  const what = `${live.person.id} ${live.actionId} under “${live.text.slice(0, 80)}”`;
  const over = said.filter((text) => OVER.test(text) && !FINE.test(text));
  return { what, wrong: over.map((text) => `${what} BUT ${text}`) };
}

async function ask(world: World, id: string): Promise<string> {
  const asker = world.as(id);
  await asker.command('/mentor kubernetes');
  await world.settle(2);
  const found = asker.messages().findLast((m) => JSON.stringify(m.blocks ?? []).includes('requests.ask-best'));
  if (!found?.ephemeral) return `${id} asks in vain`;
  await asker.click({ channel: asker.appDm(), ts: found.ts, actionId: 'requests.ask-best' });
  await world.settle(2);
  if (asker.modal()) await asker.submit({ fill: fills['requests.ask-modal'] ?? {} });
  world.slack.state.stacks.delete(id);
  await world.settle();
  return `${id} asks`;
}

/** Somebody writes in one of the conversations that sessions opened. */
async function talk(world: World, nth: number): Promise<string> {
  const who = world.as([ADA, BRAM, ELIF, HIRO][nth % 4]!);
  const rooms = who.conversations().filter(({ kind }) => kind === 'mpim');
  const channel = rooms[nth % Math.max(rooms.length, 1)]?.id;
  const root = channel && who.messages(channel).findLast((m) => !m.ephemeral);
  if (root) await who.say({ channel, text: 'Let me see.', threadTs: root.ts });
  await world.settle();
  return `${who.id} talks`;
}

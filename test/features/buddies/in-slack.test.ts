import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { setWelcoming } from '../../../src/features/buddies/service/index.ts';
import { ids } from '../../../src/features/buddies/views/index.ts';
import { newest, saidIn } from '../../support/dm.ts';
import { openSection } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';

const [BRAM, DANA, GRACE, MIRA, WANJA] = ['U0BRAM', 'U0DANA', 'U0GRACE', 'U0MIRA', 'U0WANJA'];
const mira = { id: MIRA, handle: 'mira', realName: 'Mira Lind', title: 'Software Engineer', tz: 'Europe/London' };
const at = (text: string) => Temporal.Instant.from(text);

it('Whoever is asked on a Friday evening reads it on Monday, and has their time from then', async () => {
  const world = await createWorld({ at: Temporal.Instant.from('2026-03-06T19:00:00Z') });
  onTestFinished(() => world.close());
  await world.as(BRAM).openHome();
  await world.work(async (tx) => {
    await saveSettings(tx, DANA, { hasBuddies: true });
    await setWelcoming(tx, BRAM, true);
  });
  await world.slack.people.add(mira);
  await world.settle(60);
  const pair = () => world.app().deps.db.read.selectFrom('buddy_pair').selectAll().executeTakeFirstOrThrow();
  const asked = (await pair()).answer_by;
  await world.travelTo(Temporal.Instant.from('2026-03-09T10:00:00Z'));
  const read = newest(world.as(BRAM)).text;
  expect(read).toContain('Would you');
  expect(read).toContain((await pair()).answer_by.slice(0, 16));
  expect((await pair()).answer_by > asked).toBe(true);
});

describe('Buddies, on the embedded Slack', () => {
  let world: World;
  const modalOf = (id: string, words: string) =>
    world.slack.until(() => {
      const modal = world.as(id).modal();
      return saidIn(modal?.blocks).includes(words) && modal;
    }, `“${words}” in a modal`);
  const room = async (id: string, words: string) => {
    await world.as(id).command('/mentor buddy');
    return modalOf(id, words);
  };
  const switchOn = async () => {
    await openSection(world, DANA, 'what');
    await modalOf(DANA, 'Newcomers get a buddy');
    await world.as(DANA).submit({ fill: { buddies: ['yes'] } });
    await world.settle();
  };
  const welcome = async (id: string) => {
    const view = await room(id, 'Would you welcome a newcomer?');
    await world.as(id).click({ viewId: String(view.id), actionId: ids.welcome });
    await modalOf(id, 'You would welcome a newcomer.');
  };
  const clickNewest = async (id: string, actionId: string) => {
    await world.as(id).click({ ...newest(world.as(id)).place, actionId });
    await world.settle();
  };
  const dm = (id: string) => {
    try {
      return newest(world.as(id)).text;
    } catch {
      return '';
    }
  };
  /** What is said in the group message of the two. */
  const together = (id: string, others: string[]) => {
    const channel = world.as(id).openDm([...others, 'U0APP']);
    return world
      .as(id)
      .messages(channel)
      .map((m) => saidIn(m.blocks));
  };
  const told = () =>
    world
      .as(MIRA)
      .messages(world.as(MIRA).appDm())
      .filter((m) => !m.ephemeral);

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('go with a newcomer from the first morning to the ninetieth working day', async () => {
    await switchOn();
    await welcome(GRACE);
    await welcome(BRAM);
    await welcome(WANJA);
    await world.slack.people.add(mira);
    await world.settle();

    const [asked, other] = dm(GRACE).includes('Would you be the buddy') ? [GRACE, BRAM] : [BRAM, GRACE];
    expect(dm(asked)).toContain('Would you be the buddy of <@U0MIRA>?* (Software Engineer, first day Mon 2 March)');
    expect([dm(other), dm(WANJA), dm(MIRA)]).toEqual(['', '', '']);
    await clickNewest(asked, ids.decline);
    expect(dm(asked)).toContain('no one learns of it');
    expect(dm(other)).toContain('Would you be the buddy');
    expect(dm(MIRA)).toBe('');
    await clickNewest(other, ids.accept);
    expect(dm(other)).toContain('You’re the buddy of <@U0MIRA>');
    expect(dm(MIRA)).toContain(`*<@${other}> will be your buddy.*`);
    expect(JSON.stringify(told())).not.toContain(asked);

    await clickNewest(MIRA, ids.meet);
    expect(together(MIRA, [other])).toEqual([expect.stringContaining('no question is too small')]);
    const days = [
      '2026-03-02T15:30Z',
      '2026-03-06T15:30Z',
      '2026-03-27T15:30Z',
      '2026-05-22T14:30Z',
      '2026-07-03T14:30Z',
    ];
    for (const [i, day] of [1, 5, 20, 60, 90].entries()) {
      await world.travelTo(at(days[i]!));
      expect(dm(MIRA)).toContain(`*Day ${day}* ·`);
      expect(dm(other)).toContain(`Day ${day} for <@U0MIRA>`);
      await clickNewest(MIRA, ids.answers[i % 3]!);
      expect(dm(MIRA)).toContain('You answered:');
    }
    expect(told().filter((m) => saidIn(m.blocks).includes('*Day'))).toHaveLength(5);

    await clickNewest(MIRA, ids.line);
    const form = await modalOf(MIRA, 'reads it in your conversation');
    expect(await world.as(MIRA).submit({ viewId: String(form.id), fill: { words: ' ' } })).toMatchObject({ ok: false });
    await world.as(MIRA).submit({ viewId: String(form.id), fill: { words: 'Thank you <!channel> *so* much' } });
    await world.settle();
    expect(together(MIRA, [other]).at(-1)).toContain('<@U0MIRA> writes on day 90:\nThank you <!channel> *so* much');
    expect(dm(MIRA)).toContain('Your line goes into the conversation with your buddy');

    await world.travelTo(at('2026-07-13T09:00Z'));
    const view = await room(other, 'You would welcome a newcomer.');
    expect(saidIn(view.blocks)).not.toContain('U0MIRA');
    expect(saidIn((await room(MIRA, 'Would you welcome a newcomer?')).blocks)).not.toContain('Your buddy is');
  }, 120_000);

  it('are changed, replaced and gone without, each with a sentence and no reason', async () => {
    await switchOn();
    await welcome(GRACE);
    await welcome(BRAM);
    await world.slack.people.add(mira);
    await world.settle();
    const [first, second] = dm(GRACE).includes('Would you be') ? [GRACE, BRAM] : [BRAM, GRACE];
    await clickNewest(first, ids.accept);
    await clickNewest(MIRA, ids.change);
    expect(dm(MIRA)).toContain('an earlier buddy');
    expect(dm(first)).toContain('You’re no longer the buddy of <@U0MIRA>. Newcomers need not say why');
    await clickNewest(second, ids.accept);
    expect(dm(MIRA)).toContain(`<@${second}> will be your buddy.`);
    expect(JSON.stringify(newest(world.as(MIRA)))).not.toContain('Someone else, please');
    // By itself on the next working morning, and only then.
    await world.travelTo(at('2026-03-03T09:29Z'));
    expect(together(MIRA, [second])).toEqual([]);
    await world.travelTo(at('2026-03-03T10:00Z'));
    expect(together(MIRA, [second])).toHaveLength(1);

    await world.slack.people.deactivate(second);
    await world.settle();
    expect(dm(MIRA)).toContain(`<@${second}> can’t be your buddy any more. I’m looking for someone else`);
    await world.travelTo(at('2026-03-03T11:00Z'));
    expect(dm(DANA)).toContain('I found no buddy yet for <@U0MIRA>.');
    const owner = await room(DANA, '*Without a buddy yet:* <@U0MIRA>');
    expect(saidIn(owner.blocks)).toContain(
      '*Pairs:* 0 introduced, 0 about to meet, 0 where a colleague is being asked',
    );

    const view = await room(MIRA, 'I’m looking for a buddy for you.');
    await world.as(MIRA).click({ viewId: String(view.id), actionId: ids.refuse });
    await modalOf(MIRA, 'You’ve opted out of buddies.');
  }, 60_000);

  it('are found for a list that an owner pastes, and bad lines are named', async () => {
    await switchOn();
    await welcome(GRACE);
    const owner = await room(DANA, 'Add newcomers');
    await world.as(DANA).click({ viewId: String(owner.id), actionId: ids.import });
    await modalOf(DANA, 'One person a line');
    await world
      .as(DANA)
      .submit({ fill: { lines: '@chidi, 2026-03-03\nNobody <!here>, 2026-03-02\nbram, 2025-01-01' } });
    await world.settle();
    expect(dm(DANA)).toContain('1 newcomer added, 0 with a new date, 0 known already.');
    expect(dm(DANA)).toContain('Line 2: no one here is called “Nobody &lt;!here&gt;”.');
    expect(dm(DANA)).toContain('Line 3: “bram” began more than ninety working days ago');
    expect(dm(GRACE)).toBe('');
    await world.travelTo(at('2026-03-03T09:01Z'));
    expect(dm(GRACE)).toContain('Would you be the buddy of <@U0CHIDI>');
  });

  it('are on Home, and say so where they are switched off or somebody else presses', async () => {
    await world.as(GRACE).openHome();
    await world.settle();
    expect(saidIn(world.as(GRACE).home()?.blocks)).not.toContain('*Buddies*');
    await world.as(GRACE).shortcut(ids.shortcut);
    await modalOf(GRACE, 'Buddies aren’t switched on');
    await switchOn();
    await world.as(BRAM).openHome();
    await world.settle();
    expect(saidIn(world.as(BRAM).home()?.blocks)).toContain('Would you welcome a newcomer now and then?');
    await world.as(BRAM).click({ viewId: String(world.as(BRAM).home()?.id), actionId: ids.open });
    const view = await modalOf(BRAM, 'Would you welcome a newcomer?');
    await world.as(BRAM).click({ viewId: String(view.id), actionId: ids.welcome });
    await world.settle();
    expect(saidIn(world.as(BRAM).home()?.blocks)).toContain('You would welcome a newcomer. I ask you first.');
  });

  it('that is missing is said to the owners in their hours, and not when one was found by then', async () => {
    await world.travelTo(at('2026-03-02T20:00Z'));
    await world.work((tx) => saveSettings(tx, DANA, { hasBuddies: true }));
    await world.slack.people.add(mira);
    await world.settle(60);
    const noted = () => world.app().deps.db.read.selectFrom('prompt').where('kind', '=', 'buddies.nobody');
    expect(await noted().select('state').execute()).toEqual([{ state: 'due' }]);
    await world.work((tx) => setWelcoming(tx, BRAM, true));
    await world.settle(60);
    await world.travelTo(at('2026-03-03T12:00Z'));
    expect(newest(world.as(BRAM)).text).toContain('Would you');
    expect(await noted().select('state').execute()).not.toEqual([{ state: 'due' }]);
    expect(
      world
        .as(DANA)
        .messages(world.as(DANA).appDm())
        .map(({ text }) => text),
    ).not.toContainEqual(expect.stringContaining('no buddy'));
  });

  it('that are switched off leave no question open and promise nobody else; on again, they do', async () => {
    await switchOn();
    await welcome(GRACE);
    await world.slack.people.add(mira);
    await world.settle();
    const turn = async (hasBuddies: boolean) => {
      await world.work((tx) => saveSettings(tx, DANA, { hasBuddies }));
      await world.settle();
    };
    await turn(false);
    expect(dm(GRACE)).toBe('This no longer applies, so there’s nothing to do.');
    expect(JSON.stringify(newest(world.as(GRACE)))).not.toContain(ids.accept);
    await turn(true);
    expect(dm(GRACE)).toContain('Would you be the buddy');
    await clickNewest(GRACE, ids.accept);
    await world.slack.people.deactivate(GRACE);
    await world.settle();
    const promise = 'I’m looking for someone else';
    expect(dm(MIRA)).toContain(promise);
    await turn(false);
    expect(dm(MIRA)).toContain('can’t be your buddy any more.');
    expect(dm(MIRA)).not.toContain(promise);
    await turn(true);
    expect(dm(MIRA)).toContain(promise);
  });

  it('hold back outside working hours and while somebody is on a break', async () => {
    await switchOn();
    await welcome(GRACE);
    await world.travelTo(at('2026-03-06T19:00Z'));
    await world.slack.people.add(mira);
    await world.settle();
    expect(dm(GRACE)).toBe('');
    await world.travelTo(at('2026-03-09T09:05Z'));
    expect(dm(GRACE)).toContain('first day Fri 6 March');
    await clickNewest(GRACE, ids.accept);
    await world.as(MIRA).command('/mentor pause');
    await modalOf(MIRA, 'While you are on a break');
    await world.as(MIRA).submit({ fill: { until: '2026-03-16' } });
    await world.travelTo(at('2026-03-13T12:00Z'));
    expect(together(MIRA, [GRACE])).toEqual([]);
    await world.travelTo(at('2026-03-16T12:00Z'));
    expect(together(MIRA, [GRACE])).toHaveLength(1);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { actionsOf, agreeActions } from '../../../src/features/follow-ups/service.ts';
import { ids } from '../../../src/features/follow-ups/views.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { endedSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM] = ['U0ADA', 'U0BRAM'];
/** The world starts on Monday 2 March 2026; Ada is in London, Bram in Berlin. */
const london = (day: number, time: string) =>
  Temporal.Instant.from(`2026-03-${String(day).padStart(2, '0')}T${time}:00Z`);

describe('An action, on the embedded Slack', () => {
  let world: World;
  const agree = (ownerId: string, dueOn: string) =>
    world.work(async (tx) => {
      const session = await endedSession(tx, ADA, BRAM, 'Kubernetes');
      const [action] = await agreeActions(tx, session, [
        { ownerId, when: 'a pod restarts', will: 'read its events', dueOn },
      ]);
      return action!;
    });
  const open = () => world.work((tx) => actionsOf(tx, ADA));

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('comes to its owner at 09:30 on the due day; done, it is shown so and the partner hears of it once', async () => {
    await agree(ADA, '2026-03-05');
    await world.travelTo(london(5, '09:29'));
    expect(world.as(ADA).messages()).toEqual([]);
    await world.travelTo(london(5, '09:31'));
    const asked = newest(world.as(ADA));
    expect(asked.text).toContain('On your list for Thursday 5 March.');
    expect(asked.text).not.toContain('Did you get to it?');
    expect(asked.text).toContain('When a pod restarts, I will read its events');
    expect(asked.text).toContain('Bram de Vries');

    await world.as(ADA).click({ ...asked.place, actionId: ids.done });
    await world.settle();
    expect(newest(world.as(ADA))).toMatchObject({
      ts: asked.ts,
      text: expect.stringContaining('Done. I’ll let Bram de Vries know.'),
    });
    expect(newest(world.as(BRAM)).text).toContain('*Ada Okafor* did what you two agreed on.');
    await world.travel({ hours: 14 * 24 });
    expect(world.as(BRAM).messages()).toHaveLength(1);
    expect(world.as(ADA).messages()).toHaveLength(1);
  });

  it('that was due on a Saturday is said to have been due then, on Monday', async () => {
    await agree(ADA, '2026-03-07');
    await world.travelTo(london(9, '09:31'));
    expect(newest(world.as(ADA)).text).toContain('This was due on Saturday 7 March. Did you get to it?');
  });

  it('is brought up once more after two working days, and then rests', async () => {
    await agree(ADA, '2026-03-05');
    await world.travelTo(london(9, '09:29'));
    expect(world.as(ADA).messages()).toHaveLength(1);
    await world.travelTo(london(9, '09:31'));
    expect(newest(world.as(ADA)).text).toContain('This is the only reminder.');
    await world.travel({ hours: 30 * 24 });
    expect(world.as(ADA).messages()).toHaveLength(2);
    expect(await open()).toHaveLength(1);
  });

  it('is snoozed to next week, asked about then, and dropped without a word to anybody', async () => {
    await agree(ADA, '2026-03-05');
    await world.travelTo(london(5, '10:00'));
    const first = newest(world.as(ADA));
    await world.as(ADA).click({ ...first.place, actionId: ids.snooze, entry: 'Next week' });
    await world.settle();
    expect(newest(world.as(ADA)).text).toContain('Moved to Monday 9 March. I’ll ask again then.');
    await world.travelTo(london(9, '09:31'));
    const second = newest(world.as(ADA));
    expect(second.ts).not.toBe(first.ts);
    await world.as(ADA).click({ ...second.place, actionId: ids.drop });
    await world.travel({ hours: 14 * 24 });
    expect(newest(world.as(ADA)).text).toContain('Dropped. I won’t tell anyone.');
    expect(world.as(ADA).messages()).toHaveLength(2);
    expect(world.as(BRAM).messages()).toEqual([]);
    expect(await open()).toEqual([]);
  });

  it('is done from App Home as well, and leaves it', async () => {
    await agree(ADA, '2026-03-05');
    await world.as(ADA).openHome();
    await world.settle();
    const home = () => world.as(ADA).home();
    expect(saidIn(home()?.blocks)).toContain('When a pod restarts, I will read its events');
    await world.as(ADA).click({ viewId: String(home()?.id), actionId: ids.done });
    await world.settle();
    expect(saidIn(home()?.blocks)).not.toContain('When a pod restarts');
    expect(newest(world.as(BRAM)).text).toContain('*Ada Okafor* did what you two agreed on.');
    await world.travelTo(london(9, '12:00'));
    expect(world.as(ADA).messages()).toEqual([]);
  });

  it('takes a second click, and one of the wrong person, with a kind sentence', async () => {
    const action = await agree(ADA, '2026-03-05');
    await agree(BRAM, '2026-03-05');
    await world.travelTo(london(5, '10:00'));
    const [ada, bram] = [newest(world.as(ADA)), newest(world.as(BRAM))];
    const button = { actionId: ids.done, element: { value: action.id } };
    await world.as(BRAM).click({ ...bram.place, ...button });
    await world.settle();
    expect(whispered(world.as(BRAM))).toBe('That action is someone else’s, so only they can change it.');
    await Promise.all([1, 2].map(() => world.as(ADA).click({ ...ada.place, actionId: ids.done })));
    await world.settle();
    expect(whispered(world.as(ADA))).toBe('You marked that one as done already. Nothing more to do.');
    expect(
      world
        .as(BRAM)
        .messages()
        .filter((m) => m.text.includes('did what you two agreed on')),
    ).toHaveLength(1);
  });
});

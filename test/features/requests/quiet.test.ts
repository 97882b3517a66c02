import { describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { startRequest } from '../../../src/features/requests/service/index.ts';
import { pickTime, sessionsOf, startSession } from '../../../src/features/sessions/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';
import { leaksTo } from '../../support/reading.ts';

const [ADA, BRAM, DANA, HIRO] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0HIRO'];
const MENTORING = 'C0MENTORING';

describe('A quiet ask', () => {
  const { world, people, press, type, ask, offers } = askingWorld();
  const settings = (patch: object) =>
    world().work(async (tx) => saveSettings(tx, DANA, { digestChannel: MENTORING, zone: 'UTC', ...patch }));
  const since = () => `${world().clock.now().epochMilliseconds / 1000}`;
  const readers = () =>
    [...world().slack.state.people.values()].filter((one) => !one.deleted && !one.isBot).map((one) => one.id);
  const sessionOf = async (id: string) =>
    (await world().work((tx) => sessionsOf(tx, id, ['planned', 'open', 'running'])))[0];

  it('says before it is sent who will see what, and offers to talk in private where others could read along', async () => {
    const { ada, bram } = people();
    await type(ada, '/mentor kubernetes');
    await press(ada, 'requests.ask-best');
    expect(saidIn(ada.modal()?.blocks)).toContain('You talk in a private message.');
    expect(shown(ada.modal())).toContain('Only the person who accepts sees your name. You talk in a private message.');
    expect(shown(ada.modal())).not.toContain('Talk in a private message instead');
    await ada.close();
    await settings({ sessionsChannel: MENTORING });
    await press(ada, 'requests.ask-best');
    expect(saidIn(ada.modal()?.blocks)).toMatch(/You talk in <#C0MENTORING>, where \d+ people can read along/);
    expect(shown(ada.modal())).toContain('Talk in a private message instead');
    await ada.submit({ fill: { goal: 'understand why my pods restart', urgency: 'now' } });
    await world().settle();
    expect(saidIn(bram.messages().at(-1)?.blocks)).toContain('where everyone there can read along');
    await press(bram, 'requests.accept-privately');
    expect(shown(bram.messages(MENTORING))).not.toContain('my pods restart');
    expect(bram.conversations().some((one) => one.kind === 'mpim')).toBe(true);
  });

  it('shows the name when the conversation opens, not at a yes to a later time', async () => {
    const { ada, bram } = people();
    const before = since();
    await settings({ sessionsChannel: MENTORING });
    await ask(ada, { options: ['anonymous', 'topic', 'hint'], urgency: 'today' });
    expect(saidIn(bram.messages().at(-1)?.blocks)).toContain('Only the person who accepts sees the name');
    await press(bram, 'requests.accept');
    await bram.openHome();
    await world().settle();
    await type(bram, '/mentor status');
    const secret = { askerId: ADA, name: 'Ada Okafor', words: ['my pods restart'], topic: 'Kubernetes' };
    const everyone = { asked: readers(), met: [] };
    expect(leaksTo(world(), [BRAM], secret, everyone, before)).toEqual([]);
    const session = await sessionOf(BRAM);
    await world().work((tx) => pickTime(tx, session!.id, BRAM, world().clock.now().add({ hours: 3 })));
    await world().settle();
    expect(shown(ada.messages())).toContain('<@U0BRAM> picked');
    await expect(world().work((tx) => startSession(tx, session!.id, BRAM))).rejects.toThrow('asked quietly');
    expect(leaksTo(world(), [BRAM], secret, everyone, before)).toEqual([]);
    await world().travel({ hours: 3, minutes: 1 });
    const place = bram.conversations().find((one) => one.kind === 'mpim');
    expect(shown(bram.messages(place?.id))).toContain('<@U0ADA>');
    expect(shown(people().elif.messages(MENTORING))).not.toContain('my pods restart');
  });

  it('stays without a name when it is cancelled before the conversation opens', async () => {
    const { ada, bram } = people();
    const before = since();
    await ask(ada, { options: ['anonymous'], urgency: 'today' });
    await press(bram, 'requests.accept');
    await press(ada, 'sessions.call-off');
    await world().travel({ hours: 20 });
    const secret = { askerId: ADA, name: 'Ada Okafor', words: [], topic: 'nothing else' };
    expect(leaksTo(world(), [BRAM], secret, { asked: [], met: [] }, before)).toEqual([]);
  });

  it('is not offered for a quarter to whoever hands two back right after accepting; others still ask them', async () => {
    const { ada, bram, elif } = people();
    for (const _ of [1, 2]) {
      const skill = await offers(BRAM, `Topic ${_}`, 3);
      await world().work((tx) =>
        startRequest(tx, {
          ...{ menteeId: ADA, skillId: skill, goal: 'understand this at last', tried: '', minutes: 20 },
          ...{ format: 'thread', urgency: 'now', isAnonymous: true },
        }),
      );
      await world().settle();
      await press(bram, 'requests.accept');
      const place = bram.conversations().findLast((one) => one.kind === 'mpim');
      await press(bram, 'sessions.call-off', place?.id);
      await world().settle();
    }
    await offers(BRAM, 'Kubernetes', 3);
    const elifs = () => elif.messages().length;
    const before = elifs();
    await ask(ada, { options: ['anonymous'] });
    expect(elifs()).toBe(before + 1);
    await press(ada, 'requests.cancel');
    await world().travel({ hours: 24 });
    const [asked, skillId] = [bram.messages().length, await offers(BRAM, 'Kubernetes', 3)];
    await world().work((tx) =>
      startRequest(tx, {
        ...{ menteeId: HIRO, skillId, goal: 'understand this at last', tried: '', minutes: 20 },
        ...{ format: 'thread', urgency: 'today', isAnonymous: false, mentorId: BRAM },
      }),
    );
    await world().settle();
    expect(bram.messages().length).toBe(asked + 1);
  });
});

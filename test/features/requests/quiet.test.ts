import { describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { saveReflection, unansweredOf } from '../../../src/features/reflections/service.ts';
import { acceptOffer, startRequest } from '../../../src/features/requests/service.ts';
import { pickTime, sessionsOf, startSession, wrapUp } from '../../../src/features/sessions/service.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';
import { type Know, leaksTo, type Secret } from '../../support/reading.ts';
import { MONDAY } from '../../support/world.ts';

const [ADA, BRAM, ELIF, DANA, HIRO] = ['U0ADA', 'U0BRAM', 'U0ELIF', 'U0DANA', 'U0HIRO'];
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

  describe.each([
    { name: 'with a channel for sessions', sessionsChannel: MENTORING as string | undefined },
    { name: 'without one', sessionsChannel: undefined },
  ])('in a month $name', ({ sessionsChannel }) => {
    const urgencies = ['now', 'today'] as const;
    const choices = [false, true];
    const asks = urgencies.flatMap((urgency) =>
      choices.flatMap((ticked) => choices.map((isUsed) => ({ urgency, ticked, isUsed }))),
    );
    /** Who asks what: everybody once, each with words of their own. */
    const askers = [ADA, HIRO, 'U0CHIDI', 'U0MEI', 'U0NOAH', 'U0OLU', 'U0PETRA', 'U0QUINN'];

    async function liveThrough(n: number): Promise<Secret & { known: Know }> {
      const [menteeId = ADA, { urgency, ticked, isUsed }] = [askers[n], asks[n % asks.length]!];
      const skillId = await offers(BRAM, 'Negotiation', 3);
      const words = [`quietword${n}`];
      await world().work((work) =>
        startRequest(work, {
          ...{ menteeId, skillId, goal: `understand ${words[0]} at last`, tried: `I tried ${words[0]}`, minutes: 20 },
          ...{ format: 'thread', urgency, isAnonymous: true, mayHint: ticked, mayNameTopic: ticked },
          ...{ sourceText: ticked ? `about ${words[0]}` : undefined, sourceLink: undefined },
        }),
      );
      await world().settle();
      const offer = await world().work((work) =>
        work.db.selectFrom('offer').selectAll().where('state', '=', 'pending').executeTakeFirstOrThrow(),
      );
      await world().work((work) => acceptOffer(work, offer.id, BRAM));
      await world().settle();
      const session = await sessionOf(menteeId);
      if (urgency === 'today') await world().work((work) => startSession(work, session!.id, menteeId));
      await world().settle();
      await world().work((work) => startSession(work, session!.id, menteeId));
      await world().work((work) => startSession(work, session!.id, BRAM).catch(() => undefined));
      const recap = { recap: `We found ${words[0]}`, steps: [] };
      for (const id of [menteeId, BRAM]) await world().work((work) => wrapUp(work, session!.id, id, recap));
      await world().travel({ hours: 24 });
      const [look] = await world().work((work) => unansweredOf(work, menteeId));
      const thanks = `Thank you for ${words[0]} and all the rest of it`;
      const answer = { usefulness: 5, answer: `It was ${words[0]}`, differently: '', story: 'named' as const };
      if (look)
        await world().work((work) => saveReflection(work, look.id, menteeId, { ...answer, thanks, showThanks: true }));
      if (isUsed) await world().work((work) => answerOutcome(work, session!.id, menteeId, 'yes'));
      const name = world().slack.state.people.get(menteeId)?.realName ?? '';
      return { askerId: menteeId, name, words, topic: 'Negotiation', known: { asked: [BRAM], met: [BRAM] } };
    }

    it('can be led back to nobody by whoever was not part of it; what is planted is found', {
      timeout: 240_000,
    }, async () => {
      await settings({ ...(sessionsChannel ? { sessionsChannel } : {}), newsletterChannel: MENTORING });
      const before = since();
      for (const id of [DANA, ELIF]) await world().as(id).openHome();
      const secrets: Awaited<ReturnType<typeof liveThrough>>[] = [];
      for (const [n] of askers.entries()) {
        // A Monday and a Wednesday of each of four weeks.
        await world().travelTo(MONDAY.add({ hours: 24 * (Math.floor(n / 2) * 7 + (n % 2) * 2) + 1 }));
        secrets.push(await liveThrough(n));
      }
      await world().travel({ hours: 24 * 8 });
      for (const line of ['/mentor board', '/mentor cards', '/mentor negotiation', '/mentor newsletter'])
        await type(world().as(DANA), line);
      const leaks = () =>
        secrets.flatMap(({ known, topic, ...secret }) =>
          leaksTo(world(), readers(), { ...secret, topic: secret.words[0]! }, known, before),
        );
      expect(leaks()).toEqual([]);
      // Nobody but the two and who was asked reads of it: a digest that names the topic would be found, too.
      expect(shown(world().as(ELIF).messages(MENTORING))).not.toContain('Negotiation');
      for (const [n, text] of [
        `<@${ADA}> has a badge`,
        'somebody asked about quietword3',
        secrets[4]!.name,
      ].entries()) {
        const to = n === 0 ? MENTORING : n === 1 ? ELIF : MENTORING;
        await world().app().deps.workspace.slack.chat.postMessage({ channel: to, text });
        expect(leaks().length, text).toBeGreaterThan(0);
        const planted = leaks().filter((leak) => leak.reader === ELIF);
        expect(planted.length, text).toBeGreaterThan(n);
      }
    });
  });
});

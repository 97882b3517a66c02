import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decks } from '../../../src/features/technique/service/decks.ts';
import { ids } from '../../../src/features/technique/views/index.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';
import { MENTEE, MENTOR, openOne, session } from '../sessions/setup.ts';

const STRANGER = 'U0DANA';

describe('Techniques in the thread, on the embedded Slack', () => {
  let world: World;
  let id: string;
  let place: { channel: string; ts: string };

  beforeEach(async () => {
    world = await createWorld();
    id = await world.work((tx) => openOne(tx));
    await world.settle();
    const found = (await world.work((tx) => session(tx, id))).place;
    if (!found) throw new Error('The card was not posted');
    place = { channel: found.channel, ts: found.rootTs };
  });
  afterEach(() => world.close());

  const start = async () => {
    await world.as(MENTEE).click({ ...place, actionId: 'sessions.start' });
    await world.settle();
  };
  const thread = () =>
    world
      .as(MENTEE)
      .thread(place.channel, place.ts)
      .filter((m) => !m.ephemeral)
      .map((m) => ({ ts: m.ts, text: saidIn(m.blocks) }));
  /** The techniques' buttons that the thread shows, the card at its head aside. */
  const buttons = () =>
    world
      .as(MENTEE)
      .thread(place.channel, place.ts)
      .slice(1)
      .flatMap((m) =>
        [...JSON.stringify(m.blocks ?? []).matchAll(/"action_id":"(technique[^"]+)"/g)].map(([, id]) => id),
      );
  const latest = () => thread().at(-1) ?? { ts: '', text: '' };
  const told = (who: string) =>
    [...world.as(who).messages(place.channel), ...world.as(who).thread(place.channel, place.ts)].findLast(
      (m) => m.ephemeral,
    )?.text;
  /** Opens the choice from the card and presses one of its buttons. */
  const choose = async (who: string, actionId: string) => {
    await world.as(who).click({ ...place, actionId: ids.open });
    await world.settle(0);
    await world.as(who).click({ viewId: String(world.as(who).modal()?.id), actionId });
    await world.settle();
  };
  const press = async (who: string, actionId: string, ts = latest().ts) => {
    await world.as(who).click({ channel: place.channel, ts, actionId });
    await world.settle();
  };
  const send = async (who: string, fill: Record<string, string> = {}) => {
    const answer = await world.as(who).submit({ fill });
    await world.settle();
    return answer;
  };

  it('are on the card once the clock runs, and not before', async () => {
    const card = () => JSON.stringify(world.as(MENTEE).thread(place.channel, place.ts)[0]);
    expect(card()).not.toContain(ids.open);
    await start();
    expect(card()).toContain(ids.open);
  });

  it('put a question into the thread with the name of who picked it, and never the same one twice', async () => {
    await start();
    await choose(MENTOR, ids.decks.explore);
    expect(latest().text).toContain(`<@${MENTOR}> picked a question to look closer:`);
    expect(saidIn(world.as(MENTOR).modal()?.blocks)).toContain('on its way into your thread');
    for (let i = 1; i < decks().cards.explore.length; i += 1) await press(MENTEE, ids.another);
    const asked = thread().flatMap(({ text }) => decks().cards.explore.filter((question) => text.includes(question)));
    expect(asked.toSorted()).toEqual(decks().cards.explore.toSorted());
    expect(latest().text).toContain(`<@${MENTEE}> picked a question`);
  });

  it('help to say back what was heard and to ask what was meant', async () => {
    await start();
    await choose(MENTOR, ids.decks['say it back']);
    expect(latest().text).toContain(`<@${MENTEE}>, say what is missing.`);
    expect(decks().cards['say it back'].some((words) => latest().text.includes(words))).toBe(true);
    await choose(MENTEE, ids.decks.clarify);
    expect(latest().text).toContain(`<@${MENTEE}> asks to clarify:`);
  });

  it('show feedback to its author first, let it be changed, post it once and keep none of its words', async () => {
    await start();
    await choose(MENTOR, ids.feedback);
    const before = thread().length;
    const words = { when: 'this morning', where: 'in the review', what: 'You always explain', why: 'I got <!here> it' };
    expect(await send(MENTOR, { ...words, why: ' ' })).toMatchObject({ errors: { why: 'Say what it led to.' } });
    await send(MENTOR, words);
    const preview = saidIn(world.as(MENTOR).modal()?.blocks);
    for (const part of ['Ada Okafor', 'this morning, in the review', 'You always explain', 'Which moment was it?'])
      expect(preview).toContain(part);
    expect(thread()).toHaveLength(before);

    await world.as(MENTOR).click({ viewId: String(world.as(MENTOR).modal()?.id), actionId: ids.change });
    await world.settle(0);
    expect(JSON.stringify(world.as(MENTOR).modal())).toContain('in the review');
    await send(MENTOR, { what: 'You drew the flow before you spoke' });
    await send(MENTOR);
    expect(thread()).toHaveLength(before + 1);
    expect(latest().text).toContain('You drew the flow before you spoke');
    expect(latest().text).toContain(`<@${MENTOR}> gives feedback.`);
    const kept = await world.work((tx) => tx.db.selectFrom('technique').selectAll().execute());
    expect(kept).toEqual([]);
    const jobs = await world.work((tx) => tx.db.selectFrom('job').select('payload').execute());
    expect(JSON.stringify(jobs)).not.toContain('drew the flow');
  });

  it('play a scene for five minutes, ask three questions, and swap', async () => {
    await start();
    await choose(MENTEE, ids.rolePlay);
    expect(await send(MENTEE)).toMatchObject({ errors: { scene: expect.stringContaining('Choose a scene') } });
    await send(MENTEE, { scene: 'Say no to one more project' });
    expect(latest().text).toContain('*Role-play: Say no to one more project*');
    expect(latest().text).toContain(`<@${MENTEE}> *practises.*`);
    await world.travel({ minutes: 4 });
    expect(thread().filter(({ text }) => text.includes('that was the scene'))).toHaveLength(0);
    await world.travel({ minutes: 2 });
    const [after] = thread().filter(({ text }) => text.includes('that was the scene'));
    for (const question of decks().debrief) expect(after?.text).toContain(question);

    expect(buttons()).toEqual([ids.swap]);

    // Both press at the same moment.
    await Promise.all([MENTOR, MENTEE].map((who) => press(who, ids.swap, after?.ts)));
    expect(thread().filter(({ text }) => text.includes(`<@${MENTOR}> *practises.*`))).toHaveLength(1);
    expect([told(MENTEE), told(MENTOR)].join()).toContain('in the middle of a role-play');
    expect(buttons()).toEqual([ids.done]);
    const second = thread().findLast(({ text }) => text.includes('*Role-play:'));
    await Promise.all([MENTOR, MENTEE].map((who) => press(who, ids.done, second?.ts)));
    expect(thread().filter(({ text }) => text.includes('that was the scene'))).toHaveLength(2);
    expect([told(MENTEE), told(MENTOR)].join()).toContain('over already');
    expect(buttons()).toEqual([ids.swap]);
    await world.travel({ minutes: 6 });
    expect(thread().filter(({ text }) => text.includes('that was the scene'))).toHaveLength(2);
  });

  it('play the scene that two people wrote themselves', async () => {
    await start();
    await choose(MENTOR, ids.rolePlay);
    const own = 'I tell my *lead* that I would like to move to <!channel> another team';
    await send(MENTOR, { scene: 'Admit a mistake', own, practises: 'mentor' });
    expect(latest().text).toContain('*Role-play: Your own scene*');
    expect(latest().text).toContain(own);
    expect(latest().text).toContain(`<@${MENTOR}> *practises.*`);
  });

  it('say kindly no to somebody whose session it is not, and after its end, and post nothing', async () => {
    await start();
    await choose(MENTEE, ids.decks.open);
    const card = latest().ts;
    const before = thread().length;
    world.lookAway('someone else is written into the session behind the app’s back');
    await world.work((tx) => tx.db.updateTable('session').set({ mentee_id: STRANGER }).execute());
    await press(MENTEE, ids.another, card);
    expect(told(MENTEE)).toContain('two people of this session');
    await world.work((tx) => tx.db.updateTable('session').set({ mentee_id: MENTEE, state: 'ended' }).execute());
    await press(MENTEE, ids.another, card);
    expect(told(MENTEE)).toContain('This session is over');
    expect(thread()).toHaveLength(before);
  });

  it('ask nothing about a scene when the session was wrapped up in the middle of it', async () => {
    await start();
    await choose(MENTEE, ids.rolePlay);
    await send(MENTEE, { scene: 'Admit a mistake' });
    await world.as(MENTEE).click({ ...place, actionId: 'sessions.wrap-up' });
    await world.settle(0);
    await send(MENTEE, { recap: 'We practised' });
    await world.travel({ minutes: 10 });
    expect(thread().some(({ text }) => text.includes('that was the scene'))).toBe(false);
  });

  it('leave no button behind when the session is over, whatever it ends in', async () => {
    await start();
    await choose(MENTEE, ids.decks.open);
    await choose(MENTEE, ids.rolePlay);
    await send(MENTEE, { scene: 'Admit a mistake' });
    await press(MENTEE, ids.done, latest().ts);
    await press(MENTEE, ids.swap, latest().ts);
    expect(buttons()).toEqual([ids.another, ids.done]);
    await world.as(MENTEE).click({ ...place, actionId: 'sessions.wrap-up' });
    await world.settle(0);
    await send(MENTEE, { recap: 'We practised' });
    await world.travel({ minutes: 10 });
    expect(buttons()).toEqual([]);
    expect(thread().filter(({ text }) => text.includes('This role-play is over'))).toHaveLength(2);
  });
});

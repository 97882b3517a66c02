import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { momentForm } from '../../../src/features/moments/rules/form.ts';
import { saveMoment, setWilling } from '../../../src/features/moments/service.ts';
import { ids } from '../../../src/features/moments/views/index.ts';
import { newest, saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];
const MENTORING = 'C0MENTORING';
/** The Tuesday after, 11:00 in Berlin. */
const START = Temporal.Instant.from('2026-03-03T10:00:00Z');
const filled = { days: ['2'], time: '11:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' };

describe('Moments, on the embedded Slack', () => {
  let world: World;
  const setUp = (channel = MENTORING, different = {}) =>
    world.work((tx) => saveMoment(tx, DANA, channel, momentForm.parse({ ...filled, ...different })));
  const openModal = (id: string) => world.slack.until(() => world.as(id).modal(), 'a modal');
  const newestIn = (channel: string) =>
    world
      .as(DANA)
      .messages(channel)
      .filter((m) => !m.ephemeral)
      .at(-1)!;
  /** What the app answers to a command in a channel. */
  const card = async (by: string, channel = MENTORING) => {
    await world.as(by).command('/mentor moment', { channel });
    await world.settle();
    const message = world
      .as(by)
      .messages(channel)
      .findLast((m) => m.ephemeral);
    return { text: saidIn(message?.blocks), place: { channel, ts: String(message?.ts) } };
  };

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('are asked about with a field for the channel in a group DM, whose id looks like a channel’s', async () => {
    const dana = world.as(DANA);
    const channel = dana.openDm([ADA, BRAM]);
    expect(channel).toMatch(/^C/);
    await dana.command('/mentor moment', { channel });
    const view = await openModal(DANA);
    expect(JSON.stringify(view.blocks)).toContain('conversations_select');
    expect(view.private_metadata).not.toContain(channel);
  });

  it('are set up in their channel, posted at their time, and end with a line that says how many shared', async () => {
    const dana = world.as(DANA);
    await dana.command('/mentor moment', { channel: MENTORING });
    expect(saidIn((await openModal(DANA)).blocks)).toContain('Our own questions');
    const sent = await dana.submit({ fill: { ...filled, willing: ['yes'] } });
    expect(sent).toMatchObject({ ok: true });
    await world.settle();
    expect(newest(dana).text).toContain('Tuesdays at 11:00');

    await world.travelTo(START.subtract({ minutes: 30 }));
    expect(newest(dana).text).toContain('You host the moment in');
    await world.travelTo(START.add({ minutes: 1 }));
    const post = newestIn(MENTORING);
    expect(saidIn(post.blocks)).toContain('A moment for tools and tricks');
    expect(saidIn(post.blocks)).toContain('<@U0DANA> hosts and begins.');

    for (const id of [ADA, BRAM, ADA]) {
      await world.as(id).say({ channel: MENTORING, threadTs: String(post.ts), text: 'A word from me' });
    }
    await world.settle();
    await world.travelTo(START.add({ minutes: 11 }));
    const line = () => dana.thread(MENTORING, String(post.ts)).filter((m) => m.text?.startsWith('Time is up'));
    expect(line().map((m) => m.text)).toEqual(['Time is up. Thank you to those who shared. The thread stays open.']);
    expect(saidIn(dana.messages(MENTORING).find((m) => m.ts === post.ts)?.blocks)).toContain('the thread stays open');

    await dana.say({ channel: MENTORING, threadTs: String(post.ts), text: 'Me too' });
    await world.settle();
    expect(line().map((m) => m.text)).toEqual(['Time is up. Thank you to those who shared. The thread stays open.']);
    for (const id of ['U0ELIF', 'U0HIRO'])
      await world.as(id).say({ channel: MENTORING, threadTs: String(post.ts), text: 'And I' });
    await world.settle();
    expect(line().map((m) => m.text)).toEqual(['Time is up. 5 people shared. The thread stays open.']);
  });

  it('say how to invite the app where it is missing, before and after', async () => {
    const bram = world.as(BRAM);
    await bram.command('/mentor moment', { channel: 'C0ENGINEERING' });
    await openModal(BRAM);
    await bram.submit({ fill: filled });
    await world.settle();
    expect(newest(bram).text).toContain('/invite @Bitewise');
    await world.travelTo(START.add({ minutes: 5 }));
    expect(newest(bram).text).toContain('I couldn’t post the moment in <#C0ENGINEERING>');
    await bram.invite('C0ENGINEERING', 'U0APP');
    await world.travelTo(START.add({ hours: 7 * 24, minutes: 1 }));
    expect(saidIn(world.as(BRAM).messages('C0ENGINEERING').at(-1)?.blocks)).toContain('A moment for');
  });

  it('are changed, skipped, paused and ended from the card by who set them up; others can offer to host', async () => {
    await setUp();
    const theirs = await card(ADA);
    expect(theirs.text).not.toContain('Skip the next');
    await world.as(ADA).click({ ...theirs.place, actionId: ids.willing });
    await world.settle();
    expect((await card(ADA)).text).toContain('Someone is willing to host.');
    await world.as(ADA).click({ ...(await card(ADA)).place, actionId: ids.unwilling });

    const dana = world.as(DANA);
    await dana.click({ ...(await card(DANA)).place, actionId: ids.skip });
    await world.settle();
    await dana.click({ ...(await card(DANA)).place, actionId: ids.change });
    expect(saidIn((await openModal(DANA)).blocks)).toContain('The moment in');
    await dana.submit({ fill: { time: '16:00' } });
    await world.settle();
    expect(newest(dana).text).toContain('Tuesdays at 16:00');
    await dana.click({ ...(await card(DANA)).place, actionId: ids.pause });
    await world.settle();
    const paused = await card(DANA);
    expect(paused.text).toContain('It’s paused.');
    await dana.click({ ...paused.place, actionId: ids.resume });
    await world.settle();
    const last = await card(DANA);
    await dana.click({ ...last.place, actionId: ids.end });
    await world.settle();
    await world.travelTo(START.add({ hours: 9 * 24 }));
    expect(saidIn(newestIn(MENTORING).blocks)).not.toContain('A moment for');
  });

  it('let the host say not this time, and volunteers step in from the post', async () => {
    const { id } = await setUp();
    await world.work((tx) => setWilling(tx, id, BRAM, true));
    await world.travelTo(START.subtract({ minutes: 30 }));
    const note = newest(world.as(BRAM));
    expect(note.text).toContain('You host');
    await world.as(BRAM).click({ ...note.place, actionId: ids.notThisTime });
    await world.settle();
    expect(newest(world.as(BRAM)).text).toContain('You needn’t host the moment in');
    await world.travelTo(START.add({ minutes: 1 }));
    const post = newestIn(MENTORING);
    expect(saidIn(post.blocks)).toContain('whoever likes begins');
    await world.as(ADA).click({ channel: MENTORING, ts: String(post.ts), actionId: ids.volunteer });
    await world.settle();
    expect(
      world
        .as(ADA)
        .messages(MENTORING)
        .findLast((m) => m.ephemeral)?.text,
    ).toContain('Thank you');
    expect((await card(ADA)).text).toContain('Someone is willing to host.');
  });

  it('are reached from Home and the shortcut, and list what is one’s own', async () => {
    await setUp();
    const dana = world.as(DANA);
    await dana.openHome();
    await world.settle();
    await dana.click({ viewId: String(dana.home()?.id), actionId: ids.list });
    const list = await openModal(DANA);
    expect(saidIn(list.blocks)).toContain('Tuesdays at 11:00');
    await dana.click({ viewId: String(list.id), actionId: ids.pause });
    await world.slack.until(() => saidIn(dana.modal()?.blocks).includes('It’s paused.'), 'the list anew');
    await world.as(ADA).shortcut(ids.shortcut);
    const empty = await openModal(ADA);
    expect(saidIn(empty.blocks)).not.toContain('Tuesdays');
    await world.as(ADA).click({ viewId: String(empty.id), actionId: ids.setUp });
    await world.slack.until(() => saidIn(world.as(ADA).modal()?.blocks).includes('Days off'), 'the form');
    const refused = await world.as(ADA).submit({ fill: { channel: MENTORING, holidays: 'Christmas' } });
    expect(JSON.stringify(refused)).toContain('is no date');
    const told = await world.as(ADA).submit({ fill: { channel: MENTORING, holidays: '2026-12-24' } });
    expect(JSON.stringify(told)).toContain('Only who set this moment up');
    expect(saidIn(world.as(ADA).modal()?.blocks)).toContain('Days off');
  });
});

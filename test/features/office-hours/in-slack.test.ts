import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { pauseMember } from '../../../src/features/members/service.ts';
import { book, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { ids } from '../../../src/features/office-hours/views/index.ts';
import { handBack, sessionsOf } from '../../../src/features/sessions/service/index.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';
import { aForm, GOAL } from './setup.ts';

const [ADA, BRAM, DANA, HIRO] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0HIRO'];
const TUESDAY = Temporal.Instant.from('2026-03-03T14:00:00Z');

/** What the modal is filled in with: Tuesdays at 15:00 in Berlin, four slots. */
const filled = {
  topics: ['Kubernetes'],
  rhythm: 'weekly',
  firstOn: '2026-03-03',
  time: '15:00',
  zone: 'Europe/Berlin',
  minutes: '60',
  slots: '15',
  place: 'thread',
  audience: 'everybody',
};

describe('Office hours, on the embedded Slack', () => {
  let world: World;
  const hold = (different = {}) => world.work((tx) => holdHours(tx, BRAM, aForm(different)));
  const keep = (hoursId: string, by: string, seat: number | undefined, date = '2026-03-03') =>
    world.work((tx) => book(tx, by, { hoursId, date, seat, goal: GOAL }));
  /** What `/mentor hours` answers. */
  const list = async (id: string) => {
    await world.as(id).command('/mentor hours');
    await world.settle();
    const message = world
      .as(id)
      .messages()
      .findLast((m) => m.ephemeral && m.text === 'Office hours');
    return { text: saidIn(message?.blocks), place: { channel: world.as(id).appDm(), ts: String(message?.ts) } };
  };
  const openModal = async (id: string) => world.slack.until(() => world.as(id).modal(), 'a modal');

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('are opened in a modal, announced, booked from the channel, and become a session of the two', async () => {
    const bram = world.as(BRAM);
    await bram.command('/mentor hours');
    await world.settle();
    const own = bram.messages().findLast((m) => m.ephemeral)!;
    await bram.click({ channel: bram.appDm(), ts: own.ts, actionId: ids.hold });
    expect(saidIn((await openModal(BRAM)).blocks)).toContain('Bookable slots or drop-in?');
    const sent = await bram.submit({ fill: { ...filled, channel: 'C0MENTORING' } });
    expect(sent).toMatchObject({ ok: true });
    await world.settle();
    expect(newest(bram).text).toContain('Your office hours on Kubernetes are open.');

    const post = bram.messages('C0MENTORING').at(-1)!;
    expect(saidIn(post.blocks)).toContain('Office hours on Kubernetes with <@U0BRAM>');
    const ada = world.as(ADA);
    await ada.click({ channel: 'C0MENTORING', ts: post.ts, actionId: ids.book });
    const modal = await openModal(ADA);
    expect(saidIn(modal.blocks)).toContain('Tue 3 Mar, 14:00');
    await ada.submit({ fill: { when: 'Tue 3 Mar, 14:15', goal: GOAL } });
    await world.settle();
    expect(newest(ada).text).toMatch(/Booked: .* with <@U0BRAM>/);

    await world.travelTo(TUESDAY.subtract({ minutes: 44 }));
    expect(newest(bram).text).toContain('1 person comes');
    expect(newest(bram).text).toContain(GOAL);
    expect(newest(ada).text).toContain('Office hours: *Kubernetes* with <@U0BRAM>');

    await world.travelTo(TUESDAY.add({ minutes: 16 }));
    const [session] = await world.work((tx) => sessionsOf(tx, ADA, ['open']));
    expect(session).toMatchObject({ mentorId: BRAM, minutes: 15, format: 'thread', goal: GOAL });
    const card = ada.messages(session!.place!.channel).find((m) => m.ts === session!.place!.rootTs);
    expect(saidIn(card?.blocks)).toContain('Icebreaker');
    expect(newest(ada).text).toContain('your conversation has begun');
  });

  it('say at the field what is missing, and keep the modal open', async () => {
    const bram = world.as(BRAM);
    const { place } = await list(BRAM);
    await bram.click({ ...place, actionId: ids.hold });
    await openModal(BRAM);
    const answer = await bram.submit({ fill: { ...filled, place: 'video', lastOn: '2026-03-01' } });
    expect(answer).toMatchObject({ ok: false });
    expect(JSON.stringify(answer)).toContain('beginning with https://');
    expect(JSON.stringify(answer)).toContain('before the first');
  });

  it('tell the host how to invite the app into a channel, and are announced once it is there', async () => {
    const bram = world.as(BRAM);
    const { place } = await list(BRAM);
    await bram.click({ ...place, actionId: ids.hold });
    await openModal(BRAM);
    await bram.submit({ fill: { ...filled, channel: 'C0ENGINEERING' } });
    await world.settle();
    const told = (words: string) => bram.messages().filter((m) => saidIn(m.blocks).includes(words));
    expect(told('/invite @Bitewise')).toHaveLength(1);
    expect(saidIn(bram.messages('C0ENGINEERING').at(-1)?.blocks)).not.toContain('Office hours on Kubernetes');
    await bram.invite('C0ENGINEERING', 'U0APP');
    await world.settle();
    expect(told('/invite @Bitewise')).toEqual([]);
    expect(told('are announced in <#C0ENGINEERING> now')).toHaveLength(1);
    expect(saidIn(bram.messages('C0ENGINEERING').at(-1)?.blocks)).toContain('Office hours on Kubernetes');
  });

  it('are offered to whoever searches for their topic', async () => {
    await hold();
    await world.as(ADA).command('/mentor kubernetes');
    await world.settle();
    const card = world
      .as(ADA)
      .messages()
      .findLast((m) => m.ephemeral)!;
    expect(saidIn(card.blocks)).toContain('*Office hours* with <@U0BRAM>');
    await world.as(ADA).click({ channel: world.as(ADA).appDm(), ts: card.ts, actionId: ids.book });
    expect(saidIn((await openModal(ADA)).blocks)).toContain('slots of 15 minutes');
  });

  it('are listed with what one holds and has kept, and are skipped, given up and ended from there', async () => {
    const { id } = await hold();
    await keep(id, ADA, 0);
    const ada = await list(ADA);
    expect(ada.text).toContain('Your places in office hours');
    await world.as(ADA).click({ ...ada.place, actionId: ids.cancelHere });
    await world.settle();
    const after = world
      .as(ADA)
      .messages()
      .findLast((m) => m.ephemeral);
    expect(saidIn(after?.blocks)).not.toContain('Your places in office hours');
    await keep(id, ADA, 1);

    const bram = await list(BRAM);
    expect(bram.text).toContain('1 person comes');
    await world.as(BRAM).click({ ...bram.place, actionId: ids.skipHere });
    await world.settle();
    expect(newest(world.as(ADA)).text).toContain('are off');
    const again = await list(BRAM);
    await world.as(BRAM).click({ ...again.place, actionId: ids.endHere });
    await world.settle();
    expect((await list(ADA)).text).toContain('There are none with a free place right now.');
  });

  it('stand in Home, where they can be booked, held and given up', async () => {
    const ada = world.as(ADA);
    await ada.openHome();
    await world.settle();
    await hold();
    const home = () => ({ viewId: String(ada.home()?.id), text: saidIn(ada.home()?.blocks) });
    await ada.click({ viewId: home().viewId, actionId: ids.list });
    const modal = await openModal(ADA);
    expect(saidIn(modal.blocks)).toContain('Upcoming office hours');
    await ada.click({ viewId: String(modal.id), actionId: ids.book });
    await world.slack.until(() => saidIn(ada.modal()?.blocks).includes('What would you like'), 'the choice of a place');
    await ada.submit({ fill: { goal: GOAL } });
    await world.settle();
    expect(home().text).toContain('Your places in office hours');
    await ada.click({ viewId: home().viewId, actionId: ids.cancel });
    await world.settle();
    expect(home().text).not.toContain('Your places in office hours');

    const bram = world.as(BRAM);
    await bram.openHome();
    await world.settle();
    await bram.click({ viewId: String(bram.home()?.id), actionId: ids.skip });
    await world.settle();
    expect(saidIn(bram.home()?.blocks)).toContain('Next: ');
    await bram.click({ viewId: String(bram.home()?.id), actionId: ids.end });
    await world.settle();
    expect(saidIn(bram.home()?.blocks)).not.toContain('You hold');
  });

  it('that the host hands back after hours are told of in the asker’s working hours, in one message', async () => {
    const { id: hoursId } = await hold({ time: '22:00' });
    await keep(hoursId, ADA, 0);
    await world.travelTo(Temporal.Instant.from('2026-03-03T21:01:00Z'));
    const ada = world.as(ADA);
    const [session] = await world.work((tx) => sessionsOf(tx, BRAM, ['open']));
    const before = ada.messages().length;
    await world.work((tx) => handBack(tx, session!.id, BRAM));
    await world.travel({ hours: 3 });
    expect(ada.messages().slice(before)).toEqual([]);
    await world.travel({ hours: 12 });
    expect(
      ada
        .messages()
        .slice(before)
        .map((m) => m.text),
    ).toEqual([expect.stringContaining('can’t make it')]);
    const jobs = await world.app().deps.db.read.selectFrom('job').select(['kind', 'outcome', 'attempt']).execute();
    const edits = jobs.filter((job) => job.kind === 'requests.progress-changed');
    expect(edits.length).toBeGreaterThan(0);
    expect(edits.every((job) => job.outcome === 'skipped' && job.attempt === 1)).toBe(true);
  });

  it('open from the shortcut', async () => {
    await hold();
    await world.as(ADA).shortcut(ids.shortcut);
    expect(saidIn((await openModal(ADA)).blocks)).toContain('Kubernetes');
  });

  it('with an open door let somebody in at once, with the link of the call in the thread', async () => {
    const link = 'https://meet.example/bram?x=1&y=2';
    await hold({ slotMinutes: undefined, capacity: 5, place: 'video', link });
    await world.travelTo(TUESDAY.add({ minutes: 10 }));
    const { text, place } = await list(ADA);
    expect(text).toContain('open now');
    await world.as(ADA).click({ ...place, actionId: ids.book });
    expect(saidIn((await openModal(ADA)).blocks)).toContain('Now, until');
    await world.as(ADA).submit({ fill: { goal: GOAL } });
    await world.settle(60);
    const [session] = await world.work((tx) => sessionsOf(tx, ADA, ['open']));
    expect(session).toMatchObject({ format: 'video', minutes: 20 });
    const thread = world.as(ADA).thread(session!.place!.channel, session!.place!.rootTs);
    expect(thread.map((m) => m.text).join('\n')).toContain('https://meet.example/bram?x=1&amp;y=2');
  });

  it('refuse kindly what comes late, twice, or from the wrong person', async () => {
    const { id } = await hold();
    const { booking } = await keep(id, ADA, 0);
    await world.settle();
    const theirs = await list(ADA);
    const mine = await list(BRAM);
    // Ada's buttons in the hands of somebody else, and the host's too.
    for (const [actionId, value, words] of [
      [ids.cancel, booking.id, 'Only the person who has this place'],
      [ids.skip, `${id}/2026-03-03`, 'Only the host'],
      [ids.skip, 'nonsense', 'out of date'],
      [ids.end, id, 'Only the host'],
      [ids.book, 'nonsense', 'have ended'],
    ] as const) {
      expect(await pressed(HIRO, actionId, value)).toContain(words);
    }
    await world.as(BRAM).click({ ...mine.place, actionId: ids.endHere });
    await world.settle();
    await world.as(ADA).click({ ...theirs.place, actionId: ids.cancelHere });
    await world.settle();
    expect(whispered(world.as(ADA))).toContain('nothing to give up');
  });

  /** What somebody is told who presses a button that was made for another person. */
  async function pressed(by: string, actionId: string, value: string): Promise<string> {
    const text = { type: 'plain_text' as const, text: 'x' };
    const blocks = [{ type: 'actions', elements: [{ type: 'button' as const, action_id: actionId, text, value }] }];
    await world.app().deps.workspace.slack.chat.postEphemeral({ channel: 'C0MENTORING', user: by, text: 'x', blocks });
    const seen = () =>
      world
        .as(by)
        .messages('C0MENTORING')
        .filter((m) => m.ephemeral);
    await world.as(by).click({ channel: 'C0MENTORING', ts: String(seen().at(-1)?.ts), actionId });
    await world.settle();
    return seen().at(-1)?.text ?? '';
  }

  it('are marked where a leader holds them, as the settings say', async () => {
    await world.work((tx) => saveSettings(tx, DANA, { leaderIds: [BRAM] }));
    await hold();
    expect((await list(ADA)).text).toContain('<@U0BRAM> (leader)');
  });

  it('of a host on a break are not listed, and who had a place hears of it', async () => {
    const { id } = await hold();
    await keep(id, ADA, 0);
    await world.work((tx) => pauseMember(tx, BRAM, undefined));
    expect((await list(ADA)).text).toContain('There are none');
    expect(newest(world.as(ADA)).text).toContain('are off');
  });
});

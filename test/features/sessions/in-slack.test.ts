import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { ownerIds } from '../../../src/features/members/service.ts';
import type { NewSession } from '../../../src/features/sessions/service/index.ts';
import { createWorld, type World, type WorldOptions } from '../../support/world.ts';
import { GOAL, MENTEE, MENTOR, openOne, session } from './setup.ts';

const worlds: World[] = [];
const folders: string[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A database that outlives the app. */
function aFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-sessions-'));
  folders.push(folder);
  return `file:${join(folder, 'app.db')}`;
}

type Prepare = (world: World) => Promise<unknown>;

/** A session that has just been opened, and ways to look at it from both sides. */
async function aSession(different: Partial<NewSession> = {}, options: WorldOptions = {}, prepare?: Prepare) {
  const world = await createWorld({ ...options });
  worlds.push(world);
  await prepare?.(world);
  const id = await world.work((tx) => openOne(tx, different));
  await world.settle();
  const { place } = await world.work((tx) => session(tx, id));
  if (!place) throw new Error('The card was not posted');
  const { channel, rootTs } = place;
  const [mentee, mentor] = [world.as(MENTEE), world.as(MENTOR)];
  const said = () =>
    mentee
      .thread(channel, rootTs)
      .slice(1)
      .filter((m) => !m.ephemeral)
      .map((m) => m.text);
  return {
    world,
    id,
    channel,
    mentee,
    mentor,
    said,
    card: () => JSON.stringify(mentee.thread(channel, rootTs)[0]),
    click: async (who: typeof mentee, actionId: string, ts = rootTs) => {
      await who.click({ channel, ts, actionId });
      await world.settle(0);
    },
    say: (who: typeof mentee, text: string) => who.say({ channel, threadTs: rootTs, text }),
    whispered: (who: typeof mentee) =>
      [...who.messages(channel), ...who.thread(channel, rootTs)].filter((m) => m.ephemeral).map((m) => m.text),
    now: () => world.work((tx) => session(tx, id)),
  };
}

const nudges = (said: string[]) => said.filter((text) => /Half time|minutes left|time is up/.test(text));

describe('a session in Slack', () => {
  it('opens as a card in a group DM with goal, length, people, question and buttons', async () => {
    const { card, world, channel } = await aSession();
    for (const part of ['Kubernetes', GOAL, '20 minutes', `<@${MENTEE}>`, `<@${MENTOR}>`, 'Icebreaker']) {
      expect(card()).toContain(part);
    }
    expect(card()).toMatch(/"Start".*"Pick a time".*"Wrap up".*"Can’t make it"/);
    expect(
      world
        .as(MENTOR)
        .conversations()
        .find((c) => c.id === channel),
    ).toMatchObject({ kind: 'mpim' });
  });

  it('runs by Start, nudges at half time, five minutes before the end and at the end, and closes itself', async () => {
    const { click, mentee, mentor, said, card, world, say, now } = await aSession();
    await click(mentee, 'sessions.start');
    await world.settle();
    expect(card()).toContain('20 minutes of 20 left');
    await say(mentee, 'Hello, thank you for the time');
    await say(mentor, 'Glad to, tell me');
    await world.travel({ minutes: 10 });
    expect(nudges(said())).toHaveLength(1);
    expect(card()).toContain('10 minutes of 20 left');
    await world.travel({ minutes: 5 });
    expect(card()).toContain('5 minutes of 20 left');
    await world.travel({ minutes: 5 });
    expect(nudges(said())).toHaveLength(3);
    expect(card()).toContain('Time is up');
    await world.travel({ minutes: 16 });
    expect(await now()).toMatchObject({ state: 'ended', ending: 'time ran out' });
    for (const who of [mentee, mentor]) expect(who.messages().at(-1)?.text).toContain('is closed. If you talked');
  });

  it('begins the clock by itself once both have written, in the thread or beside it', async () => {
    const { mentee, mentor, say, world, now, channel } = await aSession();
    await say(mentee, 'Hello');
    await world.settle();
    expect((await now()).state).toBe('open');
    await mentor.say({ channel, text: 'Hello to you' });
    await world.settle();
    expect((await now()).state).toBe('running');
  });

  it('adds five minutes twice, moves the nudges with the end, and says no to a third time', async () => {
    const { click, mentee, mentor, say, said, world, now, whispered } = await aSession();
    await click(mentor, 'sessions.start');
    await say(mentee, 'Hello');
    await say(mentor, 'Hello');
    await world.travel({ minutes: 16 });
    const { endsAt } = await now();
    await click(mentee, 'sessions.extend');
    await click(mentor, 'sessions.extend');
    await world.settle();
    expect((await now()).endsAt).toEqual(endsAt?.add({ minutes: 10 }));
    await expect(click(mentee, 'sessions.extend')).rejects.toThrow('nothing here with the action');
    await world.travel({ minutes: 15 });
    expect(said().filter((t) => t.includes('Half time'))).toHaveLength(1);
    expect(said().filter((t) => t.includes('minutes left, until'))).toHaveLength(2);
    expect(said().filter((t) => t.includes('time is up'))).toHaveLength(1);
    expect(whispered(mentee)).toEqual([]);
  });

  it('nudges whoever is due after ten silent minutes, and after ten more offers another time without blame', async () => {
    const { click, mentee, mentor, say, said, world, now, card, channel } = await aSession();
    await say(mentee, 'Hello, are you around?');
    await world.travel({ minutes: 10 });
    expect(said().filter((t) => t.includes('are you there?'))).toEqual([expect.stringContaining(`<@${MENTOR}>`)]);
    expect(said().at(-1)).not.toContain(`<@${MENTEE}>`);
    await world.travel({ minutes: 11 });
    expect(await now()).toMatchObject({ state: 'ended', ending: 'nobody came' });
    expect(said().at(-1)).toContain('pick another time');
    const offer = mentor.thread(channel, (await now()).place?.rootTs ?? '').at(-1);
    await click(mentor, 'sessions.pick-time', offer?.ts);
    const time = world.clock.now().add({ hours: 24 });
    await mentor.submit({ fill: { time: Math.floor(time.epochMilliseconds / 1000) } });
    await world.settle();
    expect(await now()).toMatchObject({ state: 'planned', ending: undefined });
    expect(card()).toContain('Planned for');
    await world.travelTo(time.add({ seconds: 30 }));
    expect((await now()).state).toBe('open');
    expect(said().at(-1)).toContain('it’s time');
  });

  it('takes the wrap-up of both, one after the other, without doubling anything', async () => {
    const { click, mentee, mentor, say, said, world, now, channel, id } = await aSession();
    await click(mentee, 'sessions.start');
    await say(mentee, 'Hello');
    await say(mentor, 'Hello');
    await world.settle();
    await click(mentee, 'sessions.wrap-up');
    const first = {
      recap: 'The probe was too strict',
      when1: 'I deploy next',
      will1: 'raise the timeout',
      owner1: 'mentee',
    };
    expect(await mentee.submit({ fill: { recap: 'x', when1: 'only half' } })).toMatchObject({
      errors: { will1: expect.stringContaining('Say what will happen') },
    });
    expect(await mentee.submit({ fill: first })).toEqual({ ok: true });
    await world.settle();
    expect(await now()).toMatchObject({ state: 'ended', ending: 'wrapped up' });
    await click(mentor, 'sessions.wrap-up');
    const same = { when1: 'I deploy  NEXT', will1: 'Raise the timeout', owner1: 'mentee' };
    const modal = mentor.modal();
    await mentor.click({ viewId: String(modal?.id), actionId: 'sessions.one-more-step' });
    await world.settle(0);
    await mentor.submit({
      fill: { recap: 'And the image was old', ...same, when2: 'I review', will2: 'look at probes' },
    });
    await world.settle();
    const recaps = mentor
      .thread(channel, (await now()).place?.rootTs ?? '')
      .filter((m) => m.text.includes('Wrapped up'));
    expect(recaps).toHaveLength(1);
    const shown = JSON.stringify(recaps[0]);
    for (const part of ['The probe was too strict', 'And the image was old', 'raise the timeout', 'look at probes']) {
      expect(shown.split(part)).toHaveLength(2);
    }
    expect(said().at(-1)).toContain(`<@${MENTOR}> added to the wrap-up`);
    const kept = await world.work((tx) =>
      tx.db.selectFrom('action').selectAll().where('session_id', '=', id).execute(),
    );
    expect(kept.map((a) => a.due_on)).toEqual(['2026-03-05', '2026-03-05']);
  });

  it('goes on in the middle after a restart: nothing is lost, nothing is said twice', async () => {
    const { click, mentee, mentor, say, said, world, now, card } = await aSession({}, { databaseUrl: aFile() });
    await click(mentee, 'sessions.start');
    await say(mentee, 'Hello');
    await say(mentor, 'Hello');
    await world.travel({ minutes: 12 });
    await world.stopApp();
    world.clock.moveBy({ minutes: 4 });
    await world.startApp();
    expect(nudges(said())).toEqual([expect.stringContaining('Half time'), expect.stringContaining('minutes left')]);
    await world.stopApp();
    await world.startApp();
    await world.travel({ minutes: 25 });
    expect(nudges(said())).toHaveLength(3);
    expect(said().filter((t) => t.includes('clock is running'))).toHaveLength(1);
    expect(await now()).toMatchObject({ state: 'ended', ending: 'time ran out' });
    expect(card()).toContain('Over since');
    for (const who of [mentee, mentor]) {
      expect(who.messages().filter((m) => m.text.includes('is closed. If you talked'))).toHaveLength(1);
    }
  });

  it('does not say late what no longer helps: half time is left out when the app was away', async () => {
    const { click, mentee, mentor, say, said, world } = await aSession({}, { databaseUrl: aFile() });
    await click(mentee, 'sessions.start');
    await say(mentee, 'Hello');
    await say(mentor, 'Hello');
    await world.settle();
    await world.stopApp();
    world.clock.moveBy({ minutes: 17 });
    await world.startApp();
    expect(nudges(said())).toEqual([expect.stringContaining('3 minutes left')]);
  });

  it('tells whoever presses Start second that the clock runs, and changes nothing', async () => {
    const { click, mentee, mentor, world, whispered } = await aSession();
    await Promise.all([click(mentee, 'sessions.start'), click(mentor, 'sessions.start')]);
    await world.settle();
    expect([...whispered(mentee), ...whispered(mentor)].filter((t) => t.includes('already running'))).toHaveLength(1);
  });

  it('ends decently when one of them leaves the company, and says what to do next', async () => {
    const { click, mentee, mentor, say, world, now } = await aSession();
    await click(mentee, 'sessions.start');
    await say(mentor, 'Hello');
    await world.slack.people.deactivate(MENTOR);
    await world.settle();
    expect(await now()).toMatchObject({ state: 'ended', ending: 'somebody left' });
    expect(mentee.messages().at(-1)?.text).toContain('has ended early');
  });

  it('is a thread in the sessions channel where there is one, and a group DM where the app is not let in', async () => {
    const inChannel = (channel: string) => async (world: World) => {
      await world.as(MENTEE).invite('C0GENERAL', world.app().deps.workspace.botUserId);
      await world.work(async (tx) => {
        const owner = (await ownerIds(tx))[0] ?? '';
        await saveSettings(tx, owner, { sessionsChannel: channel });
      });
    };
    const thread = await aSession({}, {}, inChannel('C0GENERAL'));
    expect(thread.channel).toBe('C0GENERAL');
    await thread.say(thread.mentee, 'Hello');
    await thread.say(thread.mentor, 'Hello');
    await thread.mentor.say({ channel: 'C0GENERAL', text: 'Something else altogether' });
    await thread.world.settle();
    expect((await thread.now()).state).toBe('running');
    const direct = await aSession({}, {}, inChannel('C0NOWHERE'));
    expect(direct.mentor.conversations().find((c) => c.id === direct.channel)).toMatchObject({ kind: 'mpim' });
  });

  it('counts what one person writes as one voice, even when Slack delivers it twice', async () => {
    const { world, mentee, say, now } = await aSession();
    world.slack.faults.add({ method: 'event:message', kind: 'duplicate-event', times: 3 });
    await say(mentee, 'Hello');
    await say(mentee, 'Are you there?');
    await world.settle();
    expect(await now()).toMatchObject({ state: 'open', mentorSpokeAt: undefined });
  });

  it('without a time asks once the next working day, and shows the time that was picked', async () => {
    const { world, mentee, mentor, now, click, card } = await aSession({ at: 'later', format: 'huddle' });
    expect(card()).toContain('No time yet');
    await world.travel({ hours: 23 });
    expect(mentee.messages().filter((m) => m.text.includes('there’s no time yet'))).toHaveLength(0);
    await world.travel({ hours: 2 });
    const asked = [mentee, mentor].map((who) => who.messages().filter((m) => m.text.includes('there’s no time yet')));
    expect(asked.map((messages) => messages.length)).toEqual([1, 1]);
    const [question] = asked[1] ?? [];
    await mentor.click({ channel: mentor.appDm(), ts: question?.ts ?? '', actionId: 'sessions.pick-time' });
    await world.settle(0);
    const time = world.clock.now().add({ hours: 2 });
    await mentor.submit({ fill: { time: Math.floor(time.epochMilliseconds / 1000) } });
    await world.settle();
    expect(mentee.messages().filter((m) => m.text.includes('there’s no time yet'))).toHaveLength(0);
    expect(JSON.stringify(mentee.messages().at(-1))).toContain('You and');
    await world.travelTo(time.add({ seconds: 20 }));
    await click(mentor, 'sessions.start');
    await world.travel({ minutes: 40 });
    expect(await now()).toMatchObject({ state: 'ended', ending: 'time ran out' });
  });

  it('handed back before the start, it is closed on the card and the one who asked hears of it', async () => {
    const { click, mentor, mentee, card, world } = await aSession();
    await click(mentor, 'sessions.call-off');
    await world.settle();
    expect(card()).toContain('Handed back before it began');
    expect(card()).not.toContain('sessions.start');
    expect(mentee.messages().map((m) => m.text)).toContainEqual(expect.stringContaining('can’t make it'));
  });

  it('called off by the one who asked, it is cancelled and the mentor hears of it', async () => {
    const { click, mentor, mentee, card, world } = await aSession();
    await click(mentee, 'sessions.call-off');
    await world.settle();
    expect(card()).toContain('Cancelled before it began');
    expect(mentor.messages().map((m) => m.text)).toContainEqual(expect.stringContaining('no longer needs'));
  });
});

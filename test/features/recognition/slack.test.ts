import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { agreeToShow } from '../../../src/features/recognition/service/thanks.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { lookedBack } from '../../../src/features/sessions/service/index.ts';
import type { Settings } from '../../../src/features/settings/rules/index.ts';
import { saidIn } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA, HIRO] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0HIRO'];
/** The app is in the first of these and not in the second. */
const [MENTORING, ENGINEERING] = ['C0MENTORING', 'C0ENGINEERING'];
const utc = (text: string) => Temporal.Instant.from(`2026-03-${text}:00Z`);
const FRIDAY = utc('06T14:00');

describe('The digest, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ at: FRIDAY });
  });
  afterEach(() => world.close());

  const posts = (channel = MENTORING) =>
    world
      .as(DANA)
      .messages(channel)
      .filter((message) => message.user === world.slack.state.app.botUserId);
  const set = (patch: Partial<Settings>) => world.work((tx) => saveSettings(tx, DANA, { zone: 'UTC', ...patch }));
  const help = (menteeId = ADA, mentorId = BRAM, isPublic = true) =>
    world.work(async (tx) => {
      const session = await heldSession(tx, menteeId, mentorId, 'Kubernetes');
      await planReflections(tx, session);
      await lookedBack(tx, session.id, { isUseful: true });
      const words = 'Thank you for going through the events with me.';
      const given = { sessionId: session.id, giverId: menteeId, receiverId: mentorId, words, isPublic };
      await agreeToShow(tx, await giveThanks(tx, given), mentorId, true);
    });

  it('is posted on Monday at ten, with plain names, once a week, and not when nothing happened', async () => {
    await set({ digestChannel: MENTORING });
    await help();
    await help(HIRO, BRAM, false);
    await world.travelTo(utc('09T09:59'));
    expect(posts()).toEqual([]);
    await world.travelTo(utc('09T10:01'));
    expect(posts()).toHaveLength(1);
    const said = saidIn(posts()[0]?.blocks);
    expect(said).toContain('*Bram de Vries*: someone found it useful');
    expect(said).toContain('Ada Okafor to Bram de Vries\nThank you for going through the events with me.');
    expect(said.match(/going through the events/g)).toHaveLength(1);
    expect(JSON.stringify(posts()[0])).not.toMatch(/<@|<!/);
    await world.travelTo(utc('16T10:01'));
    expect(posts()).toHaveLength(1);
    await world.travelTo(utc('18T10:00'));
    await help();
    await world.travelTo(utc('23T10:01'));
    expect(posts()).toHaveLength(2);
  });

  it('comes at the time that the owner sets, and not at the one before', async () => {
    await set({ digestChannel: MENTORING });
    await set({ digestTime: { days: [2], time: '15:30' } });
    await help();
    await world.travelTo(utc('10T15:29'));
    expect(posts()).toEqual([]);
    await world.travelTo(utc('10T15:31'));
    expect(posts()).toHaveLength(1);
    await set({ digestTime: { days: [4], time: '12:00' } });
    await help();
    await world.travelTo(utc('12T11:59'));
    expect(posts()).toHaveLength(1);
    await world.travelTo(utc('12T12:01'));
    expect(posts()).toHaveLength(2);
  });

  it('tells the owner once how to invite the app, and is posted once the app is there', async () => {
    await set({ digestChannel: ENGINEERING });
    await help();
    await world.travelTo(utc('09T10:05'));
    expect(posts(MENTORING)).toEqual([]);
    const told = () =>
      world
        .as(DANA)
        .messages()
        .filter((m) => m.text.includes('/invite @Bitewise'));
    expect(told()).toHaveLength(1);
    expect(told()[0]?.text).toContain(`I wasn’t in <#${ENGINEERING}>.`);
    await world.travelTo(utc('11T15:00'));
    await world.as(BRAM).invite(ENGINEERING, world.slack.state.app.botUserId);
    await world.settle();
    expect(
      world
        .as(BRAM)
        .messages(ENGINEERING)
        .filter((m) => m.user === world.slack.state.app.botUserId && m.blocks),
    ).toHaveLength(1);
    // What it asked for is done.
    expect(told()).toEqual([]);
    const settled = world
      .as(DANA)
      .messages()
      .filter((m) => m.text.includes('That digest got through after all.'));
    expect(settled).toHaveLength(1);
  });

  it('is not posted in a later week when nobody let the app in', async () => {
    await set({ digestChannel: ENGINEERING });
    await help();
    await world.travelTo(utc('09T10:05'));
    await world.travelTo(utc('16T09:00'));
    await world.as(BRAM).invite(ENGINEERING, world.slack.state.app.botUserId);
    await world.settle();
    const there = () =>
      world
        .as(BRAM)
        .messages(ENGINEERING)
        .filter((m) => m.user === world.slack.state.app.botUserId && m.blocks);
    expect(there()).toEqual([]);
    await world.travelTo(utc('16T10:01'));
    expect(there()).toHaveLength(1);
    expect(saidIn(there()[0]?.blocks)).toContain('Bram de Vries');
  });

  it('is posted once after a downtime within its week, and left out after a longer one', async () => {
    await world.close();
    const folder = mkdtempSync(join(tmpdir(), 'bitewise-digest-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    world = await createWorld({ at: FRIDAY, databaseUrl: `file:${join(folder, 'bitewise.db')}` });
    await set({ digestChannel: MENTORING });
    await help();
    await world.stopApp();
    world.clock.moveTo(utc('11T08:00'));
    await world.startApp();
    expect(posts()).toHaveLength(1);
    await help();
    await world.stopApp();
    world.clock.moveTo(utc('23T09:00'));
    await world.startApp();
    expect(posts()).toHaveLength(1);
    await world.travelTo(utc('23T10:01'));
    expect(posts()).toHaveLength(2);
  });

  it('is not posted where no channel is set', async () => {
    await help();
    await world.travelTo(utc('09T10:30'));
    const channels = world
      .as(DANA)
      .conversations()
      .filter((c) => c.kind === 'channel');
    expect(channels.flatMap((c) => posts(c.id))).toEqual([]);
  });
});

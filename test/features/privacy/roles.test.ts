import { describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { acceptNewcomer, meet, setWelcoming } from '../../../src/features/buddies/service/index.ts';
import { adminContacts, isOwner, requireMember } from '../../../src/features/members/service.ts';
import { holdHours, overviewOf } from '../../../src/features/office-hours/service/index.ts';
import { book } from '../../../src/features/office-hours/service/places.ts';
import { GONE } from '../../../src/features/privacy/rules.ts';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { startSession } from '../../../src/features/sessions/service/index.ts';
import { askingWorld } from '../../support/asking.ts';
import { saidIn } from '../../support/dm.ts';
import { storedOf, toldOf, troubled } from '../../support/traces.ts';
import { aForm, GOAL } from '../office-hours/setup.ts';
import { openOne, session } from '../sessions/setup.ts';

const [ADA, BRAM, DANA, ELIF, NEWCOMER] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0ELIF', 'U0NEW'];

/** Each is erased in the midst of something; the others read a true sentence, and nothing of the app fails for it. */
describe('A deletion in the midst of things', () => {
  const { world, ask, offers } = askingWorld();
  /** Everything that somebody reads in their DM with the app. */
  const read = (id: string, channel = world().as(id).appDm()) =>
    world()
      .as(id)
      .messages(channel)
      .map((m) => saidIn(m.blocks) || m.text)
      .join('\n');

  async function erase(id: string): Promise<void> {
    const { name } = await world().work((tx) => requireMember(tx, id));
    await world().work((tx) => deleteData(tx, id));
    await world().settle(60);
    await world().travel({ hours: 24 * 8 });
    expect(await troubled(world())).toEqual([]);
    expect(await storedOf(world(), { id, name })).toEqual([]);
    expect(toldOf(world(), { id, name })).toEqual([]);
  }

  it('of the owner of Bitewise leaves the workspace with those whom Slack calls owners', async () => {
    await world().as(BRAM).openHome();
    await world().work((tx) => saveSettings(tx, DANA, { ownerIds: [BRAM], leaderIds: [BRAM, ELIF] }));
    expect(await world().work((tx) => adminContacts(tx))).toEqual([BRAM]);
    await erase(BRAM);
    expect(await world().work((tx) => isOwner(tx, BRAM))).toBe(false);
    expect(await world().work((tx) => adminContacts(tx))).toEqual([DANA]);
  });

  it('of an owner of the Slack workspace does not lock the others out', async () => {
    await world().work((tx) => saveSettings(tx, DANA, { ownerIds: [DANA, BRAM] }));
    await erase(DANA);
    expect(await world().work((tx) => adminContacts(tx))).toEqual([BRAM]);
  });

  it('of a host tells who had a place that it is off, and takes the hours out of the list', async () => {
    await world().work(async (tx) => {
      const hours = await holdHours(tx, BRAM, aForm({ channel: 'C0MENTORING' }));
      await book(tx, ADA, { hoursId: hours.id, date: '2026-03-03', seat: 0, goal: GOAL });
    });
    await world().settle();
    await erase(BRAM);
    expect(read(ADA)).toMatch(/The office hours on Kubernetes with a former member, .*, are off/);
    const listed = await world().work((tx) => overviewOf(tx, ADA));
    expect(JSON.stringify(listed)).not.toContain('2026-03-10');
    const bookings = await world().app().deps.db.read.selectFrom('booking').select('state').execute();
    expect(bookings.map((b) => b.state)).not.toContain('booked');
  });

  it('of a guest of office hours tells the host, and frees the place', async () => {
    await world().work(async (tx) => {
      const hours = await holdHours(tx, BRAM, aForm());
      await book(tx, ADA, { hoursId: hours.id, date: '2026-03-03', seat: 0, goal: GOAL });
    });
    await world().settle();
    await erase(ADA);
    expect(read(BRAM)).toContain('No one has a place right now');
    expect(read(BRAM)).not.toContain(GOAL);
  });

  it('of a buddy tells the newcomer, who gets somebody else, and of the newcomer the buddy', async () => {
    await world().work(async (tx) => {
      await saveSettings(tx, DANA, { hasBuddies: true });
      await setWelcoming(tx, BRAM, true);
    });
    await world().slack.people.add({
      id: NEWCOMER,
      handle: 'new',
      realName: 'Nora Neu',
      timezone: 'Europe/Berlin',
    } as never);
    await world().settle(60);
    const pairs = () =>
      world().app().deps.db.read.selectFrom('buddy_pair').selectAll().orderBy('asked_at', 'desc').execute();
    const pair = async () => (await pairs())[0];
    const first = await pair();
    expect(first).toMatchObject({ buddy_id: BRAM, newcomer_id: NEWCOMER });
    await world().work((tx) => acceptNewcomer(tx, first!.id, BRAM));
    await world().settle();
    await world().work((tx) => meet(tx, first!.id, NEWCOMER));
    await world().settle();
    await world().work((tx) => setWelcoming(tx, ELIF, true));
    await erase(BRAM);
    expect(read(NEWCOMER)).toContain('can’t be your buddy any more. I’m looking for someone else');
    const second = await pair();
    expect(second).toMatchObject({ buddy_id: ELIF, newcomer_id: NEWCOMER });
    await erase(NEWCOMER);
    const open = (await pairs()).filter((one) => one.closed_at === null);
    expect(open).toEqual([]);
    expect(read(ELIF)).not.toContain('Without an answer by');
  });

  it('of somebody in a running session ends it, and the other reads why', async () => {
    const id = await world().work((tx) => openOne(tx, { menteeId: ADA, mentorId: BRAM }));
    await world().settle();
    await world().work((tx) => startSession(tx, id, ADA));
    await world().settle();
    const { place } = await world().work((tx) => session(tx, id));
    await world().as(ADA).say({ channel: place!.channel, threadTs: place!.rootTs, text: 'Hello' });
    await world().as(BRAM).say({ channel: place!.channel, threadTs: place!.rootTs, text: 'Hello' });
    await world().settle();
    await erase(ADA);
    expect(await world().work((tx) => session(tx, id))).toMatchObject({ state: 'ended' });
    expect(read(BRAM, place!.channel)).toContain('Ended early, because one of the two no longer takes part');
    expect(read(BRAM, place!.channel)).toContain('a former member');
    // They talked, so that Bram is asked what he makes of it, and Ada's part of it is not told.
    expect(read(BRAM)).toContain('You talked with a former member');
  });

  it('of a mentor who is being asked lets the request go on to the next', async () => {
    await offers('U0BRAM', 'Kubernetes', 3);
    await ask(world().as(ADA));
    expect(read(BRAM)).toContain('Kubernetes');
    await erase(BRAM);
    expect(read(ELIF)).toContain('Kubernetes');
    expect(read(ADA)).toContain('I found no one for Kubernetes');
  });

  it('of somebody who waits for an answer tells whom they asked that it is closed', async () => {
    await ask(world().as(ADA), { goal: 'stop being afraid of YAML' });
    await erase(ADA);
    expect(read(BRAM)).toBe(GONE);
    expect(read(BRAM)).not.toContain('afraid of YAML');
  });
});

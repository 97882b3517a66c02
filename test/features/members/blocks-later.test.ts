import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { acceptNewcomer, askPrompt as askBuddy, introduce } from '../../../src/features/buddies/service/index.ts';
import { insertPair } from '../../../src/features/buddies/store/pairs.ts';
import { startReport } from '../../../src/features/concerns/service/index.ts';
import { blockMember } from '../../../src/features/members/service/profile.ts';
import { insertQuietBlock, mayReach } from '../../../src/features/members/service.ts';
import { momentForm } from '../../../src/features/moments/rules/form.ts';
import { saveMoment, setWilling } from '../../../src/features/moments/service.ts';
import { book, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { queuePrompt } from '../../../src/features/prompts/service/index.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { acceptOffer } from '../../../src/features/requests/service/index.ts';
import { pickTime, sessionsOf } from '../../../src/features/sessions/service/index.ts';
import { iso } from '../../../src/time.ts';
import { ASKER, MENTOR, OTHER, READER, type Reporting, reportingWorld } from '../../support/concerns.ts';
import { onBothDatabases } from '../../support/database.ts';
import { aForm } from '../office-hours/setup.ts';

const MENTORING = 'C0MENTORING';
const at = (text: string) => Temporal.Instant.from(text);
/** Tuesday's office hours, 15:00 in Berlin, and before the host is reminded of them. */
const HOURS = at('2026-03-03T14:00:00Z');

onBothDatabases('What was under way when one blocked the other', (dialect) => {
  let w: Reporting;
  beforeEach(async () => {
    w = await reportingWorld(dialect);
    w.world.lookAway('what two people read of each other stands after a block, so that neither learns of it');
  });
  afterEach(() => w.world.close());

  const block = (by: string, other: string) => w.world.work((tx) => blockMember(tx, by, other));
  /** As by the form of a report about a quiet ask: the member does not know whom they block. */
  const blockQuietly = (by: string, other: string) =>
    w.world.work((tx) => insertQuietBlock(tx, { for_id: `for ${by}`, member_id: by, blocked_id: other }));
  const said = (id: string) => w.dmOf(w.as(id)).join('\n');
  const groupsOf = (id: string) =>
    w
      .as(id)
      .conversations()
      .filter((one) => one.kind === 'mpim').length;

  describe('a place in office hours:', () => {
    let hoursId: string;
    const GOAL = 'words of the guest';
    beforeEach(async () => {
      hoursId = await w.world.work(async (tx) => (await holdHours(tx, MENTOR, aForm())).id);
      await booked(ASKER, 0);
    });
    const booked = (id: string, seat: number, date = '2026-03-03') =>
      w.world.work((tx) => book(tx, id, { hoursId, date, seat, goal: `${GOAL} ${id}` }));

    it.each([
      [MENTOR, ASKER],
      [ASKER, MENTOR],
    ])('%s blocks %s: it is off, the guest hears so, and the host reads nothing of them', async (by, other) => {
      await booked(OTHER, 1);
      await block(by, other);
      await w.world.travelTo(HOURS.add({ minutes: 40 }));
      expect(said(ASKER)).toContain('are off.');
      expect(said(ASKER)).not.toContain('opens by itself');
      expect(said(MENTOR)).toContain(`${GOAL} ${OTHER}`);
      expect(said(MENTOR)).not.toContain(`${GOAL} ${ASKER}`);
      expect([groupsOf(ASKER), groupsOf(OTHER)]).toEqual([0, 1]);
    });

    it('of whoever had asked quietly does not come to the host, and nothing more can be booked', async () => {
      await booked(OTHER, 1);
      await blockQuietly(MENTOR, ASKER);
      await w.type(w.as(MENTOR), '/mentor hours');
      expect(said(MENTOR)).toContain('1 person comes');
      await w.world.travelTo(HOURS.add({ minutes: 40 }));
      expect(said(MENTOR)).toContain(`${GOAL} ${OTHER}`);
      expect(said(MENTOR)).not.toContain(`${GOAL} ${ASKER}`);
      expect(said(ASKER)).toContain('are off.');
      expect([groupsOf(ASKER), groupsOf(OTHER)]).toEqual([0, 1]);
      await expect(booked(ASKER, 2, '2026-03-10')).rejects.toThrow('No place there can be booked by you');
    });

    it('goes on where the host has read who comes, which would otherwise tell who asked', async () => {
      await w.world.travelTo(HOURS.subtract({ minutes: 20 }));
      expect(said(MENTOR)).toContain(`${GOAL} ${ASKER}`);
      await blockQuietly(MENTOR, ASKER);
      await w.world.travelTo(HOURS.add({ minutes: 10 }));
      expect(said(MENTOR)).toContain(`${GOAL} ${ASKER}`);
      expect(groupsOf(ASKER)).toBe(1);
    });
  });

  describe('thanks:', () => {
    const words = 'Thank you for all the rest of it';
    const thank = (giverId: string, receiverId: string) =>
      w.world.work((tx) => giveThanks(tx, { giverId, receiverId, words, isPublic: false }));

    it('that were on their way from whoever had asked quietly do not come, nor do new ones', async () => {
      await thank(ASKER, MENTOR);
      await thank(OTHER, MENTOR);
      await blockQuietly(MENTOR, ASKER);
      await w.world.travel({ hours: 24 });
      expect(said(MENTOR)).toContain('Hiro');
      expect(said(MENTOR)).not.toContain('Ada');
      await expect(thank(ASKER, MENTOR)).rejects.toThrow('I can’t pass this on to them');
      // The other way round would tell who it was.
      await thank(MENTOR, ASKER);
      await w.world.travel({ hours: 24 });
      expect(said(ASKER)).toContain(words);
    });

    it('that were on their way do not come after a block either', async () => {
      await thank(ASKER, MENTOR);
      await block(MENTOR, ASKER);
      await w.world.travel({ hours: 24 });
      expect(said(MENTOR)).not.toContain(words);
    });
  });

  describe('a quiet ask:', () => {
    it('its mentor, who blocks by name whoever it may be from, sees no difference, and no yes counts', async () => {
      const offerId = await w.ask(true);
      const before = said(MENTOR);
      await block(MENTOR, OTHER);
      await block(MENTOR, ASKER);
      await w.world.settle();
      expect(said(MENTOR)).toBe(before);
      await expect(w.world.work((tx) => acceptOffer(tx, offerId, MENTOR))).rejects.toThrow(
        'This request is no longer available.',
      );
      await w.world.travel({ hours: 3 });
      expect([groupsOf(MENTOR), said(MENTOR).includes('Ada')]).toEqual([0, false]);
    });

    it('that was accepted does not open between the two, and until then nothing changes', async () => {
      const offerId = await w.ask(true);
      await w.world.work((tx) => acceptOffer(tx, offerId, MENTOR));
      await w.world.settle();
      const [session] = await w.world.work((tx) => sessionsOf(tx, MENTOR, ['planned', 'open']));
      await w.world.work((tx) => pickTime(tx, session!.id, MENTOR, w.world.clock.now().add({ hours: 3 })));
      await w.world.settle();
      const before = said(MENTOR);
      await block(MENTOR, ASKER);
      await w.world.settle();
      expect(said(MENTOR)).toBe(before);
      await w.world.travel({ hours: 4 });
      expect([groupsOf(MENTOR), groupsOf(ASKER), said(MENTOR).includes('U0ADA')]).toEqual([0, 0, false]);
      const ended = await w.world.work((tx) => sessionsOf(tx, MENTOR, ['planned', 'open', 'running']));
      expect(ended).toEqual([]);
    });

    it('moves on at once where the asker blocks the mentor', async () => {
      await w.ask(true);
      await block(ASKER, MENTOR);
      await w.world.settle();
      expect(said(MENTOR)).toContain('This request is closed');
    });
  });

  describe('a moment:', () => {
    const form = { days: ['2'], time: '11:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' };
    beforeEach(async () => {
      await w.world.work(async (tx) => {
        const { id } = await saveMoment(tx, ASKER, MENTORING, momentForm.parse(form));
        await setWilling(tx, id, MENTOR, true);
      });
      await w.world.settle();
    });
    const post = () => {
      const posts = w
        .as(READER)
        .messages(MENTORING)
        .filter((one) => !one.ephemeral);
      return JSON.stringify(posts.at(-1)?.blocks);
    };

    it('is hosted by whoever was drawn', async () => {
      await w.world.travelTo(at('2026-03-03T10:02:00Z'));
      expect(post()).toContain('<@U0BRAM> hosts');
      expect(said(MENTOR)).toContain('You host');
    });

    it.each([
      ['before the host reads of it', '2026-03-02T10:30:00Z'],
      ['after the host has read of it', '2026-03-03T09:30:00Z'],
    ])('of somebody whom the host blocks %s is hosted by others', async (_, when) => {
      await w.world.travelTo(at(when));
      await block(MENTOR, ASKER);
      await w.world.travelTo(at('2026-03-03T10:02:00Z'));
      expect(post()).toContain('No one hosts this one');
      expect(said(MENTOR)).not.toContain('You host');
    });

    it('of somebody whom the host blocks without knowing who asked quietly asks them no more', async () => {
      await blockQuietly(MENTOR, ASKER);
      await w.world.travelTo(at('2026-03-03T10:02:00Z'));
      expect(post()).toContain('No one hosts this one');
      expect(said(MENTOR)).not.toContain('host the moment');
    });
  });

  it('a newcomer’s question does not reach a buddy who blocks whoever had asked quietly; what they answered stays', async () => {
    const begin = (isAccepted: boolean) =>
      w.world.work(async (tx) => {
        await saveSettings(tx, READER, { hasBuddies: true });
        const [ids, now] = [{ workspace_id: tx.workspaceId, member_id: ASKER }, iso(tx.now)];
        await tx.db.deleteFrom('buddy_pair').execute();
        await tx.db.deleteFrom('buddy_newcomer').execute();
        await tx.db
          .insertInto('buddy_newcomer')
          .values({ ...ids, starts_on: '2026-03-02', begins_at: now, state: 'open', has_changed: 0 })
          .execute();
        const id = `pair ${isAccepted}`;
        const answer_by = iso(tx.now.add({ hours: 48 }));
        await insertPair(tx, { id, newcomer_id: ASKER, buddy_id: MENTOR, answer_by });
        await queuePrompt(tx, askBuddy, { pairId: id }, { memberId: MENTOR, key: id, dueAt: tx.now });
        if (!isAccepted) return;
        await acceptNewcomer(tx, id, MENTOR);
        await introduce(tx, id);
      });
    await blockQuietly(MENTOR, ASKER);
    await begin(false);
    await w.world.travel({ hours: 2 });
    expect(said(MENTOR)).not.toContain('U0ADA');
    await begin(true);
    await w.world.travel({ hours: 2 });
    expect(groupsOf(MENTOR)).toBe(1);
  });

  it('a session by name goes on where one blocks whoever had asked quietly, and so does a report to them', async () => {
    const offerId = await w.ask(false);
    await w.world.work((tx) => acceptOffer(tx, offerId, MENTOR));
    await w.world.settle();
    await blockQuietly(MENTOR, ASKER);
    await blockQuietly(READER, ASKER);
    const [session] = await w.world.work((tx) => sessionsOf(tx, MENTOR, ['planned', 'open', 'running']));
    await w.world.work((tx) => pickTime(tx, session!.id, ASKER, w.world.clock.now().add({ hours: 3 })));
    await w.world.travel({ hours: 3, minutes: 1 });
    expect(groupsOf(MENTOR)).toBe(1);
    const start = await w.world.work((tx) => startReport(tx, ASKER, ''));
    expect('contacts' in start ? [] : start.readers).toEqual([expect.stringContaining('Dana')]);
  });

  it('tells one way only, and by when it was known', async () => {
    await blockQuietly(MENTOR, ASKER);
    const made = w.world.clock.now();
    const reach = (...args: [string, string, ('under way' | Temporal.Instant)?]) =>
      w.world.work((tx) => mayReach(tx, ...args));
    expect(await reach(ASKER, MENTOR)).toBe(false);
    expect(await reach(MENTOR, ASKER)).toBe(true);
    expect(await reach(ASKER, MENTOR, 'under way')).toBe(true);
    expect(await reach(ASKER, MENTOR, made.subtract({ minutes: 1 }))).toBe(true);
    expect(await reach(ASKER, MENTOR, made.add({ minutes: 1 }))).toBe(false);
  });
});

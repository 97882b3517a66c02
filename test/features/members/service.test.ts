import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { fromDirectory, learnPerson, type SlackUser } from '../../../src/features/members/service/directory.ts';
import {
  pauseByDate,
  pauseByText,
  profileOf,
  saveProfile,
  skillChoices,
} from '../../../src/features/members/service/profile.ts';
import {
  calledSo,
  findOrCreateSkill,
  getMember,
  homeOpened,
  markUnreachable,
  mentorsOffering,
  requireMember,
  resumeMember,
  skillsOf,
} from '../../../src/features/members/service.ts';
import { checkEligible, eligibleOf } from '../../../src/features/sessions/service/index.ts';
import { getSettings } from '../../../src/features/settings/service.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { filledForm } from '../../support/members.ts';

/** A Monday, 11:00 in Berlin. */
const now = Temporal.Instant.from('2026-03-09T10:00:00Z');

const ada: SlackUser = { id: 'UADA', real_name: 'Ada Byron', tz: 'Europe/Berlin', profile: { title: 'Engineer' } };
const ben: SlackUser = { id: 'UBEN', real_name: 'Ben Ito', tz: 'Asia/Tokyo', is_primary_owner: true };

onBothDatabases('members', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>, when = now) => workOn(db, when, unit);
  const people = (...users: SlackUser[]) =>
    at(async (tx) => {
      for (const user of users) await learnPerson(tx, user);
    });
  const jobs = (kind: string) =>
    db.read.selectFrom('job').selectAll().where('kind', '=', kind).where('finished_at', 'is', null).execute();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  describe('the directory', () => {
    it('tells who somebody is, and gives new people ordinary office hours', async () => {
      await people(ada);
      expect(await at((tx) => getMember(tx, 'UADA'))).toMatchObject({
        name: 'Ada Byron',
        title: 'Engineer',
        zone: 'Europe/Berlin',
        workStart: '09:00',
        workEnd: '17:00',
        workDays: [1, 2, 3, 4, 5],
        capacity: 2,
        usualMinutes: 20,
        isGuest: false,
        isDeactivated: false,
      });
    });

    it('lets people without a zone, or with one that nobody knows, live in the zone of the workspace', async () => {
      await people({ ...ada, tz: null }, { ...ben, tz: 'Mars/Olympus_Mons' });
      expect((await at((tx) => getMember(tx, 'UADA')))?.zone).toBe('UTC');
      expect((await at((tx) => getMember(tx, 'UBEN')))?.zone).toBe('UTC');
      await db.transact((trx) =>
        trx
          .insertInto('workspace')
          .values({ id: 'T1', name: '', bot_user_id: '', settings: '{"zone":"Asia/Kolkata"}', created_at: '' })
          .execute(),
      );
      expect((await at((tx) => getMember(tx, 'UADA')))?.zone).toBe('Asia/Kolkata');
    });

    it('changes what Slack knows and keeps what people decided themselves', async () => {
      await people({ ...ada, locale: 'de-DE' });
      await at((tx) => saveProfile(tx, 'UADA', profileForm.parse(filledForm({ capacity: '5', start: '07:30' }))));
      await people({ ...ada, real_name: 'Ada Lovelace', tz: 'Europe/London' });
      expect(await at((tx) => getMember(tx, 'UADA'))).toMatchObject({
        name: 'Ada Lovelace',
        zone: 'Europe/London',
        locale: 'de-DE',
        capacity: 5,
        workStart: '07:30',
      });
    });

    it.each([
      ['a guest', { is_restricted: true }, { is_guest: 1 }],
      ['a guest of one channel', { is_ultra_restricted: true }, { is_guest: 1 }],
      ['somebody of another company', { is_stranger: true }, { is_guest: 1 }],
      ['a bot', { is_bot: true }, { is_bot: 1 }],
      ['Slackbot, which says that it is none', { id: 'USLACKBOT' }, { is_bot: 1 }],
      ['somebody deactivated', { deleted: true }, { is_deactivated: 1 }],
      ['an admin', { is_admin: true }, { is_owner: 1 }],
    ])('recognises %s', (_who, said, columns) => {
      expect(fromDirectory({ ...ada, ...said })).toMatchObject(columns);
    });

    it('asks Slack about somebody whom only the id is known of, once', async () => {
      await at((tx) => requireMember(tx, 'UNEW'));
      await at((tx) => requireMember(tx, 'UNEW'));
      expect((await jobs('members.learn')).map((job) => job.payload)).toEqual(['{"memberId":"UNEW"}']);
    });
  });

  describe('skills', () => {
    const save = (form: Record<string, unknown>) =>
      at((tx) => saveProfile(tx, 'UADA', profileForm.parse(filledForm(form))));

    it('are kept with their levels, under the name that everybody uses', async () => {
      await people(ada);
      await save({ offers_3: ['k8s'], offers_1: ['Stilt walking'], wants: ['Rust'] });
      const skills = await at((tx) => skillsOf(tx, 'UADA'));
      expect(skills.offers.map(({ name, level }) => [name, level])).toEqual([
        ['Kubernetes', 3],
        ['Stilt walking', 1],
      ]);
      expect(skills.wants.map((s) => s.name)).toEqual(['Rust']);
    });

    it('are one skill however they are written', async () => {
      const [a, b] = await at(async (tx) => [
        await findOrCreateSkill(tx, 'Node.JS tricks'),
        await findOrCreateSkill(tx, ' node  js   TRICKS '),
      ]);
      expect(a).toEqual(b);
      await expect(at((tx) => findOrCreateSkill(tx, '\u200b <!channel> '))).rejects.toThrow(/needs a name/);
    });

    it('can be taken away and moved to another level', async () => {
      await people(ada);
      await save({ offers_3: ['Kubernetes'], offers_2: ['Terraform'] });
      await save({ offers_1: ['Kubernetes'] });
      const { offers } = await at((tx) => skillsOf(tx, 'UADA'));
      expect(offers.map(({ name, level }) => [name, level])).toEqual([['Kubernetes', 1]]);
      expect(await at((tx) => mentorsOffering(tx, [offers[0]!.skillId]))).toMatchObject([{ memberId: 'UADA' }]);
    });

    it('are suggested from the job title until the profile was saved', async () => {
      await people({ ...ada, profile: { title: 'Site reliability engineer' } });
      expect((await at((tx) => profileOf(tx, 'UADA'))).suggested.length).toBeLessThanOrEqual(5);
      await save({});
      expect((await at((tx) => profileOf(tx, 'UADA'))).suggested).toEqual([]);
    });

    it('are looked up as somebody types, and what is new can be added', async () => {
      const choices = await at((tx) => skillChoices(tx, 'Underwater basket weaving', 'U1'));
      expect(choices.at(-1)).toEqual({ name: 'Underwater basket weaving', isNew: true });
      const known = await at((tx) => skillChoices(tx, 'kubernetes', 'U1'));
      expect(known.filter((choice) => choice.isNew)).toEqual([]);
    });
  });

  it('are known by their name, its beginning and their handle, however those are written, while they are here', async () => {
    const zoe = { id: 'UZOE', name: 'zoe.d', real_name: 'Zoë d’Arc-Élan' };
    await people(ada, zoe, { id: 'UGONE', name: 'gone', real_name: 'Gone Away', deleted: true });
    const called = (words: string) => at(async (tx) => (await calledSo(tx, words)).length > 0);
    for (const words of ['Ada', 'ADA', 'ada byron', 'Zoë', 'zoë', 'zoe.d', 'Zoë d’Arc-Élan'])
      expect(await called(words), words).toBe(true);
    for (const words of ['Ad', 'Byron', 'Ada B', 'Ada%', 'A_a', 'gone', 'Gone Away'])
      expect(await called(words), words).toBe(false);
  });

  describe('eligibility', () => {
    it('looks at both of the two, and at what the workspace allows', async () => {
      await people(ada, ben, { ...ada, id: 'UGUEST', is_restricted: true });
      expect(await at((tx) => checkEligible(tx, 'UADA', 'UBEN'))).toBeUndefined();
      expect(await at((tx) => checkEligible(tx, 'UADA', 'UADA'))).toBe('self');
      expect(await at((tx) => checkEligible(tx, 'UNOBODY', 'UADA'))).toBe('deactivated');
      await at((tx) => saveProfile(tx, 'UBEN', profileForm.parse(filledForm({ blocked: ['UADA', 'UBEN'] }))));
      const reasons = await at((tx) => eligibleOf(tx, ['UADA', 'UBEN', 'UGUEST'], 'UBEN'));
      expect([...reasons]).toEqual([
        ['UADA', 'blocked'],
        ['UBEN', 'self'],
        ['UGUEST', 'guest'],
      ]);
      expect(await at((tx) => checkEligible(tx, 'UBEN', 'UADA'))).toBe('blocked');
    });
  });

  describe('a break', () => {
    it('ends by itself, on the day that was named', async () => {
      await people(ada, ben);
      const until = await at((tx) => pauseByText(tx, 'UADA', 'until Friday'));
      expect(until.toString()).toBe('2026-03-12T23:00:00Z');
      const check = (when: Temporal.Instant) => at((tx) => checkEligible(tx, 'UADA', 'UBEN'), when);
      expect(await check(now)).toBe('paused');
      expect(await check(until.subtract({ seconds: 1 }))).toBe('paused');
      expect(await check(until)).toBeUndefined();
      expect((await jobs('home.refresh')).map((job) => job.run_at)).toEqual(['2026-03-12T23:00:00.000Z']);
    });

    it('without an end lasts until they resume', async () => {
      await people(ada, ben);
      await at((tx) => pauseByDate(tx, 'UADA', undefined));
      const years = now.add({ hours: 24 * 3650 });
      expect(await at((tx) => checkEligible(tx, 'UADA', 'UBEN'), years)).toBe('paused');
      expect(await at((tx) => resumeMember(tx, 'UADA'), years)).toBe(true);
      expect(await at((tx) => checkEligible(tx, 'UADA', 'UBEN'), years)).toBeUndefined();
      expect(await at((tx) => resumeMember(tx, 'UADA'), years)).toBe(false);
    });

    it('is refused with examples when its length is not understood', async () => {
      await people(ada);
      await expect(at((tx) => pauseByText(tx, 'UADA', 'a bit'))).rejects.toThrow(/Try “pause 3 days”/);
      await expect(at((tx) => pauseByDate(tx, 'UADA', '2026-03-09'))).rejects.toThrow(/already here/);
    });
  });

  describe('somebody who cannot be written to', () => {
    it('is left out, and whoever looks after the app hears of it once', async () => {
      await people(ada, ben);
      await at((tx) => markUnreachable(tx, 'UADA', 'invalid_blocks'));
      expect((await at((tx) => getMember(tx, 'UADA')))?.unreachable).toBeUndefined();
      await at((tx) => markUnreachable(tx, 'UADA', 'user_disabled'));
      await at((tx) => markUnreachable(tx, 'UADA', 'user_disabled'));
      expect(await at((tx) => checkEligible(tx, 'UADA', 'UBEN'))).toBe('unreachable');
      const prompts = await db.read.selectFrom('prompt').selectAll().execute();
      expect(prompts.map((p) => [p.member_id, p.kind])).toEqual([['UBEN', 'members.unreachable']]);
    });

    it('is told of once more when it happens again after they could be reached', async () => {
      await people(ada, ben);
      await at((tx) => markUnreachable(tx, 'UADA', 'user_not_visible'));
      await at((tx) => homeOpened(tx, 'UADA'));
      await at((tx) => markUnreachable(tx, 'UADA', 'user_not_visible'), now.add({ hours: 1 }));
      expect(await db.read.selectFrom('prompt').select('member_id').execute()).toHaveLength(2);
    });

    it('is asked again once their account is active again', async () => {
      await people(ada, ben);
      await at((tx) => markUnreachable(tx, 'UADA', 'user_disabled'));
      await people({ ...ada, deleted: true });
      await people(ada);
      expect(await at((tx) => checkEligible(tx, 'UADA', 'UBEN'))).toBeUndefined();
    });
  });

  it('has settings with defaults from the start', async () => {
    expect(await at(getSettings)).toEqual({
      digestTime: { days: [1], time: '10:00' },
      zone: 'UTC',
      offerMinutes: 30,
      offerMinutesIn: {},
      allowGuests: false,
      ownerIds: [],
      leaderIds: [],
      hasBoard: true,
      hasNewsletter: true,
      invitesWhenQuiet: true,
      repeatsPulse: true,
      pulseInHalves: false,
      asksNewcomers: true,
      hasBuddies: false,
      careContacts: '',
      concernOwners: [],
    });
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getMember, skillsOf } from '../../../src/features/members/service.ts';
import { ids } from '../../../src/features/members/views.ts';
import { getSettings } from '../../../src/features/settings/service.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];

describe('Members, on the embedded Slack', () => {
  let world: World;
  const member = (id: string) => world.work((tx) => getMember(tx, id));
  const offers = async (id: string) =>
    (await world.work((tx) => skillsOf(tx, id))).offers.map(({ name, level }) => `${name} ${level}`);
  const modal = (id: string) => saidIn(world.as(id).modal()?.blocks);

  const type = async (id: string, text: string) => {
    await world.as(id).command(text);
    await world.settle();
  };

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  describe('the directory', () => {
    it('is read at the first start: zones, titles, guests, bots and the owner, who is welcomed', async () => {
      expect(await member(ADA)).toMatchObject({
        name: 'Ada Okafor',
        title: 'Junior Software Engineer',
        zone: 'Europe/London',
      });
      expect(await member('USLACKBOT')).toMatchObject({ isBot: true });
      expect(await member(DANA)).toMatchObject({ isOwner: true });
      expect(await world.work(getSettings)).toMatchObject({ ownerIds: [DANA], zone: 'Europe/London' });
      expect(newest(world.as(DANA)).text).toContain('Bitewise is ready in this workspace.');
    });

    it('is read page by page, through a rate limit, and again each day', async () => {
      await world.stopApp();
      const { people } = world.slack.state;
      const ada = people.get(ADA)!;
      for (let i = 0; i < 450; i += 1) people.set(`U0MORE${i}`, { ...ada, id: `U0MORE${i}`, realName: `Person ${i}` });
      world.slack.faults.add({ method: 'users.list', kind: '429', retryAfter: 7, times: 2 });
      const before = world.slack.traffic.calls('users.list').length;
      await world.startApp();
      expect(await member('U0MORE449')).toMatchObject({ name: ada.displayName });
      const calls = world.slack.traffic.calls('users.list').slice(before);
      expect(calls).toHaveLength(5);
      const [first, second, third] = calls.map((call) => Temporal.Instant.from(call.at));
      expect(first!.until(second!).total('seconds')).toBeGreaterThanOrEqual(7);
      expect(second!.until(third!).total('seconds')).toBeGreaterThanOrEqual(7);
      await world.travel({ hours: 25 });
      expect(world.slack.traffic.calls('users.list').length - before).toBe(8);
      for (let i = 100; i < 140; i += 1) people.delete(`U0MORE${i}`);
      await world.travel({ hours: 25 });
      const gone = [...Array(450).keys()].map((i) => `U0MORE${i}`).map(async (id) => (await member(id))?.isDeactivated);
      expect((await Promise.all(gone)).filter(Boolean)).toHaveLength(40);
    });

    it('no longer naming somebody means that they left', async () => {
      world.slack.state.people.delete(BRAM);
      await world.travel({ hours: 25 });
      expect(await member(BRAM)).toMatchObject({ isDeactivated: true });
      expect(await member(ADA)).toMatchObject({ isDeactivated: false });
    });

    it('is kept true by what happens in between', async () => {
      await world.slack.people.add({ id: 'U0NEW', handle: 'new', realName: 'Nia New', tz: 'Asia/Kathmandu' });
      await world.settle();
      expect(await member('U0NEW')).toMatchObject({ name: 'Nia New', zone: 'Asia/Kathmandu' });
      await world.slack.people.updateProfile('U0NEW', { title: 'Chef', tz: 'America/St_Johns' });
      await world.settle();
      expect(await member('U0NEW')).toMatchObject({ title: 'Chef', zone: 'America/St_Johns' });
      await world.slack.people.deactivate('U0NEW');
      await world.settle();
      expect(await member('U0NEW')).toMatchObject({ isDeactivated: true });
    });
  });

  describe('the profile', () => {
    it('suggests skills from the title, takes new ones, and says that it was saved', async () => {
      await type(BRAM, '/mentor skills');
      const initial = JSON.stringify(world.as(BRAM).modal());
      expect(modal(BRAM)).toContain('Your job title suggests');
      expect(initial).toContain('Kubernetes');
      const sent = await world.as(BRAM).submit({
        fill: {
          offers_3: ['Kubernetes'],
          offers_2: ['Sourdough baking'],
          offers_1: [],
          capacity: '5',
          start: '08:00',
          blocked: [DANA],
        },
      });
      expect(sent).toEqual({ ok: true });
      await world.settle();
      expect(await offers(BRAM)).toEqual(['Kubernetes 3', 'Sourdough baking 2']);
      expect(await member(BRAM)).toMatchObject({ capacity: 5, workStart: '08:00', inDigest: true });
      expect(world.as(BRAM).messages().at(-1)?.text).toBe(
        'Saved. Colleagues who look for one of your skills can find you now.',
      );
    });

    it('says after it was saved why nobody finds its owner, where that is so', async () => {
      const saved = async (fill: Record<string, string | string[]>) => {
        await type(BRAM, '/mentor skills');
        await world.as(BRAM).submit({ fill });
        await world.settle();
        return world.as(BRAM).messages().at(-1)?.text;
      };
      expect(await saved({ offers_1: [] })).toContain('You offer no skill, so no one asks you.');
      expect(await saved({ offers_3: ['Kubernetes'], capacity: '0' })).toContain('With “None” as sessions a week');
      await type(BRAM, '/mentor pause 2 weeks');
      expect(await saved({ capacity: '5' })).toContain('You’re on a break, so no one asks you');
    });

    it('opens from Home as it was saved', async () => {
      await type(BRAM, '/mentor skills');
      await world.as(BRAM).submit({ fill: { offers_3: ['Kubernetes'], offers_1: [], minutes: '30', digest: [] } });
      await world.as(BRAM).openHome();
      await world.settle();
      await world.as(BRAM).click({ viewId: String(world.as(BRAM).home()?.id), actionId: ids.openProfile });
      await world.settle();
      const shown = JSON.stringify(world.as(BRAM).modal());
      expect(shown).toContain('"initial_options":[{"text":{"type":"plain_text","text":"Kubernetes"');
      expect(shown).toContain('"initial_option":{"text":{"type":"plain_text","text":"30 minutes"');
      expect(modal(BRAM)).not.toContain('Your job title suggests');
      expect(await member(BRAM)).toMatchObject({ inDigest: false });
    });

    it('takes a night shift and days of other hours, shows them again, and lets them go', async () => {
      await type(BRAM, '/mentor skills');
      const night = { start: '22:00', end: '06:00', other_days: ['5'], other_start: '09:00', other_end: '13:00' };
      expect(await world.as(BRAM).submit({ fill: night })).toEqual({ ok: true });
      const otherHours = { days: [5], start: '09:00', end: '13:00' };
      expect(await member(BRAM)).toMatchObject({ workStart: '22:00', workEnd: '06:00', otherHours });
      await type(BRAM, '/mentor skills');
      expect(JSON.stringify(world.as(BRAM).modal())).toContain('"initial_time":"13:00"');
      await world.as(BRAM).submit({ fill: { other_days: [], other_start: null, other_end: null } });
      expect((await member(BRAM))?.otherHours).toBeUndefined();
    });

    it.each([
      ['a skill at two levels', { offers_3: ['Kubernetes'], offers_1: ['Kubernetes'] }, 'offers_1', 'is at two levels'],
      [
        'two skills that differ by case only, at two levels',
        { offers_3: ['Sourdough baking'], offers_2: ['SOURDOUGH Baking'], offers_1: [] },
        'offers_2',
        'is at two levels',
      ],
      ['no time at all', { start: '09:00', end: '09:00' }, 'end', 'at another time than it starts'],
      ['other hours on no day', { other_start: '09:00', other_end: '12:00' }, 'other_days', 'Choose the days'],
      ['other hours without a start', { other_days: ['5'], other_end: '12:00' }, 'other_start', 'When do these'],
      ['other hours without an end', { other_days: ['5'], other_start: '09:00' }, 'other_end', 'When do these'],
      [
        'other hours of no length',
        { other_days: ['5'], other_start: '09:00', other_end: '09:00' },
        'other_end',
        'at another time than it starts',
      ],
      [
        'other hours on a day off',
        { other_days: ['5', '6'], other_start: '09:00', other_end: '12:00' },
        'other_days',
        'only days that you work',
      ],
    ])('refuses %s at the field, and changes nothing', async (_what, fill, field, words) => {
      await type(ADA, '/mentor skills');
      const sent = await world.as(ADA).submit({ fill });
      expect(sent.ok).toBe(false);
      expect(sent.errors?.[field]).toContain(words);
      expect((await member(ADA))?.profileSavedAt).toBeUndefined();
    });

    it('says kindly that five hundred skills are more than it keeps', async () => {
      await type(ADA, '/mentor skills');
      const selected_options = Array.from({ length: 500 }, (_, i) => ({ value: `Skill number ${i}` }));
      const sent = await world
        .as(ADA)
        .submit({ values: { offers_1: { [ids.skill]: { type: 'multi_external_select', selected_options } } } });
      expect(sent.errors?.offers_1).toBe('That is more than 50. The ones you are asked about most are enough.');
      expect((await member(ADA))?.profileSavedAt).toBeUndefined();
    });

    it('takes two skills that differ by case only for one', async () => {
      await type(ADA, '/mentor skills');
      const names = ['Sourdough baking', 'sourdough BAKING', 'K8S', 'k8s'];
      expect(await world.as(ADA).submit({ fill: { offers_3: names, offers_2: [], offers_1: [] } })).toEqual({
        ok: true,
      });
      await world.settle();
      expect(await offers(ADA)).toEqual(['Kubernetes 3', 'Sourdough baking 3']);
    });

    it('refuses hours, capacities and formats that nobody can choose', async () => {
      await type(ADA, '/mentor skills');
      const values = {
        capacity: { value: { type: 'static_select', selected_option: { value: '21' } } },
        formats: { value: { type: 'checkboxes', selected_options: [{ value: 'telepathy' }] } },
        days: { value: { type: 'checkboxes', selected_options: [{ value: '9' }] } },
      };
      const sent = await world.as(ADA).submit({ values });
      expect(Object.keys(sent.errors ?? {}).sort()).toEqual(['capacity', 'days', 'formats']);
    });
  });

  describe('a break', () => {
    it('is taken by command, and ended by the button under the answer', async () => {
      await type(ADA, '/mentor pause 2 weeks');
      expect(whispered(world.as(ADA))).toContain('You’re on a break now.');
      expect((await member(ADA))?.pausedUntil?.toString()).toBe('2026-03-16T00:00:00Z');
      await type(ADA, '/mentor resume');
      expect(whispered(world.as(ADA))).toContain('Welcome back.');
      expect((await member(ADA))?.pausedUntil).toBeUndefined();
    });

    it('without words asks for a day; an earlier one is refused in a sentence', async () => {
      await type(ADA, '/mentor pause');
      const refused = await world.as(ADA).submit({ fill: { until: '2026-03-01' } });
      expect(refused).toMatchObject({
        ok: false,
        errors: { until: expect.stringContaining('That day is already here.') },
      });
      expect((await member(ADA))?.pausedUntil).toBeUndefined();
      await type(ADA, '/mentor pause');
      await world.as(ADA).submit({ fill: { until: '2026-04-01' } });
      await world.settle();
      expect((await member(ADA))?.pausedUntil?.toString()).toBe('2026-03-31T23:00:00Z');
    });

    it('of nonsense is answered with examples', async () => {
      await type(ADA, '/mentor pause <!channel> whenever');
      expect(whispered(world.as(ADA))).toMatch(/^I didn’t understand how long\. Try “pause 3 days”/);
    });
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { zonesLike } from '../../../src/features/settings/rules/zones.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

const offset = (zone: string) => world.clock.now().toZonedDateTimeISO(zone).offset;
it.each([
  ['Kolkata', 'Asia/Kolkata'],
  ['Asia/Kolkata', 'Asia/Kolkata'],
  ['Kyiv', 'Europe/Kyiv'],
  ['Kathmandu', 'Asia/Kathmandu'],
  ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Port of Spain', 'America/Port_of_Spain'],
  ['Calcutta', 'Asia/Kolkata'],
  ['Berlin', 'Europe/Berlin'],
])('“%s” in the time zone field of the settings and of a moment finds %s', async (query, zone) => {
  const dana = world.as('U0DANA');
  for (const [command, actionId] of [
    ['/mentor settings', 'settings.zone'],
    ['/mentor moment', undefined],
  ] as const) {
    await dana.command(command, command.endsWith('moment') ? { channel: 'C0MENTORING' } : {});
    const view = await world.slack.until(() => dana.modal(), 'the modal');
    const id = actionId ?? /"action_id":"(moments\.zone[^"]*)"/.exec(JSON.stringify(view))?.[1] ?? '';
    const { all } = await dana.options({ viewId: String(view.id), actionId: id, query });
    const found = all.map((one) => String(one.value));
    expect(found.length).toBeGreaterThan(0);
    expect(found.map(offset)).toContain(offset(zone));
    await dana.close();
  }
});

it.each([
  ['são paulo', 'America/Sao_Paulo'],
  ['Zürich', 'Europe/Zurich'],
  ['Yangon', 'Asia/Yangon'],
  ['Nuuk', 'America/Nuuk'],
  ['ho-chi-minh', 'Asia/Ho_Chi_Minh'],
  ['München', 'Europe/Berlin'],
  ['Bengaluru', 'Asia/Kolkata'],
  ['New York', 'America/New_York'],
  ['Utc', 'UTC'],
])('“%s” finds %s, under its present name', (typed, zone) => {
  expect(zonesLike(typed, 50)).toContain(zone);
});

it('no zone is listed twice, and the runtime knows each', () => {
  const all = zonesLike('', 1000);
  expect(new Set(all).size).toBe(all.length);
  for (const zone of all) expect(() => world.clock.now().toZonedDateTimeISO(zone)).not.toThrow();
});

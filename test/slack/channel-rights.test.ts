import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../sandbox/slack/people/fill.ts';
import { saveSettings } from '../../src/features/admin/service/index.ts';
import { openSection } from '../support/settings.ts';
import { createWorld, type World } from '../support/world.ts';

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];
const NOT_THEIRS = expect.stringContaining('a channel that you’re in');
const moment = { days: ['2'], time: '11:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' };

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

/** A channel, public or private, in which the app is and `id` is not. */
function without(id: string, kind: 'public' | 'private' = 'public'): string {
  const channel = world.slack.state.conversations.get(kind === 'public' ? 'C0MENTORING' : 'C0PEOPLE')!;
  channel.members.add(world.slack.state.app.botUserId);
  channel.members.delete(id);
  return channel.id;
}

async function fillIn(id: string, command: string, fill: Record<string, Entry>, actionId?: string) {
  const person = world.as(id);
  await person.command(command);
  if (actionId) {
    const card = await world.slack.until(() => person.messages().findLast((m) => m.ephemeral), 'the list');
    await person.click({ channel: person.appDm(), ts: card.ts, actionId });
  }
  await world.slack.until(() => person.modal(), 'the form');
  return person.submit({ fill });
}
const count = async (table: 'moment' | 'office_hours') => {
  const rows = await world.app().deps.db.read.selectFrom(table).select('id').execute();
  return rows.length;
};

describe('A channel that somebody is not in', () => {
  it.each(['public', 'private'] as const)('gets no moment of theirs (%s)', async (kind) => {
    const channel = without(ADA, kind);
    expect(await fillIn(ADA, '/mentor moment', { ...moment, channel })).toEqual({
      ok: false,
      errors: { channel: NOT_THEIRS },
    });
    expect(await count('moment')).toBe(0);
    expect(world.as(ADA).modal()).toBeTruthy();
  });

  it('gets no announcement of their office hours', async () => {
    const channel = without(BRAM);
    const fill = { topics: ['Kubernetes'], firstOn: '2026-03-05', channel };
    expect(await fillIn(BRAM, '/mentor hours', fill, 'office-hours.hold')).toEqual({
      ok: false,
      errors: { channel: NOT_THEIRS },
    });
    expect(await count('office_hours')).toBe(0);
  });

  it.each(['digestChannel', 'newsletterChannel', 'sessionsChannel'])('is no %s of theirs', async (field) => {
    const channel = without(DANA);
    await openSection(world, DANA, 'where');
    expect(await world.as(DANA).submit({ fill: { [field]: channel } })).toEqual({
      ok: false,
      errors: { [field]: NOT_THEIRS },
    });
  });

  it('stays chosen when another owner, who is in it, chose it before', async () => {
    const digestChannel = without(DANA);
    await world.work((tx) => saveSettings(tx, DANA, { digestChannel }));
    await openSection(world, DANA, 'where');
    expect(await world.as(DANA).submit({ fill: { sessionsChannel: 'C0GENERAL' } })).toEqual({ ok: true });
  });

  it('is refused as well when Slack cannot say who is in it, and the form keeps what was typed', async () => {
    world.slack.faults.add({ method: 'users.conversations', kind: '500-before', times: 9 });
    const sent = await fillIn(ADA, '/mentor moment', { ...moment, channel: 'C0MENTORING' });
    expect(sent.errors).toEqual({ channel: expect.stringContaining('Please send it once more') });
    expect(await count('moment')).toBe(0);
  });
});

it('A channel that somebody is in takes their moment', async () => {
  expect(await fillIn(ADA, '/mentor moment', { ...moment, channel: 'C0MENTORING' })).toEqual({ ok: true });
  await world.settle();
  expect(await count('moment')).toBe(1);
});

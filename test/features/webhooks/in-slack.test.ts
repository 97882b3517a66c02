import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { agreeActions, completeAction } from '../../../src/features/follow-ups/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { closeRoundNow, startRound } from '../../../src/features/pulses/service/index.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { sayNotTalked, sayTalked } from '../../../src/features/sessions/service/index.ts';
import { ids } from '../../../src/features/webhooks/views/index.ts';
import { dialects } from '../../support/database.ts';
import { saidIn, whispered } from '../../support/dm.ts';
import { createReceiver, type Receiver, verified } from '../../support/receiver.ts';
import { endedSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const OWNER = 'U0DANA';
const [ADA, BRAM] = ['U0ADA', 'U0BRAM'];

describe.each(dialects)('A webhook, on %s', (dialect) => {
  let world: World;
  let receiver: Receiver;
  const modal = () => saidIn(world.as(OWNER).modal()?.blocks);
  const press = async (actionId: string) => {
    await world.as(OWNER).click({ viewId: String(world.as(OWNER).modal()?.id), actionId });
    await world.settle();
  };
  const open = async () => {
    await world.as(OWNER).command('/mentor webhook');
    await world.settle();
  };
  const set = async (address: string) => {
    await open();
    const sent = await world.as(OWNER).submit({ fill: { address } });
    await world.settle();
    return sent;
  };
  const told = () =>
    world
      .as(OWNER)
      .messages(world.as(OWNER).appDm())
      .map((m) => `${m.text}\n${saidIn(m.blocks)}`)
      .join('\n');
  const secretShown = () => /`(whsec_[^`]+)`/.exec(modal())?.[1] ?? '';
  const secret = async () => {
    if (secretShown() === '') await open();
    return secretShown();
  };
  type Said = { type: string; timestamp: string; data: Record<string, string> };
  const heard = () => receiver.received.map(({ body }) => JSON.parse(body) as Said);
  /** Ada was helped by Bram, and they say so. */
  const talk = (more: { isQuiet?: boolean } = {}) =>
    world.work(async (tx) => {
      const session = await endedSession(tx, ADA, BRAM, 'SQL');
      if (more.isQuiet) await tx.db.updateTable('session').set({ is_quiet: 1 }).where('id', '=', session.id).execute();
      await sayTalked(tx, session.id, ADA);
      return session;
    });

  beforeEach(async () => {
    receiver = await createReceiver();
    world = await createWorld({ dialect, settings: { WEBHOOK_INTERNAL: 'yes' } });
    await world.work(async (tx) => {
      await saveSettings(tx, OWNER, { ownerIds: [OWNER], zone: 'Europe/Berlin', hasNewsletter: false });
      const people = await tx.db.selectFrom('member').select('id').where('is_bot', '=', 0).execute();
      for (const [i, { id }] of people.entries())
        await updateMember(tx, id, { department: id === ADA || i % 2 ? 'Sales' : '' });
    });
  });
  afterEach(async () => {
    await world.close();
    await receiver.close();
  });

  it('tells of a talk, a step, use and a badge within a week, in days and without anybody', {
    timeout: 120_000,
  }, async () => {
    world.lookAway('rows of a talk that was never in Slack');
    await set(receiver.url);
    const session = await talk();
    await world.work(async (tx) => {
      const step = { ownerId: ADA, when: 'a query is slow', will: 'look at its plan', dueOn: '2026-03-02' };
      const [action] = await agreeActions(tx, session, [step]);
      await completeAction(tx, action!.id, ADA);
      await answerOutcome(tx, session.id, ADA, 'yes');
    });
    await world.settle();
    expect(receiver.received).toEqual([]);
    await world.travel({ hours: 24 * 9 });
    const types = heard().map(({ type }) => type);
    expect(new Set(types)).toEqual(new Set(['session.held', 'action.done', 'outcome.used', 'badge.awarded']));
    expect(types.filter((type) => type !== 'badge.awarded')).toHaveLength(3);
    const all = JSON.stringify(receiver.received.map(({ body }) => body));
    const members = await world.work((tx) => tx.db.selectFrom('member').select(['id', 'name']).execute());
    for (const { id, name } of members)
      expect(
        [id, name].some((one) => one !== '' && all.includes(one)),
        id,
      ).toBe(false);
    expect(all).not.toContain(session.id);
    for (const { type, timestamp, data } of heard()) {
      expect(timestamp).toMatch(/^2026-03-(0[3-9]|1[01])T00:00:00Z$/);
      if (type !== 'badge.awarded') expect(data).toEqual({ department: 'Sales' });
    }
    const key = await secret();
    for (const one of receiver.received) expect(verified(one, key)).toEqual(JSON.parse(one.body));
  });

  it('says nothing of a quiet talk, nor of one that turned out not to have been', { timeout: 120_000 }, async () => {
    world.lookAway('rows of talks that were never in Slack');
    await set(receiver.url);
    const quiet = await talk({ isQuiet: true });
    await world.work((tx) => answerOutcome(tx, quiet.id, ADA, 'yes'));
    const denied = await talk();
    await world.work((tx) => sayNotTalked(tx, denied.id, ADA));
    await world.travel({ hours: 24 * 9 });
    expect(heard()).toEqual([]);
  });

  it('tells of a closed pulse at once', { timeout: 60_000 }, async () => {
    await set(receiver.url);
    await world.work((tx) => startRound(tx, OWNER));
    await world.settle();
    const round = await world.work((tx) => tx.db.selectFrom('pulse_round').selectAll().executeTakeFirst());
    await world.work((tx) => closeRoundNow(tx, OWNER, round!.id));
    await world.settle();
    expect(heard()).toEqual([{ type: 'pulse.closed', timestamp: '2026-03-02T00:00:00Z', data: { kind: 'baseline' } }]);
  });

  it('is tried by a test, of which the owner hears, and is theirs alone', { timeout: 60_000 }, async () => {
    await set(receiver.url);
    expect(told()).toContain('`/mentor webhook` has the secret');
    await open();
    await press(ids.test);
    expect(modal()).toContain('A test is on its way.');
    expect(verified(receiver.received[0]!, await secret())).toMatchObject({ type: 'webhook.test' });
    expect(told()).toContain('Your test has arrived (204).');
    receiver.state.answer = 500;
    await press(ids.test);
    expect(told()).toContain('Your test didn’t arrive: the address answered with an error (500).');
    await world.as(ADA).command('/mentor webhook');
    await world.settle();
    expect(whispered(world.as(ADA))).toContain('for the owners and admins');
    expect(world.as(ADA).modal()).toBeNull();
  });

  it('tries again over days, tells the owner after one, and sends again what was given up', {
    timeout: 240_000,
  }, async () => {
    await set(receiver.url);
    receiver.state.answer = 500;
    await world.work((tx) => startRound(tx, OWNER));
    await world.settle();
    const round = await world.work((tx) => tx.db.selectFrom('pulse_round').selectAll().executeTakeFirst());
    await world.work((tx) => closeRoundNow(tx, OWNER, round!.id));
    await world.travel({ hours: 20 });
    expect(receiver.received).toHaveLength(6);
    expect(told()).not.toContain('No event has arrived');
    await world.travel({ hours: 28 });
    expect(told()).toMatch(/No event has arrived at 127\.0\.0\.1:\d+ since .*: it answered with an error \(500\)\./);
    await world.travel({ hours: 48 });
    expect(receiver.received).toHaveLength(9);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    receiver.state.answer = 200;
    await open();
    expect(modal()).toContain('One event didn’t arrive.');
    await press(ids.replayFailed);
    expect(receiver.received).toHaveLength(10);
    expect(receiver.received[9]!.body).toBe(receiver.received[0]!.body);
    expect(told()).toMatch(/Events arrive at 127\.0\.0\.1:\d+ again\./);
    await open();
    expect(modal()).not.toContain('didn’t arrive');
    // One that arrived can be sent again, too.
    await press(ids.replay);
    expect(receiver.received).toHaveLength(11);
  });

  it('stops when the receiver wants no more, and a test starts it again', { timeout: 120_000 }, async () => {
    await set(receiver.url);
    receiver.state.answer = 410;
    await world.work((tx) => startRound(tx, OWNER));
    await world.settle();
    const round = await world.work((tx) => tx.db.selectFrom('pulse_round').selectAll().executeTakeFirst());
    await world.work((tx) => closeRoundNow(tx, OWNER, round!.id));
    await world.travel({ hours: 24 });
    expect(receiver.received).toHaveLength(1);
    expect(told()).toContain('it answered that it wants no more events (410)');
    receiver.state.answer = 200;
    await open();
    expect(modal()).toContain('I’ve stopped sending');
    await press(ids.test);
    await open();
    expect(modal()).not.toContain('I’ve stopped sending');
  });

  it('has a new secret with each new address, and forgets all without one', { timeout: 60_000 }, async () => {
    await set(receiver.url);
    const first = await secret();
    await set(receiver.url);
    await open();
    expect(await secret()).toBe(first);
    await set(`${receiver.url}/other`);
    await open();
    expect(await secret()).not.toBe(first);
    await set('');
    expect(await world.work((tx) => tx.db.selectFrom('webhook').selectAll().execute())).toEqual([]);
  });
});

it('An address inside the network is refused in the form', { timeout: 60_000 }, async () => {
  const world = await createWorld();
  try {
    await world.as(OWNER).command('/mentor webhook');
    await world.settle();
    for (const address of ['http://example.com/hook', 'https://127.0.0.1/hook', 'https://localhost/hook', 'nonsense']) {
      const sent = await world.as(OWNER).submit({ fill: { address } });
      expect(sent).toMatchObject({ ok: false, errors: { address: expect.stringMatching(/\.$/) } });
    }
    expect(await world.work((tx) => tx.db.selectFrom('webhook').selectAll().execute())).toEqual([]);
  } finally {
    await world.close();
  }
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { requireMember } from '../../../src/features/members/service.ts';
import { itemKeys } from '../../../src/features/pulses/rules/index.ts';
import { ids } from '../../../src/features/pulses/views/index.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const OWNER = 'U0DANA';
const [ADA, BRAM, ELIF, HIRO] = ['U0ADA', 'U0BRAM', 'U0ELIF', 'U0HIRO'];
const ASKED = 'How is work going for you?';
const IN = 'Thank you. Your answers are in, and no one can tell which are yours.';

describe('A pulse, on the embedded Slack', () => {
  let world: World;
  const cards = (id: string) =>
    world
      .as(id)
      .messages(world.as(id).appDm())
      .filter((m) => !m.ephemeral)
      .map((m) => ({ ...m, said: saidIn(m.blocks) }));
  const cardWith = (id: string, actionId: string) =>
    world
      .as(id)
      .messages(world.as(id).appDm())
      .findLast((m) => JSON.stringify(m.blocks ?? []).includes(`"${actionId}"`));
  const press = async (id: string, actionId: string) => {
    await world.as(id).click({ channel: world.as(id).appDm(), ts: String(cardWith(id, actionId)?.ts), actionId });
    await world.settle();
  };
  const inModal = async (id: string, actionId: string) => {
    await world.as(id).click({ viewId: String(world.as(id).modal()?.id), actionId });
    await world.settle();
  };
  const shown = (id: string) => saidIn(world.as(id).modal()?.blocks);
  const told = (id: string) =>
    world
      .as(id)
      .messages()
      .map((m) => `${m.text}\n${saidIn(m.blocks)}`)
      .join('\n');
  const fill = (step: string, words = '') => ({
    fill: { ...Object.fromEntries(itemKeys.map((key) => [key, step])), ...(words === '' ? {} : { words }) },
  });
  const start = async () => {
    await world.as(OWNER).command('/mentor pulse');
    await world.settle();
    await inModal(OWNER, ids.start);
  };
  const answer = async (id: string, step: string, words = '') => {
    await press(id, ids.answer);
    const sent = await world.as(id).submit(fill(step, words));
    await world.settle();
    return sent;
  };
  const people = () =>
    world.work(async (tx) => {
      const all = await tx.db.selectFrom('pulse_asked').select(['member_id', 'state']).execute();
      return all.map((one) => one.member_id);
    });

  beforeEach(async () => {
    world = await createWorld();
    await world.settle();
    await world.work(async (tx) => {
      await saveSettings(tx, OWNER, { ownerIds: [OWNER], zone: 'Europe/Berlin', hasNewsletter: false });
      for (const id of [ADA, BRAM, ELIF, HIRO]) await requireMember(tx, id);
    });
  });
  afterEach(() => world.close());

  it('is started by an owner, answered by many, closed, and told in averages', { timeout: 120_000 }, async () => {
    await start();
    expect(shown(OWNER)).toMatch(/The baseline is open until .*Fewer than 5 people answered so far/s);
    await world.travel({ hours: 26 });
    const asked = (await people()).filter((id) => cardWith(id, ids.answer));
    expect(asked.length).toBeGreaterThan(6);
    expect(cards(ADA).at(-1)?.said).toContain(ASKED);
    for (const id of asked.slice(0, 7)) expect((await answer(id, '4', `Words of ${id}`)).ok).toBe(true);
    expect(cards(asked[0]!).some((m) => m.said.includes(IN))).toBe(true);
    expect(cardWith(asked[0]!, ids.answer)).toBeUndefined();

    await world.as(OWNER).command('/mentor pulse');
    await world.settle();
    expect(shown(OWNER)).toContain('5 to 9 people answered so far');
    await inModal(OWNER, ids.close);
    await world.settle(120);
    expect(shown(OWNER)).toContain('The baseline of');
    await inModal(OWNER, ids.results);
    expect(shown(OWNER)).toMatch(/Average 4\.0 \(2\.5 to 5\.0\)\./);
    await inModal(OWNER, ids.words);
    expect(shown(OWNER)).toContain(`Words of ${asked[3]}`);
    // Whoever did not answer has no button left, and is not reminded.
    await world.travel({ hours: 24 * 10 });
    expect(cardWith(asked[8]!, ids.answer)).toBeUndefined();
    expect(cards(asked[8]!).filter((m) => m.said.includes('This pulse is closed'))).toHaveLength(1);
    expect(cards(OWNER).filter((m) => m.said.includes('*The pulse is closed. 5 to 9 people answered'))).toHaveLength(1);
  });

  it('reminds once, and only whoever has not answered', { timeout: 120_000 }, async () => {
    await start();
    await world.travel({ hours: 2 });
    await answer(ADA, '3');
    await world.travel({ hours: 24 * 12 });
    const again = 'The pulse is still open, if you’d like to answer.';
    expect(cards(BRAM).filter((m) => m.said.includes(again))).toHaveLength(1);
    expect(cards(ADA).filter((m) => m.said.includes(again))).toHaveLength(0);
    expect(cards(ADA).filter((m) => m.said.includes(IN))).toHaveLength(1);
    await world.travel({ hours: 24 * 4 });
    expect(cards(BRAM).filter((m) => m.said.includes(again))).toHaveLength(0);
    expect(cards(BRAM).filter((m) => m.said.includes('This pulse is closed'))).toHaveLength(2);
  });

  it('lets somebody rest for good, which Home shows and undoes', { timeout: 120_000 }, async () => {
    await start();
    await world.travel({ hours: 2 });
    await press(BRAM, ids.rest);
    expect(cards(BRAM).some((m) => m.said.includes('All right, I won’t ask you for a pulse.'))).toBe(true);
    await world.travel({ hours: 24 * 12 });
    expect(cards(BRAM).some((m) => m.said.includes('The pulse is still open'))).toBe(false);
    await world.as(OWNER).command('/mentor pulse');
    await inModal(OWNER, ids.close);
    await world.travel({ hours: 24 });
    await start();
    await world.travel({ hours: 26 });
    expect(await people()).not.toContain(BRAM);
    expect(cards(BRAM).filter((m) => m.said.includes(ASKED))).toHaveLength(0);
    expect(await people()).toContain(ADA);
  });

  it('closes while somebody answers: the form says so, keeps the words, and nothing is counted', async () => {
    await start();
    await world.travel({ hours: 2 });
    await press(ADA, ids.answer);
    await world.as(OWNER).command('/mentor pulse');
    await inModal(OWNER, ids.close);
    const sent = await world.as(ADA).submit(fill('5', 'What I wanted to say'));
    expect(sent.ok).toBe(false);
    expect(Object.values(sent.errors ?? {})).toEqual([
      'This pulse has just closed, so I can’t add your answers. Thank you for taking the time.',
    ]);
    expect(world.as(ADA).modal()?.callback_id).toBe(ids.form);
    expect(JSON.stringify(world.as(ADA).modal())).toContain('What I wanted to say');
  });

  it('takes answers once, whatever is pressed twice', async () => {
    await start();
    await world.travel({ hours: 2 });
    await press(ADA, ids.answer);
    const both = await Promise.allSettled([world.as(ADA).submit(fill('5')), world.as(ADA).submit(fill('5'))]);
    expect(both.filter((one) => one.status === 'fulfilled' && one.value.ok).length).toBeGreaterThan(0);
    await world.settle();
    await world.as(ADA).command('/mentor pulse');
    await world.settle();
    expect(shown(ADA)).toContain('There’s nothing for you to answer right now.');
    const box = await world.work((tx) => tx.db.selectFrom('pulse_box').selectAll().executeTakeFirstOrThrow());
    expect(JSON.parse(box.ballots)).toHaveLength(1);
    expect(JSON.stringify(box)).not.toContain(ADA);
  });

  it('is for owners to run: anybody else, and an owner who is none any more, reads so', async () => {
    await world.as(ADA).command('/mentor pulse');
    await world.settle();
    expect(shown(ADA)).toContain('There’s nothing for you to answer right now.');
    await world.as(OWNER).command('/mentor pulse');
    await world.settle();
    await world.work(async (tx) => {
      await tx.db.updateTable('member').set({ is_owner: 0 }).execute();
      await tx.db
        .updateTable('workspace')
        .set({ settings: JSON.stringify({ ownerIds: [ADA] }) })
        .execute();
    });
    await inModal(OWNER, ids.start);
    expect(told(OWNER)).toContain('That is for the owners and admins of this workspace.');
    expect(await people()).toEqual([]);
  });

  it('waits in Home, from where it can be answered, until then', async () => {
    await world.as(ADA).openHome();
    await start();
    await world.travel({ hours: 2 });
    const home = () => saidIn(world.as(ADA).home()?.blocks);
    expect(home()).toContain('The pulse is open:');
    await world.as(ADA).click({ viewId: String(world.as(ADA).home()?.id), actionId: ids.answer });
    await world.settle();
    expect((await world.as(ADA).submit(fill('2'))).ok).toBe(true);
    await world.settle(60);
    expect(home()).not.toContain('The pulse is open:');
  });

  it('is planned for a day, moved and cancelled', async () => {
    await world.as(OWNER).command('/mentor pulse');
    await world.settle();
    await inModal(OWNER, ids.plan);
    const past = await world.as(OWNER).submit({ fill: { day: '2026-03-02' } });
    expect(Object.values(past.errors ?? {})[0]).toContain('Please choose a day after today');
    expect((await world.as(OWNER).submit({ fill: { day: '2026-03-10' } })).ok).toBe(true);
    await world.settle();
    expect(shown(OWNER)).toContain('The baseline starts');
    await inModal(OWNER, ids.plan);
    await world.as(OWNER).submit({ fill: { day: '2026-03-09' } });
    await world.settle();
    const planned = await world.work((tx) => tx.db.selectFrom('pulse_round').selectAll().execute());
    expect(planned.map((one) => [one.state, one.starts_at])).toEqual([['planned', '2026-03-09T09:00:00.000Z']]);
    await inModal(OWNER, ids.cancel);
    expect(shown(OWNER)).toContain('Begin with a baseline');
    await world.travel({ hours: 24 * 9 });
    expect(cards(ADA).some((m) => m.said.includes(ASKED))).toBe(false);
  });
});

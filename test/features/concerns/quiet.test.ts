import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { acceptOffer, startRequest } from '../../../src/features/requests/service/index.ts';
import { ASKER, MENTOR, OTHER, READER, type Reporting, reportingWorld, SECOND_READER } from '../../support/concerns.ts';
import { onBothDatabases } from '../../support/database.ts';
import { readBy } from '../../support/reading.ts';

onBothDatabases('A report about a quiet ask', (dialect) => {
  let at: Reporting;
  beforeEach(async () => {
    at = await reportingWorld(dialect);
  });
  afterEach(() => at.world.close());

  /** Everything that somebody read since then and has open, as one text. */
  const readAll = (id: string, since: string) =>
    [...readBy(at.world, id, since).values(), JSON.stringify(at.as(id).modal())].join('\n');
  const since = () => `${at.world.clock.now().epochMilliseconds / 1000}`;

  async function reportQuietly(fill: Record<string, string | string[]> = {}): Promise<void> {
    await at.ask(true, ASKER, 'a nasty question');
    await at.press(at.as(MENTOR), 'care.report');
    await at.send(at.as(MENTOR), fill);
  }

  it('tells neither who asked nor who reported, unless a reader says that they need it, which is kept', async () => {
    const start = since();
    await reportQuietly({ tell: ['content'] });
    const [bram, dana] = [at.as(MENTOR), at.as(READER)];
    const card = at.dmOf(dana).at(-1);
    expect(card).toContain('the person who asked quietly');
    expect(card).toContain('a nasty question');
    expect(readAll(READER, start)).not.toMatch(/U0ADA|Ada Okafor|U0BRAM/);
    await at.press(dana, 'concerns.read');
    await at.press(dana, 'concerns.suspend');
    expect(readAll(READER, start)).not.toMatch(/U0ADA|Ada Okafor|U0BRAM/);
    await at.press(dana, 'concerns.who');
    expect(at.modalOf(dana)).toContain('<@U0ADA> (Ada');
    await dana.close();
    await at.press(dana, 'concerns.close');
    await at.world.travel({ hours: 24 });
    expect(readAll(MENTOR, start)).not.toMatch(/U0ADA|Ada Okafor/);
    expect(at.dmOf(bram).join()).toContain('Someone has read your report and closed it.');
    expect((await at.trail()).map(([what]) => what)).toEqual([
      ...['reported', 'arrived', 'read', 'suspended', 'saw who', 'closed'],
    ]);
    expect((await at.trail()).slice(2).every(([, by]) => by === READER)).toBe(true);
  });

  it('names the same readers whoever asked, and never goes to the reader who did', async () => {
    await at.world.work((tx) => saveSettings(tx, READER, { concernOwners: [READER, SECOND_READER] }));
    const said: string[] = [];
    for (const asker of [ASKER, SECOND_READER]) {
      await at.ask(true, asker, 'a nasty question');
      await at.press(at.as(MENTOR), 'care.report');
      said.push(at.modalOf(at.as(MENTOR)));
      await at.send(at.as(MENTOR));
      said.push(at.modalOf(at.as(MENTOR)));
      await at.as(MENTOR).close();
      await at.press(at.as(MENTOR), 'requests.decline');
    }
    expect(said.slice(2)).toEqual(said.slice(0, 2));
    expect(said[0]).toContain('Elif');
    const cards = (id: string) => at.dmOf(at.as(id)).filter((text) => text.includes('has reported a concern')).length;
    expect([cards(READER), cards(SECOND_READER)]).toEqual([2, 1]);
    await at.type(at.as(SECOND_READER), '/mentor concerns');
    expect(JSON.stringify(at.as(SECOND_READER).modal()).match(/concerns\.look/g)?.length).toBe(1);
  });

  it('is taken as any other where the only reader is the one who asked, and the reporter hears a day later', async () => {
    await at.ask(true, READER, 'a nasty question');
    const bram = at.as(MENTOR);
    await at.press(bram, 'care.report');
    await at.send(bram);
    expect(at.modalOf(bram)).toContain('Thank you for saying it.');
    expect(at.dmOf(bram).at(-1)).toContain('I’ll tell you when someone has read it');
    expect(at.dmOf(at.as(READER)).join()).not.toContain('reported a concern');
    await at.world.travel({ hours: 25 });
    expect(at.dmOf(bram).join()).toContain('I couldn’t make sure that your report reached anyone');
    expect(at.dmOf(bram).join()).toContain('Call Petra');
    expect(at.dmOf(at.as(READER)).join()).not.toContain('reported a concern');
  });

  it('can stop the questions of whoever asked without a word about who it is, and that can be undone', async () => {
    const start = since();
    await reportQuietly({ block: ['yes'] });
    const bram = at.as(MENTOR);
    // The question moved on.
    expect(at.dmOf(bram).join()).toContain('No problem');
    expect(at.dmOf(bram).at(-1)).toContain('no more questions from whoever asked');
    await bram.command('/mentor skills');
    await at.world.settle();
    expect(readAll(MENTOR, start)).not.toMatch(/U0ADA|Ada Okafor/);
    await bram.close();
    const again = (isAnonymous: boolean) =>
      at.world.work(async (tx) => {
        const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
        const what = { menteeId: ASKER, skillId, goal: 'one more question', tried: '', minutes: 20 } as const;
        return startRequest(tx, { ...what, format: 'thread', urgency: 'today', isAnonymous, mentorId: MENTOR });
      });
    await at.world.work((tx) =>
      tx.db.updateTable('request').set({ state: 'cancelled' }).where('state', '=', 'open').execute(),
    );
    expect([await again(true), await again(false)]).toEqual([undefined, undefined]);
    await at.press(bram, 'concerns.unblock');
    expect(await again(false)).toBeDefined();
  });

  it('leaves what the same person asks by name as it is, which would tell who asked quietly', async () => {
    const named = await at.ask(false, ASKER, 'a question by name');
    await at.world.work(async (tx) => {
      const { id: skillId } = await findOrCreateSkill(tx, 'Helm');
      await tx.db
        .insertInto('member_skill')
        .values({
          ...{ workspace_id: tx.workspaceId, member_id: MENTOR, skill_id: skillId, kind: 'offers', level: 2 },
          added_at: '2026-03-01T10:00:00.000Z',
        })
        .execute();
      const what = { menteeId: ASKER, skillId, goal: 'a nasty question', tried: '', minutes: 20 } as const;
      await startRequest(tx, { ...what, format: 'thread', urgency: 'today', isAnonymous: true });
    });
    await at.world.settle();
    const bram = at.as(MENTOR);
    const quiet = bram.messages().findLast((one) => JSON.stringify(one.blocks).includes('nasty'));
    await bram.click({ channel: bram.appDm(), ts: String(quiet?.ts), actionId: 'care.report' });
    await at.world.settle();
    await at.send(bram, { block: ['yes'] });
    await at.world.work((tx) => acceptOffer(tx, named, MENTOR));
    await at.world.settle();
    expect(bram.conversations().some((one) => one.kind === 'mpim')).toBe(true);
  });

  it('can suspend the quiet asks of whoever asked: they read so kindly, keep what was typed, and ask by name', async () => {
    await reportQuietly();
    const [ada, dana] = [at.as(ASKER), at.as(READER)];
    await at.press(dana, 'concerns.suspend');
    expect(at.dmOf(dana).at(-1)).toContain('Their quiet asks are suspended.');
    expect(at.dmOf(ada).join()).toContain('Quiet asks are switched off for you for now.');
    expect(at.dmOf(at.as(MENTOR)).join()).toContain('This request is closed');
    await at.type(ada, '/mentor kubernetes');
    await at.press(ada, 'requests.ask-best');
    const fill = { goal: 'understand why my pods restart', urgency: 'today', options: ['anonymous'] };
    const refused = await ada.submit({ fill });
    expect(refused).toMatchObject({ errors: { options: expect.stringContaining('You can still ask with your name') } });
    expect(await ada.submit({ fill: { ...fill, options: [] } })).toEqual({ ok: true });
    await at.world.settle();
    expect(at.dmOf(at.as(MENTOR)).at(-1)).toContain('<@U0ADA> would like 20 minutes');
    await at.press(ada, 'requests.cancel');
    await at.press(dana, 'concerns.lift');
    await at.world.travel({ hours: 24 });
    await expect(at.ask(true)).resolves.toBeDefined();
    expect((await at.trail()).map(([what]) => what)).toEqual(['reported', 'arrived', 'suspended', 'lifted']);
  });

  it('lets a suspension be lifted after it is closed, from the list', async () => {
    await reportQuietly();
    const dana = at.as(READER);
    await at.press(dana, 'concerns.suspend');
    await at.press(dana, 'concerns.close');
    await at.type(dana, '/mentor concerns');
    await at.press(dana, 'concerns.look');
    expect(at.modalOf(dana)).toContain('suspended quiet asks · <@U0DANA>');
    await at.press(dana, 'concerns.lift');
    expect(at.modalOf(dana)).toContain('lifted the suspension');
    await expect(at.ask(true)).resolves.toBeDefined();
  });

  it('keeps the other of two reports about the same person in force when one is lifted', async () => {
    await reportQuietly();
    await at.press(at.as(READER), 'concerns.suspend');
    const [first] = await at.concerns();
    await at.world.work((tx) =>
      tx.db
        .insertInto('quiet_suspension')
        .values({
          workspace_id: tx.workspaceId,
          for_id: 'another',
          member_id: ASKER,
          suspended_at: first!.created_at,
        })
        .execute(),
    );
    await at.press(at.as(READER), 'concerns.lift');
    await expect(at.ask(true)).rejects.toThrow('Quiet asks are switched off');
    await expect(at.ask(true, OTHER)).resolves.toBeDefined();
  });
});

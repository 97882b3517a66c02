import { afterEach, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { pauseMember } from '../../../src/features/members/service.ts';
import { ASKER, MENTOR, OTHER, READER, type Reporting, reportingWorld, SECOND_READER } from '../../support/concerns.ts';
import { onBothDatabases } from '../../support/database.ts';

onBothDatabases('What becomes of a report', (dialect) => {
  let at: Reporting;
  afterEach(() => at.world.close());

  const reportFrom = async (id: string, fill: Record<string, string | string[]> = {}) => {
    await at.type(at.as(id), '/mentor report');
    await at.send(at.as(id), fill);
  };
  /** Slack does not take anything for somebody any more. */
  const closeAccount = (id: string) => {
    at.world.slack.state.people.get(id)!.isOutOfReach = true;
  };
  /** Nobody can tell whether what is said to somebody next arrives. */
  const leaveUnclear = (id: string) =>
    at.world.slack.faults.add({
      ...{ method: 'chat.postMessage', kind: 'reset-before', times: 2 },
      match: (args) => args.channel === id,
    });

  it('is told to its reporter: read, then closed, once each', async () => {
    at = await reportingWorld(dialect, [READER, SECOND_READER]);
    await reportFrom(OTHER);
    const hiro = at.as(OTHER);
    expect(at.dmOf(hiro).at(-1)).toContain('I’ll tell you when someone has read it');
    await at.press(at.as(READER), 'concerns.read');
    await at.press(at.as(SECOND_READER), 'concerns.close');
    await at.world.travel({ hours: 24 });
    const said = at.dmOf(hiro).join('\n');
    expect(said.match(/\*Your report of/g)?.length).toBeLessThanOrEqual(2);
    expect(said).toContain('Someone has read your report and closed it.');
    expect(said).not.toContain('I’ll tell you when');
    // Every reader's card shows it, and has no button that does nothing any more.
    for (const id of [READER, SECOND_READER]) {
      const card = at
        .as(id)
        .messages()
        .findLast((one) => JSON.stringify(one.blocks).includes('A report of a concern'));
      expect(JSON.stringify(card?.blocks)).not.toContain('"button"');
    }
  });

  it('waits for the morning of its reader, whatever else came that day', async () => {
    at = await reportingWorld(dialect);
    await at.world.travel({ hours: 12 });
    await reportFrom(OTHER);
    expect(at.dmOf(at.as(READER)).join()).not.toContain('reported a concern');
    await at.world.travel({ hours: 14 });
    expect(at.dmOf(at.as(READER)).join()).toContain('reported a concern');
  });

  it('goes to the other reader when one cannot be reached, and nobody is told', async () => {
    at = await reportingWorld(dialect, [READER, SECOND_READER]);
    closeAccount(SECOND_READER);
    await reportFrom(OTHER);
    await at.world.travel({ hours: 2 });
    expect(at.dmOf(at.as(READER)).join()).toContain('reported a concern');
    expect(at.dmOf(at.as(OTHER)).join()).not.toContain('couldn’t make sure');
    expect((await at.trail()).map(([what, by]) => [what, by])).toEqual(
      expect.arrayContaining([
        ['arrived', READER],
        ['not delivered', SECOND_READER],
      ]),
    );
  });

  it.each([
    ['can’t be delivered', (id: string) => closeAccount(id)],
    ['ends unclear', (id: string) => void leaveUnclear(id)],
  ])('is told to its reporter when it %s: nobody may have it, and whom to turn to', async (_how, spoil) => {
    at = await reportingWorld(dialect, [SECOND_READER]);
    await reportFrom(OTHER, { words: 'The first one' });
    await at.press(at.as(SECOND_READER), 'concerns.close');
    spoil(SECOND_READER);
    await reportFrom(OTHER);
    await at.world.travel({ hours: 2 });
    expect(at.dmOf(at.as(OTHER)).join()).toContain('I couldn’t make sure that your report reached anyone');
    expect(at.dmOf(at.as(OTHER)).join()).toContain('A helpline');
    await at.world.work((tx) => saveSettings(tx, READER, { concernOwners: [READER] }));
    await at.type(at.as(READER), '/mentor concerns');
    expect(JSON.stringify(at.as(READER).modal()).match(/concerns\.look/g)?.length).toBe(1);
  });

  it('goes to whoever reads reports by then, when it could not be delivered', async () => {
    at = await reportingWorld(dialect, [SECOND_READER]);
    await at.world.travel({ hours: 12 });
    await reportFrom(OTHER);
    await at.world.work((tx) => saveSettings(tx, READER, { concernOwners: [READER] }));
    await at.world.travel({ hours: 14 });
    expect(at.dmOf(at.as(READER)).join()).toContain('reported a concern');
    expect(at.dmOf(at.as(SECOND_READER)).join()).not.toContain('reported a concern');
    expect(at.dmOf(at.as(OTHER)).join()).not.toContain('couldn’t make sure');
  });

  it('is not begun where nobody can read it: whom to turn to is said instead', async () => {
    at = await reportingWorld(dialect, [SECOND_READER]);
    await at.world.work((tx) => pauseMember(tx, SECOND_READER, undefined));
    await at.type(at.as(OTHER), '/mentor report');
    expect(at.modalOf(at.as(OTHER))).toContain('No one can read reports here right now');
    expect(at.modalOf(at.as(OTHER))).toContain('Call Petra');
  });

  it('is not sent to the person whom it is about: the only reader is named, with others to turn to', async () => {
    at = await reportingWorld(dialect);
    await at.type(at.as(OTHER), '/mentor report');
    const refused = await at.as(OTHER).submit({ fill: { kind: 'hurtful', words: 'She was rude.', person: READER } });
    expect(JSON.stringify(refused)).toContain('is the only one who reads reports here');
    expect(JSON.stringify(refused)).toContain('Call Petra');
    expect(await at.concerns()).toEqual([]);
    await at.ask(false, READER);
    await at.press(at.as(MENTOR), 'care.report');
    expect(at.modalOf(at.as(MENTOR))).toContain('is the only one who reads reports here');
    expect(at.modalOf(at.as(MENTOR))).not.toContain('What happened?');
  });

  it('is read by all owners where nobody is named, or nobody named is here any more', async () => {
    at = await reportingWorld(dialect, []);
    await at.type(at.as(OTHER), '/mentor report');
    expect(at.modalOf(at.as(OTHER))).toContain('Dana');
    await at.as(OTHER).close();
    await at.world.work((tx) => saveSettings(tx, READER, { concernOwners: [SECOND_READER] }));
    await at.type(at.as(OTHER), '/mentor report');
    expect(at.modalOf(at.as(OTHER))).not.toContain('Dana');
    await at.as(OTHER).close();
    at.world.slack.people.deactivate(SECOND_READER);
    await at.world.settle();
    await at.type(at.as(OTHER), '/mentor report');
    expect(at.modalOf(at.as(OTHER))).toContain('Dana');
  });

  it('is one report however often it is sent, with 10,000 characters refused where they stand', async () => {
    at = await reportingWorld(dialect);
    const hiro = at.as(OTHER);
    await at.type(hiro, '/mentor report');
    const modal = hiro.modal();
    const { report } = await import('../../../src/features/concerns/service/index.ts');
    const { id } = JSON.parse(String(modal?.private_metadata));
    const form = { kind: 'else' as const, words: 'Twice.', tell: [], block: [] };
    const [a, b] = await Promise.all([1, 2].map(() => at.world.work((tx) => report(tx, OTHER, { id, form }))));
    expect(a?.concernId).toBe(b?.concernId);
    // Somebody else's id makes a report of their own.
    const other = await at.world.work((tx) => report(tx, ASKER, { id, form }));
    expect(other.concernId).not.toBe(id);
    expect((await at.concerns()).length).toBe(2);
    const { concernForm } = await import('../../../src/features/concerns/rules.ts');
    const long = concernForm.safeParse({ kind: 'else', words: 'x'.repeat(10_000) });
    expect(long.error?.issues[0]?.message).toBe('Please keep this under 3,000 characters.');
    expect(concernForm.safeParse({ kind: 'nonsense' }).error?.issues[0]?.message).toBe('Please pick what fits best.');
  });

  it('is only for its readers, and only theirs to block', async () => {
    at = await reportingWorld(dialect);
    const offerId = await at.ask(false);
    await at.press(at.as(MENTOR), 'care.report');
    await at.send(at.as(MENTOR));
    const [concern] = await at.concerns();
    const s = await import('../../../src/features/concerns/service/index.ts');
    const id = concern!.id;
    for (const act of [s.markRead, s.closeConcern, s.suspend, s.lift, s.showWho, s.detailFor])
      for (const by of [MENTOR, ASKER, OTHER])
        await expect(at.world.work<unknown>((tx) => act(tx, id, by))).rejects.toThrow(
          /Only the people who read|isn’t here/,
        );
    await expect(at.world.work((tx) => s.blockFrom(tx, id, OTHER))).rejects.toThrow('isn’t yours');
    await expect(at.world.work((tx) => s.markRead(tx, 'nonsense', READER))).rejects.toThrow('isn’t here any more');
    await expect(at.world.work((tx) => s.showWho(tx, id, READER))).rejects.toThrow('isn’t known here');
    await at.type(at.as(OTHER), '/mentor concerns');
    expect(JSON.stringify(at.as(OTHER).messages().at(-1))).toContain('Only the people who read reports can open that');
    // Another's question is nothing that somebody could report as theirs: it is the form about anything.
    const start = await at.world.work((tx) => s.startReport(tx, OTHER, `offer:${offerId}`));
    expect(start).toMatchObject({ about: undefined, matter: undefined });
    await at.world.work((tx) => s.closeConcern(tx, id, READER));
    await expect(at.world.work((tx) => s.markRead(tx, id, READER))).rejects.toThrow('closed already');
  });

  it('blocks in one click whom its reporter knows', async () => {
    at = await reportingWorld(dialect);
    await at.ask(false);
    await at.press(at.as(MENTOR), 'care.report');
    await at.send(at.as(MENTOR));
    await at.press(at.as(MENTOR), 'concerns.block');
    expect(at.dmOf(at.as(MENTOR)).at(-1)).toContain('You blocked them.');
    const blocks = await at.world.work((tx) => tx.db.selectFrom('member_block').selectAll().execute());
    expect(blocks.map((row) => [row.member_id, row.blocked_id])).toEqual([[MENTOR, ASKER]]);
  });

  it('is bounded: after five on a day there is a sentence, and the way to people', async () => {
    at = await reportingWorld(dialect);
    for (const n of [1, 2, 3, 4, 5]) {
      await reportFrom(OTHER, { words: `Number ${n}` });
      await at.as(OTHER).close();
    }
    await at.type(at.as(OTHER), '/mentor report');
    expect(at.as(OTHER).modal()).toBeNull();
    expect(JSON.stringify(at.as(OTHER).messages().at(-1))).toContain('as many as I take in a day');
  });
});

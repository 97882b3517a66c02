import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import {
  approveCard,
  cardNow,
  cardsFor,
  cardsOfSkill,
  changeCard,
  changeForm,
  countCards,
  helpOf,
  mayPropose,
  mineOf,
  newCard,
  ownCard,
  proposeCard,
  readCard,
  sayHelped,
  takeDown,
  withdrawCard,
} from '../../../src/features/knowledge/service/index.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { cleanUp, dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { mergeSkills } from '../../../src/features/skills/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';
import { ADA, BRAM, DANA, ELIF, NOW, other, somebody, words } from './setup.ts';

onBothDatabases('Knowledge cards', (dialect) => {
  let db: Database;
  let sessionId: string;
  let skillId: string;
  const run = <T>(unit: (tx: Tx) => Promise<T>, now = NOW, workspace = 'T1') => workOn(db, now, unit, workspace);

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await run(async (tx) => {
      await somebody(tx, ADA, 'Ada Okafor');
      await somebody(tx, BRAM, 'Bram de Vries');
      await somebody(tx, DANA, 'Dana Owner', true);
      await somebody(tx, ELIF, 'Elif Kaya');
      ({ id: sessionId, skillId } = await heldSession(tx, ADA, BRAM, 'Kubernetes'));
    });
  });
  afterEach(() => db.close());

  const rows = () => db.read.selectFrom('knowledge_card').selectAll().execute();
  const prompts = async (kind: string) =>
    (await db.read.selectFrom('prompt').selectAll().where('kind', '=', `knowledge.${kind}`).execute())
      .filter((p) => p.state === 'due')
      .map((p) => p.member_id);
  const propose = (by: string = ADA, session = sessionId, text = words) =>
    run((tx) => proposeCard(tx, session, by, text));
  /** A card that both approved, from a session of its own. */
  const published = async (question = words.question, now = NOW) => {
    const session = await run((tx) => heldSession(tx, ADA, BRAM, 'Kubernetes'), now);
    expect(await run((tx) => proposeCard(tx, session.id, ADA, { ...words, question }), now)).toBeUndefined();
    const card = (await rows()).find((row) => row.session_id === session.id)!;
    await run((tx) => approveCard(tx, card.id, 1, BRAM), now);
    return card.id;
  };
  const offeredTo = async (reader: string) => (await run((tx) => cardsFor(tx, skillId, reader))).best;

  it('are proposed by either, and shown to others once the other approved the very words', async () => {
    expect(await propose(BRAM)).toBeUndefined();
    const [card] = await rows();
    expect(await prompts('approval')).toEqual([ADA]);
    expect(await offeredTo(ELIF)).toEqual([]);
    await expect(run((tx) => readCard(tx, card!.id, ELIF))).rejects.toThrow('isn’t shown any more');
    await run((tx) => approveCard(tx, card!.id, 1, ADA));
    expect(await offeredTo(ELIF)).toEqual([{ id: card!.id, question: words.question }]);
    expect(await run((tx) => readCard(tx, card!.id, ELIF))).toMatchObject({ ...words, topic: 'Kubernetes' });
    expect(await prompts('approval')).toEqual([]);
    expect(await prompts('news')).toEqual([BRAM]);
  });

  it('give nobody away to others', async () => {
    const id = await published();
    const seen = JSON.stringify([
      await run((tx) => readCard(tx, id, ELIF)),
      await run((tx) => cardsFor(tx, skillId, ELIF)),
      await run((tx) => cardsOfSkill(tx, skillId, 'UREADER')),
    ]);
    for (const secret of [ADA, BRAM, 'Ada', 'Bram', '2026', sessionId]) expect(seen).not.toContain(secret);
  });

  it('begin with what the two wrote, where it fits', async () => {
    const recap = JSON.stringify([{ authorId: BRAM, text: 'Events first' }]);
    await db.transact((trx) => trx.updateTable('session').set({ recap }).execute());
    expect(await run((tx) => newCard(tx, sessionId, ADA))).toMatchObject({
      words: { question: 'Find out why it restarts', answer: 'Events first' },
      people: [
        { id: BRAM, name: 'Bram de Vries' },
        { id: ADA, name: 'Ada Okafor' },
      ],
      partner: 'Bram de Vries',
    });
    await db.transact((trx) =>
      trx
        .updateTable('session')
        .set({ goal: 'g'.repeat(400) })
        .execute(),
    );
    expect(await run((tx) => newCard(tx, sessionId, ADA))).toMatchObject({ words: { question: '' } });
    await propose();
    const [card] = await rows();
    expect(await run((tx) => newCard(tx, sessionId, BRAM))).toEqual({ cardId: card!.id });
  });

  it('lose the approval with any change, and nobody approves words that they did not see', async () => {
    await propose();
    const { id } = (await rows())[0]!;
    expect(await run((tx) => changeCard(tx, id, 1, BRAM, other))).toBeUndefined();
    await expect(run((tx) => approveCard(tx, id, 1, BRAM))).rejects.toThrow('changed in the meantime');
    await expect(run((tx) => approveCard(tx, id, 1, ADA))).rejects.toThrow('changed in the meantime');
    expect(await run((tx) => changeCard(tx, id, 1, ADA, words))).toContain('changed in the meantime');
    expect(await run((tx) => changeCard(tx, id, 2, ADA, other))).toContain('as they were');
    expect(await offeredTo(ELIF)).toEqual([]);
    expect(await prompts('approval')).toEqual([ADA]);
    await run((tx) => approveCard(tx, id, 2, ADA));
    expect(await offeredTo(ELIF)).toHaveLength(1);
    expect((await run((tx) => changeForm(tx, id, 2, BRAM))).wasShown).toBe(true);
    await run((tx) => changeCard(tx, id, 2, BRAM, words));
    expect(await offeredTo(ELIF)).toEqual([]);
  });

  it('are withdrawn by either at any time, for good and with their words, and the other hears no reason', async () => {
    const id = await published();
    await run((tx) => sayHelped(tx, id, ELIF));
    await run((tx) => withdrawCard(tx, id, BRAM));
    expect(await offeredTo(ELIF)).toEqual([]);
    expect(await rows()).toMatchObject([{ state: 'withdrawn', question: '', answer: '' }]);
    expect(await prompts('news')).toEqual([ADA]);
    expect(await run((tx) => cardNow(tx, id, ADA))).toMatchObject({ state: 'withdrawn', partner: 'Bram de Vries' });
    for (const by of [ADA, BRAM]) {
      await expect(run((tx) => withdrawCard(tx, id, by))).rejects.toThrow('was withdrawn');
      await expect(run((tx) => approveCard(tx, id, 1, by))).rejects.toThrow('was withdrawn');
      expect(await run((tx) => changeCard(tx, id, 1, by, other))).toContain('was withdrawn');
      await expect(run((tx) => ownCard(tx, id, by))).rejects.toThrow('was withdrawn');
    }
    await expect(run((tx) => sayHelped(tx, id, ELIF))).rejects.toThrow('isn’t shown any more');
    expect(await propose(ADA, (await rows())[0]!.session_id)).toContain('There’s a card from this session already');
  });

  it('tell by message only who asked: the other sees it in what they have', async () => {
    await propose();
    const { id } = (await rows())[0]!;
    await run((tx) => withdrawCard(tx, id, ADA));
    expect(await prompts('news')).toEqual([]);
    expect(await prompts('approval')).toEqual([]);
  });

  it('have one from each session, though both propose at once', async () => {
    const answers = await Promise.all([propose(ADA), propose(BRAM)]);
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    expect(answers.find((answer) => answer !== undefined)).toContain('There’s a card from this session already');
    expect(await rows()).toHaveLength(1);
    expect(await prompts('approval')).toHaveLength(1);
  });

  it('are decided once, though everything is pressed at once', async () => {
    await propose();
    const { id } = (await rows())[0]!;
    const pressed = await Promise.allSettled([
      run((tx) => approveCard(tx, id, 1, BRAM)),
      run((tx) => approveCard(tx, id, 1, BRAM)),
      run((tx) => withdrawCard(tx, id, ADA)),
      run((tx) => withdrawCard(tx, id, BRAM)),
    ]);
    expect(pressed.filter(({ status }) => status === 'rejected').length).toBeGreaterThanOrEqual(2);
    expect(await rows()).toMatchObject([{ state: 'withdrawn', question: '' }]);
    expect(await offeredTo(ELIF)).toEqual([]);
  });

  it('are nobody else’s to decide, and nothing leaks into another workspace', async () => {
    const id = await published();
    for (const deed of [
      (tx: Tx) => approveCard(tx, id, 1, ELIF),
      (tx: Tx) => withdrawCard(tx, id, ELIF),
      (tx: Tx) => ownCard(tx, id, ELIF),
      (tx: Tx) => changeForm(tx, id, 1, ELIF),
    ])
      await expect(run<unknown>(deed)).rejects.toThrow('belongs to the two people');
    expect(await run((tx) => changeCard(tx, id, 1, ELIF, other))).toContain('belongs to the two people');
    await expect(run((tx) => readCard(tx, id, ELIF), NOW, 'T2')).rejects.toThrow('isn’t shown any more');
    await expect(run((tx) => withdrawCard(tx, id, ADA), NOW, 'T2')).rejects.toThrow('no longer there');
    expect(await propose(ELIF)).toContain('written by the two people of a session');
    await expect(run((tx) => newCard(tx, 'nonsense', ELIF))).rejects.toThrow('by the two people of a session');
  });

  it('are proposed from talks that have none yet', async () => {
    const { id: another } = await run((tx) => heldSession(tx, ADA, BRAM, 'Helm'));
    const left = async () => (await run((tx) => mineOf(tx, ADA))).sessions.map((session) => session.id);
    expect((await left()).sort()).toEqual([another, sessionId].sort());
    expect(await propose()).toBeUndefined();
    expect(await left()).toEqual([another]);
  });

  it('come from a talk that took place, in the days after it', async () => {
    const late = NOW.add({ hours: 24 * 30 });
    expect(await run((tx) => mayPropose(tx, sessionId, ADA), late.subtract({ seconds: 1 }))).toBe(true);
    expect(await run((tx) => proposeCard(tx, sessionId, ADA, words), late)).toContain('in the 30 days after');
    await db.transact((trx) => trx.updateTable('session').set({ held_at: null }).execute());
    expect(await propose()).toContain('what came of a talk');
    expect((await run((tx) => mineOf(tx, ADA))).sessions).toEqual([]);
  });

  it('wait three at a time', async () => {
    for (let i = 0; i < 3; i += 1) {
      const session = await run((tx) => heldSession(tx, ADA, BRAM, 'Kubernetes'));
      expect(await propose(ADA, session.id)).toBeUndefined();
    }
    expect(await propose()).toContain('which is as many as can');
    await run(async (tx) => withdrawCard(tx, (await mineOf(tx, ADA)).cards[0]!.id, ADA));
    expect(await propose()).toBeUndefined();
    expect((await run((tx) => mineOf(tx, BRAM))).cards.map((card) => card.isApproved)).toEqual([false, false, false]);
    expect(await run((tx) => countCards(tx, BRAM))).toEqual({ toApprove: 3, shown: 0 });
  });

  it('name nobody, though the modal did not know the name', async () => {
    await run((tx) => somebody(tx, BRAM, 'Zebulon Quist'));
    const named = { ...words, answer: 'Zebulon said to read the events before the logs.' };
    expect(await propose(ADA, sessionId, named)).toContain('There’s a name or a mention in the words');
    expect(await rows()).toEqual([]);
  });

  it('are not asked about between people who would rather not meet, or of somebody who is not there', async () => {
    await run((tx) => setBlocks(tx, BRAM, [ADA]));
    expect(await propose()).toContain('can’t approve a card at the moment');
    expect(await propose(BRAM)).toContain('can’t approve a card at the moment');
    await run((tx) => setBlocks(tx, BRAM, []));
    await run((tx) => updateMember(tx, BRAM, { is_deactivated: 1 }));
    expect(await run((tx) => mayPropose(tx, sessionId, ADA))).toBe(false);
    await run((tx) => updateMember(tx, BRAM, { is_deactivated: 0 }));
    await propose();
    const { id } = (await rows())[0]!;
    await run((tx) => setBlocks(tx, ADA, [BRAM]));
    expect(await run((tx) => changeCard(tx, id, 1, BRAM, other))).toContain('can’t approve other words');
  });

  it('are offered best first: by how many they helped, then the newest, two at the most, and never to their authors', async () => {
    const old = await published('The oldest question of all?');
    const middle = await published('The one in the middle, then?', NOW.add({ hours: 1 }));
    const newest = await published('The newest question of all?', NOW.add({ hours: 2 }));
    expect((await offeredTo(ELIF)).map((card) => card.id)).toEqual([newest, middle]);
    await run((tx) => sayHelped(tx, old, ELIF));
    await run((tx) => sayHelped(tx, old, ELIF));
    await run((tx) => sayHelped(tx, old, DANA));
    await run((tx) => sayHelped(tx, middle, DANA));
    expect((await offeredTo(ELIF)).map((card) => card.id)).toEqual([old, middle]);
    expect(await run((tx) => cardsFor(tx, skillId, ELIF))).toMatchObject({ total: 3 });
    expect(await run((tx) => cardsFor(tx, skillId, ADA))).toMatchObject({ best: [], total: 0 });
    expect((await run((tx) => cardsOfSkill(tx, skillId, 'UREADER'))).cards).toHaveLength(3);
  });

  it('help each reader once, tell the two once a month and count nobody where there are few', async () => {
    const id = await published();
    await expect(run((tx) => sayHelped(tx, id, ADA))).rejects.toThrow('for others to say');
    const readers = Array.from({ length: 5 }, (_, i) => `UR${i}`);
    for (const reader of readers.slice(0, 4)) await run((tx) => sayHelped(tx, id, reader));
    expect(await run((tx) => helpOf(tx, ADA, '2026-03'))).toEqual([{ topic: 'Kubernetes', people: undefined }]);
    expect(await run((tx) => readCard(tx, id, ELIF))).toMatchObject({ helped: undefined, hasHelped: false });
    await run((tx) => sayHelped(tx, id, readers[4]!));
    await run((tx) => sayHelped(tx, id, readers[4]!));
    expect(await run((tx) => helpOf(tx, BRAM, '2026-03'))).toEqual([{ topic: 'Kubernetes', people: 5 }]);
    expect(await run((tx) => readCard(tx, id, readers[4]!))).toMatchObject({ helped: 5, hasHelped: true });
    const planned = await db.read.selectFrom('prompt').selectAll().where('kind', '=', 'knowledge.helped').execute();
    expect(planned.map((p) => [p.member_id, p.due_at]).toSorted()).toEqual([
      [ADA, '2026-04-02T07:30:00.000Z'],
      [BRAM, '2026-04-02T07:30:00.000Z'],
    ]);
    expect(await run((tx) => helpOf(tx, ADA, '2026-04'))).toEqual([]);
    await run((tx) => withdrawCard(tx, id, ADA));
    expect(await run((tx) => helpOf(tx, BRAM, '2026-03'))).toEqual([]);
  });

  it('are taken down by owners only, who tell both why', async () => {
    const id = await published();
    await expect(run((tx) => takeDown(tx, id, ELIF, 'Because'))).rejects.toThrow('Only the owners');
    await run((tx) => takeDown(tx, id, DANA, 'It names a customer.'));
    expect(await offeredTo(ELIF)).toEqual([]);
    expect((await prompts('taken-down')).toSorted()).toEqual([ADA, BRAM]);
    expect(await run((tx) => cardNow(tx, id, BRAM))).toMatchObject({
      state: 'taken down',
      reason: 'It names a customer.',
    });
    await expect(run((tx) => takeDown(tx, id, DANA, 'Again'))).rejects.toThrow('isn’t shown any more');
    await expect(run((tx) => ownCard(tx, id, ADA))).rejects.toThrow('took this card down');
  });

  it('move along when two skills become one', async () => {
    await published();
    const into = (await run((tx) => findOrCreateSkill(tx, 'Container steering'))).id;
    await run((tx) => mergeSkills(tx, skillId, into));
    expect((await run((tx) => cardsFor(tx, into, ELIF))).total).toBe(1);
  });

  it('are given to each of the two with their data, and gone from everywhere when either is erased', async () => {
    const id = await published();
    await run((tx) => sayHelped(tx, id, ELIF));
    for (const one of [ADA, BRAM]) expect(await run((tx) => dataOf(tx, one))).toContain(words.answer);
    const theirs = await run((tx) => dataOf(tx, ELIF));
    expect(theirs).toContain(words.question);
    expect(theirs).not.toContain(ADA);
    await run((tx) => deleteData(tx, ELIF));
    expect(await db.read.selectFrom('knowledge_help').selectAll().execute()).toEqual([]);
    await run((tx) => deleteData(tx, BRAM));
    expect(await rows()).toMatchObject([{ state: 'withdrawn', question: '', answer: '', reason: '' }]);
    expect(await prompts('news')).toEqual([ADA]);
  });

  it('go after ninety days when they ended or found no approval, and stay while they are shown', async () => {
    const shown = await published();
    const ended = await published();
    const changed = await published();
    for (const id of [shown, changed]) await run((tx) => sayHelped(tx, id, ELIF));
    await run((tx) => changeCard(tx, changed, 1, ADA, other));
    await run((tx) => withdrawCard(tx, ended, ADA));
    await propose();
    await run(cleanUp, NOW.add({ hours: 24 * 90 }));
    expect(await rows()).toHaveLength(4);
    await run(cleanUp, NOW.add({ hours: 24 * 90 + 1 }));
    expect((await rows()).map((row) => row.id)).toEqual([shown]);
    expect(await db.read.selectFrom('knowledge_help').selectAll().execute()).toMatchObject([{ card_id: shown }]);
  });

  it('are never offered but in words that both approved, in any order of what people do', async () => {
    const people = [ADA, BRAM, ELIF];
    const deed = fc.record({
      do: fc.constantFrom('approve', 'approve', 'change', 'withdraw'),
      by: fc.constantFrom(...people),
      version: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 3, maxLength: 10 }), async (deeds) => {
        // Each run is a week of its own.
        await run((tx) => tx.db.deleteFrom('quota_use').execute());
        const session = await run((tx) => heldSession(tx, ADA, BRAM, 'Kubernetes'));
        // How many cards a day one may write is another story.
        await db.transact((trx) => trx.deleteFrom('quota_use').execute());
        await propose(ADA, session.id, { ...words, question: 'The words of version 1?' });
        const { id } = (await rows()).find((row) => row.session_id === session.id)!;
        const agreed = new Map<string, number>([[ADA, 1]]);
        let [version, isOver] = [1, false];
        for (const { do: what, by, version: seen } of deeds) {
          const isTheirs = by !== ELIF && !isOver;
          if (what === 'approve') {
            await run((tx) => approveCard(tx, id, seen, by)).catch(() => {});
            if (isTheirs && seen === version) agreed.set(by, version);
          } else if (what === 'change') {
            const text = { ...words, question: `The words of version ${version + 1}?` };
            const refusal = await run((tx) => changeCard(tx, id, seen, by, text));
            expect(refusal === undefined).toBe(isTheirs && seen === version);
            if (refusal === undefined) agreed.set(by, ++version);
          } else {
            await run((tx) => withdrawCard(tx, id, by)).catch(() => {});
            isOver ||= isTheirs;
          }
          const isBoth = agreed.get(ADA) === version && agreed.get(BRAM) === version;
          const offered = (await offeredTo(DANA)).filter((card) => card.id === id);
          const expected = isBoth && !isOver ? [{ id, question: `The words of version ${version}?` }] : [];
          expect(offered).toEqual(expected);
        }
        await run((tx) => withdrawCard(tx, id, ADA)).catch(() => {});
      }),
      { numRuns: 25 },
    );
  });
});

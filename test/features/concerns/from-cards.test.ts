import { afterEach, beforeEach, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { acceptNewcomer, introduce } from '../../../src/features/buddies/service/index.ts';
import { insertPair } from '../../../src/features/buddies/store/pairs.ts';
import { listFor, startReport } from '../../../src/features/concerns/service/index.ts';
import { insertCard } from '../../../src/features/knowledge/store/index.ts';
import { ids as knowledge } from '../../../src/features/knowledge/views.ts';
import { momentForm } from '../../../src/features/moments/rules/form.ts';
import { saveMoment, setWilling } from '../../../src/features/moments/service.ts';
import { book, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { acceptOffer } from '../../../src/features/requests/service/index.ts';
import { iso } from '../../../src/time.ts';
import { ASKER, MENTOR, OTHER, READER, type Reporting, reportingWorld } from '../../support/concerns.ts';
import { onBothDatabases } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';
import { aForm } from '../office-hours/setup.ts';

const MENTORING = 'C0MENTORING';

onBothDatabases('A concern can be reported from', (dialect) => {
  let at: Reporting;
  beforeEach(async () => {
    at = await reportingWorld(dialect);
  });
  afterEach(() => at.world.close());

  /** What stands in the form that somebody opens from the newest card with the button, closed again. */
  const opened = async (id: string, channel?: string) => {
    await at.press(at.as(id), 'care.report', channel);
    const form = at.modalOf(at.as(id));
    await at.as(id).close();
    return form;
  };
  const aboutFor = async (id: string, about: string) => {
    const start = await at.world.work((tx) => startReport(tx, id, about));
    return 'matter' in start ? { kind: start.matter?.kind, other: start.other?.id } : undefined;
  };

  it('the asker’s own card, about whoever accepted, and before that about anything', async () => {
    const offerId = await at.ask(false);
    expect(await opened(ASKER)).not.toContain('About');
    await at.world.work((tx) => acceptOffer(tx, offerId, MENTOR));
    await at.world.settle();
    expect(await opened(ASKER)).toContain('on *Kubernetes* with <@U0BRAM>');
    const { requestId } = await at.world.work(async (tx) => {
      const row = await tx.db.selectFrom('offer').select('request_id').executeTakeFirstOrThrow();
      return { requestId: row.request_id };
    });
    expect(await aboutFor(OTHER, `request:${requestId}`)).toEqual({ kind: undefined, other: undefined });
    expect(await aboutFor(MENTOR, `request:${requestId}`)).toEqual({ kind: undefined, other: undefined });
  });

  it('the card of one’s own thank-you, at once', async () => {
    await at.type(at.as(ASKER), '/mentor thanks <@U0BRAM> for showing me how to read the log of a pod');
    expect(await opened(ASKER)).toContain('About a thank-you with <@U0BRAM>');
    const thanks = await at.world.work((tx) => tx.db.selectFrom('thanks').select('id').executeTakeFirstOrThrow());
    expect(await aboutFor(MENTOR, `thanks:${thanks.id}`)).toEqual({ kind: undefined, other: undefined });
  });

  it('a booked place: the guest’s cards, and the host’s list, for each guest', async () => {
    const hoursId = await at.world.work(async (tx) => (await holdHours(tx, MENTOR, aForm())).id);
    for (const [seat, id] of [ASKER, OTHER].entries())
      await at.world.work((tx) => book(tx, id, { hoursId, date: '2026-03-03', seat, goal: `goal of ${id}` }));
    await at.world.travelTo(Temporal.Instant.from('2026-03-03T13:30:00Z'));
    expect(await opened(ASKER)).toContain('About a place in office hours on *Kubernetes* with <@U0BRAM>');
    const bram = at.as(MENTOR);
    const list = bram.messages().findLast((one) => JSON.stringify(one.blocks).includes('goal of U0HIRO'));
    const rows = list?.blocks as { block_id: string }[];
    for (const id of [ASKER, OTHER]) {
      const row = rows.find((block) => JSON.stringify(block).includes(`goal of ${id}`));
      const place = { channel: bram.appDm(), ts: String(list?.ts), blockId: String(row?.block_id) };
      await bram.click({ ...place, actionId: 'care.report' });
      await at.world.settle();
      expect(at.modalOf(bram)).toContain(`About a place in office hours on *Kubernetes* with <@${id}>`);
      if (id === ASKER) await bram.close();
    }
    await at.send(bram, { tell: ['content'] });
    expect(at.dmOf(at.as(READER)).at(-1)).toContain('goal of U0HIRO');
  });

  it('a moment: its post and its host’s card, about whoever wrote the question', async () => {
    const own = ['Who of you is the most useless one', 'Who else is useless here', 'Who should leave'].join('\n');
    const form = { days: ['2'], time: '11:00', zone: 'Europe/Berlin', minutes: '10', deck: 'own', own };
    await at.world.work(async (tx) => {
      const { id } = await saveMoment(tx, ASKER, MENTORING, momentForm.parse(form));
      await setWilling(tx, id, MENTOR, true);
    });
    await at.world.travelTo(Temporal.Instant.from('2026-03-03T09:30:00Z'));
    expect(await opened(MENTOR)).toContain('About a moment in a channel with <@U0ADA>');
    await at.world.travelTo(Temporal.Instant.from('2026-03-03T10:02:00Z'));
    expect(await opened(OTHER, MENTORING)).toContain('About a moment in a channel with <@U0ADA>');
    expect(await opened(ASKER, MENTORING)).not.toContain('About');
    await at.press(at.as(OTHER), 'care.report', MENTORING);
    await at.send(at.as(OTHER), { tell: ['content'] });
    expect(at.dmOf(at.as(READER)).at(-1)).toMatch(/useless|should leave/);
  });

  it('a knowledge card, by whoever reads it: its words, no one in particular, and never to the two who wrote it', async () => {
    const cardId = 'the-card';
    await at.world.work(async (tx) => {
      await saveSettings(tx, READER, { concernOwners: [READER, MENTOR] });
      const { id: sessionId, skillId } = await heldSession(tx, ASKER, MENTOR, 'Kubernetes');
      const words = { question: 'Who is to blame for the outage?', answer: 'Whoever pressed the button.' };
      const two = { proposerId: ASKER, partnerId: MENTOR, editorId: ASKER };
      const standing = { version: 1, proposerApproved: 1, partnerApproved: 1, state: 'open' as const, reason: '' };
      await insertCard(tx, { id: cardId, sessionId, skillId, ...two, ...words, ...standing });
    });
    const other = at.as(OTHER);
    await at.type(other, '/mentor kubernetes');
    await at.press(other, knowledge.read);
    expect(at.modalOf(other)).toContain('Report a concern');
    await other.click({ viewId: String(other.modal()?.id), actionId: 'care.report' });
    await at.world.settle();
    const form = at.modalOf(other);
    expect(form).toContain('About a knowledge card on *Kubernetes*.');
    for (const hidden of [ASKER, MENTOR, 'Block']) expect(form).not.toContain(hidden);
    await at.send(other, { words: 'It blames a colleague.', tell: ['content'] });
    const read = at.dmOf(at.as(READER)).at(-1);
    for (const shown of ['It blames a colleague.', 'Whoever pressed the button.', 'no one in particular'])
      expect(read).toContain(shown);
    for (const author of [ASKER, MENTOR]) expect(at.dmOf(at.as(author)).join()).not.toContain('It blames');
    expect(await at.world.work((tx) => listFor(tx, MENTOR))).toEqual([]);
    expect(await aboutFor(ASKER, `card:${cardId}`)).toEqual({ kind: 'card', other: MENTOR });
  });

  it('a pair of newcomer and buddy: the question, and what the two read of each other', async () => {
    const pairId = 'the-pair';
    await at.world.work(async (tx) => {
      await saveSettings(tx, READER, { hasBuddies: true });
      const [ids, now] = [{ workspace_id: tx.workspaceId, member_id: ASKER }, iso(tx.now)];
      await tx.db
        .insertInto('buddy_newcomer')
        .values({ ...ids, starts_on: '2026-03-02', begins_at: now, state: 'open', has_changed: 0 })
        .execute();
      await insertPair(tx, {
        id: pairId,
        newcomer_id: ASKER,
        buddy_id: MENTOR,
        answer_by: iso(tx.now.add({ hours: 48 })),
      });
    });
    const nothing = { kind: undefined, other: undefined };
    expect(await aboutFor(MENTOR, `pair:${pairId}`)).toEqual({ kind: 'pair', other: ASKER });
    expect(await aboutFor(ASKER, `pair:${pairId}`)).toEqual(nothing);
    await at.world.work(async (tx) => {
      await acceptNewcomer(tx, pairId, MENTOR);
      await introduce(tx, pairId);
    });
    await at.world.travel({ hours: 3 });
    const place = at
      .as(ASKER)
      .conversations()
      .find((one) => one.kind === 'mpim');
    expect(await opened(ASKER, place?.id)).toContain('About a newcomer and their buddy with <@U0BRAM>');
    expect(await opened(MENTOR, place?.id)).toContain('About a newcomer and their buddy with <@U0ADA>');
    expect(await aboutFor(OTHER, `pair:${pairId}`)).toEqual(nothing);
  });
});

import { afterEach, beforeEach, expect, it } from 'vitest';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { acceptOffer } from '../../../src/features/requests/service/index.ts';
import { ASKER, MENTOR, OTHER, READER, type Reporting, reportingWorld } from '../../support/concerns.ts';
import { onBothDatabases } from '../../support/database.ts';
import { saidIn } from '../../support/dm.ts';

onBothDatabases('Reporting a concern', (dialect) => {
  let at: Reporting;
  beforeEach(async () => {
    at = await reportingWorld(dialect);
  });
  afterEach(() => at.world.close());

  it.each(['report', 'concern', 'report a concern', 'Report a concern'])('is open by “/mentor %s”', async (words) => {
    const hiro = at.as(OTHER);
    await at.type(hiro, `/mentor ${words}`);
    expect(at.modalOf(hiro)).toContain('What happened?');
    expect(at.modalOf(hiro)).toMatch(/Dana \w+\* reads reports here/);
  });

  it('is open by the shortcut, by Home, and by what is typed in a message', async () => {
    const hiro = at.as(OTHER);
    await hiro.shortcut('report_concern');
    await at.world.settle(0);
    expect(at.modalOf(hiro)).toContain('What happened?');
    await hiro.close();
    await hiro.openHome();
    await at.world.settle();
    await hiro.click({ viewId: String(hiro.home()?.id), actionId: 'care.report' });
    await at.world.settle(0);
    expect(at.modalOf(hiro)).toContain('What happened?');
    await hiro.close();
    for (const words of ['report', 'Report a concern!', 'someone was rude to me in a session']) {
      await hiro.tellApp(words);
      await at.world.settle();
      await at.press(hiro, 'care.report');
      expect(at.modalOf(hiro)).toContain('What happened?');
      await hiro.close();
    }
  });

  it('stays a topic where it is one', async () => {
    const hiro = at.as(OTHER);
    await at.type(hiro, '/mentor report writing');
    expect(hiro.modal()).toBeNull();
    expect(JSON.stringify(hiro.messages().at(-1))).not.toContain('care.report');
  });

  it('is under a question, also once it was answered, and reaches the reader with what was chosen', async () => {
    const bram = at.as(MENTOR);
    await at.ask(false, ASKER, 'You are useless, explain pods');
    await at.press(bram, 'care.report');
    expect(at.modalOf(bram)).toContain('About a question to a mentor on *Kubernetes* with <@U0ADA>');
    await at.send(bram, { tell: ['content', 'name'] });
    const [card] = at.dmOf(at.as(READER)).slice(-1);
    expect(card).toContain('*Kind:* Rude or hurtful');
    expect(card).toContain('*Whom:* <@U0ADA>');
    expect(card).toContain('*From:* <@U0BRAM>');
    expect(card).toContain('They were rude to me.');
    expect(card).toContain('You are useless, explain pods');
    await at.press(bram, 'requests.decline');
    await at.press(bram, 'care.report');
    expect(at.modalOf(bram)).toContain('<@U0ADA>');
  });

  it('tells the reader no name and no words that were not ticked', async () => {
    const bram = at.as(MENTOR);
    await at.ask(false, ASKER, 'You are useless, explain pods');
    await at.press(bram, 'care.report');
    await at.send(bram, { tell: [] });
    const card = at.dmOf(at.as(READER)).at(-1);
    expect(card).toContain('someone who’d rather not be named');
    expect(card).not.toContain('U0BRAM');
    expect(card).not.toContain('useless');
    expect(card).not.toContain('Kubernetes');
  });

  it('is under a session’s card for both, and a bystander gets the form about anything', async () => {
    const offerId = await at.ask(false);
    await at.world.work((tx) => acceptOffer(tx, offerId, MENTOR));
    await at.world.settle();
    for (const [id, other] of [
      [MENTOR, ASKER],
      [ASKER, MENTOR],
    ] as const) {
      const person = at.as(id);
      const place = person.conversations().find((one) => one.kind === 'mpim');
      await at.press(person, 'care.report', place?.id);
      expect(at.modalOf(person)).toContain(`About a session on *Kubernetes* with <@${other}>`);
      await at.send(person);
    }
    const rows = await at.concerns();
    expect(rows.map((row) => [row.reporter_id, row.reported_id]).sort()).toEqual([
      [ASKER, MENTOR],
      [MENTOR, ASKER],
    ]);
  });

  it('is under a thank-you', async () => {
    const given = { giverId: ASKER, receiverId: MENTOR, words: 'Thank you for nothing at all', isPublic: false };
    await at.world.work((tx) => giveThanks(tx, given));
    await at.world.travel({ minutes: 30 });
    const bram = at.as(MENTOR);
    await at.press(bram, 'care.report');
    expect(at.modalOf(bram)).toContain('About a thank-you with <@U0ADA>');
    await at.send(bram);
    expect(at.dmOf(at.as(READER)).at(-1)).toContain('Thank you for nothing at all');
  });

  it('asks for some words where it is about nobody and nothing', async () => {
    const hiro = at.as(OTHER);
    await at.type(hiro, '/mentor report');
    const empty = await hiro.submit({ fill: { kind: 'else' } });
    expect(JSON.stringify(empty)).toContain('Please say in a few words what happened');
    const none = await hiro.submit({ fill: { words: 'It was all too much.' } });
    expect(none).toEqual({ ok: true });
    await at.world.settle();
    expect(at.dmOf(at.as(READER)).at(-1)).toContain('*Whom:* no one in particular');
    expect(saidIn(hiro.modal()?.blocks)).toContain('Thank you for saying it.');
  });
});
